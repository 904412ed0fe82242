import type { IBuilderHint, INodeProperties } from 'n8n-workflow';
import { versions } from '../../versions';

/**
 * n8n's type definitions, which its MCP server hands to models, repeat each parameter for each operation. They leave out
 * what is disabled wherever it is shown: this says so of what the editor, which also looks at the second condition, never
 * disables. `shown` is one condition of those under which the parameter is shown.
 */
export const notInDefinitions = (shown: Record<string, Array<boolean | number>>) => ({
	show: { ...shown, operation: [''] },
});

/** The same of a parameter that has no other condition than its operations: all versions of the node have it. */
export const onceForModels = (operations: string[]) => ({
	displayOptions: { show: { '@version': versions.version, operation: operations } },
	disabledOptions: notInDefinitions({ '@version': versions.version }),
});

const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	number: 'number',
	boolean: 'boolean',
};

function line({ name, displayName, description, type, options, displayOptions }: INodeProperties) {
	const values = (options ?? []).flatMap((each) => ('value' in each ? `'${each.value}'` : []));
	const is = values.length > 0 ? values.join(' | ') : (TYPES[type] ?? 'string');
	const { show, hide } = displayOptions ?? {};
	const where = [
		show?.['/operation']?.join(', '),
		hide?.['/operation'] && `not ${hide['/operation'].join(', ')}`,
		description ?? displayName,
	];
	return `${name}?: ${is}; // ${where.filter(Boolean).join(': ')}`;
}

/** What definitions say once, at their head: of each collection that {@link onceForModels} leaves out elsewhere. */
export const builderHint = (properties: INodeProperties[]): IBuilderHint => ({
	extraTypeDefContent: properties
		.filter(({ disabledOptions }) => disabledOptions?.show?.['@version'])
		.map(({ name, displayOptions, options = [] }) => ({
			content: [
				`${name}?: { // ${displayOptions?.show?.operation?.join(', ')}`,
				...options.flatMap((each) => ('type' in each ? line(each) : [])),
				'}',
			].join('\n'),
		})),
});
