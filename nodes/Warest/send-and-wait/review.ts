import { isObject } from '../../transport/answer';
import type { Waiting } from '../engine/waiting';

/** Longer texts are cut: a person must be able to read them. */
const LONGEST = 1500;

const shortened = (text: string): string =>
	text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

function linesOf(input: unknown): string[] {
	if (!isObject(input)) return [];
	return Object.entries(input).map(
		([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
	);
}

function toolsLine(tools: string[]): string {
	const [tool = 'a tool'] = tools;
	return tools.length > 1
		? `An AI agent wants to use one of these tools: ${tools.join(', ')}`
		: `An AI agent wants to use: ${tool}`;
}

/**
 * What a person reads who is to let an agent use a tool. The tools come from the workflow: the model can write any name
 * into its request. n8n's default text shows that name, so a text that does is left out.
 */
export function reviewText(waiting: Waiting, message: string): string {
	const own = waiting.asEntered('message').includes('$tool') ? [] : [message];
	const asked = linesOf(waiting.input.toolParameters);
	const input =
		asked.length > 0 ? ['The agent wrote this into it:', shortened(asked.join('\n'))] : [];
	return [...own, toolsLine(waiting.tools), ...input].join('\n\n');
}
