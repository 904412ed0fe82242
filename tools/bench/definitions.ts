import { generateNodeTypeFile, type NodeTypeDescription } from '@n8n/workflow-sdk';
import { countTokens } from 'gpt-tokenizer';
import type { INodeTypeDescription } from 'n8n-workflow';

/** Of a text: how many characters, and how many tokens a model reads (GPT's o200k). */
export interface Length {
	characters: number;
	tokens: number;
}

/** What one node costs those who load its definition. */
export interface Definition {
	node: string;
	/** As the editor loads it. */
	description: Length;
	/**
	 * As TypeScript, which n8n's MCP server gives to models. Of n8n's own nodes it gives one operation's part, of
	 * community nodes all.
	 */
	types: Length;
}

export const lengthOf = (text: string): Length => ({
	characters: text.length,
	tokens: countTokens(text),
});

/** What n8n's MCP server makes of a community node. */
export const typesOf = (description: INodeTypeDescription): string =>
	generateNodeTypeFile({
		...description,
		properties: description.properties.filter(({ type }) => type !== 'hidden'),
	} as unknown as NodeTypeDescription);

/** The definitions of some nodes, by their names in n8n; of several versions the newest. */
export const measureDefinitions = (types: INodeTypeDescription[], nodes: string[]): Definition[] =>
	nodes.map((wanted) => {
		const newest = ({ version }: INodeTypeDescription) => Math.max(...[version].flat());
		const [found] = types
			.filter(({ name }) => name === wanted)
			.sort((a, b) => newest(b) - newest(a));
		if (!found) throw new Error(`n8n does not know ${wanted}`);
		return {
			node: found.displayName,
			description: lengthOf(JSON.stringify(found)),
			types: lengthOf(typesOf(found)),
		};
	});
