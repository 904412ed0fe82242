import type { IBuilderHint, IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { versions } from '../../versions';

/**
 * n8n's type definitions, which its MCP server hands to models, repeat each parameter for each operation. They leave out
 * what is disabled wherever it is shown: this says so of what the editor, which also looks at the second condition, never
 * disables. `shown` is one condition of those under which the parameter is shown.
 */
export const notInDefinitions = (shown: Record<string, Array<boolean | number>>) => ({
	show: { ...shown, operation: [''] },
});

/** The same of a parameter that has no other condition than where it is shown: all versions of the node have it. */
export const onceForModels = (shown: Record<string, string[]> = {}) => ({
	displayOptions: { show: { '@version': versions.version, ...shown } },
	disabledOptions: notInDefinitions({ '@version': versions.version }),
});

const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	number: 'number',
	boolean: 'boolean',
};

/** Whether it is said once, at the head of definitions. */
export const isOnceForModels = ({ disabledOptions }: INodeProperties): boolean =>
	disabledOptions?.show?.['@version'] !== undefined;

const namesIn = (shown: Record<string, unknown[] | undefined> = {}, key: string) =>
	shown[key]?.join(', ');

function line({ name, displayName, description, type, options, displayOptions }: INodeProperties) {
	const values = (options ?? []).flatMap((each) => ('value' in each ? `'${each.value}'` : []));
	const is = values.length > 0 ? values.join(' | ') : (TYPES[type] ?? 'string');
	const but = namesIn(displayOptions?.hide, '/operation');
	const where = namesIn(displayOptions?.show, '/operation') ?? (but && `not ${but}`);
	return { start: `${name}?: ${is};`, where, text: description ?? displayName };
}

function placesOf({ show, hide }: IDisplayOptions = {}) {
	const but = namesIn(hide, 'operation');
	const all = `all of ${namesIn(show, 'resource')}${but ? ` but ${but}` : ''}`;
	return namesIn(show, 'operation') ?? all;
}

/** What definitions say once, at their head: of each collection that {@link onceForModels} leaves out elsewhere. */
export function builderHint(properties: INodeProperties[]): IBuilderHint {
	const said = new Set<string>();
	const once = ({ start, where, text }: ReturnType<typeof line>): string => {
		const isSaid = said.has(start + text);
		said.add(start + text);
		const about = [where, isSaid ? undefined : text].filter(Boolean).join(': ');
		return about === '' ? start : `${start} // ${about}`;
	};
	return {
		extraTypeDefContent: properties
			.filter(isOnceForModels)
			.map(({ name, displayOptions, options = [] }) => ({
				content: [
					`${name}?: { // ${placesOf(displayOptions)}`,
					...options.flatMap((each) => ('type' in each ? once(line(each)) : [])),
					'}',
				].join('\n'),
			})),
	};
}
