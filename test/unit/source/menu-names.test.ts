import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import ts from 'typescript';
import { Warest } from '../../../nodes/Warest/Warest.node';
import { resources } from '../../../nodes/Warest/operations';
import { WarestTrigger } from '../../../nodes/WarestTrigger/WarestTrigger.node';
import { inSources } from '../../support/source-files';

const root = path.join(__dirname, '..', '..', '..');

/** What can be chosen under a name, in the editor of this package or of others. */
const menus = new Map<string, string[]>([
	['Settings', ['Community nodes']],
	['Community nodes', ['Install']],
	['Linked devices', ['Link with phone number']],
]);
const add = (menu: string, entries: string[]) =>
	menus.set(menu, [...(menus.get(menu) ?? []), ...entries]);

add(
	'WARest**',
	Object.values(resources).map(({ name }) => name),
);
for (const { name, operations } of Object.values(resources)) {
	add(
		name,
		Object.values(operations).map((operation) => operation.name),
	);
}
type Entry = INodePropertyOptions | INodeProperties | INodePropertyCollection;
function addAll(properties: Entry[]) {
	for (const property of properties) {
		const below: Entry[] =
			'values' in property
				? property.values
				: 'options' in property
					? (property.options ?? [])
					: [];
		if ('displayName' in property) {
			add(
				property.displayName,
				below.map((entry) => ('displayName' in entry ? entry.displayName : entry.name)),
			);
		}
		addAll(below);
	}
}
addAll([new Warest(), new WarestTrigger()].flatMap((node) => node.description.properties));

const literal = (node: ts.Node): string | null =>
	ts.isStringLiteral(node) ||
	ts.isNoSubstitutionTemplateLiteral(node) ||
	ts.isTemplateHead(node) ||
	ts.isTemplateMiddleOrTemplateTail(node)
		? node.text
		: null;

const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)]
	// Its arrows lead from one node of a workflow to the next.
	.filter((name) => name.endsWith('.md') && name !== 'docs/benchmarks.md')
	.map((place) => ({ place, found: readFileSync(path.join(root, place), 'utf8') }));

/** Each "menu → entry" of a text, as the text before and after an arrow. */
const paths = [...inSources(literal), ...pages].flatMap(({ place, found }) =>
	[...found.matchAll(/([^→\n]*) → (?=([^→\n]*))/g)]
		.filter(([, before, after]) => before.trim() !== '' && /^\W*[A-Z]/.test(after))
		.map(([, before, after]) => ({ place, before, after: after.replace(/^[*"'`]+/, '') })),
);

it.each(paths)('$place names a menu entry: $before → $after', ({ before, after }) => {
	const ending = [...menus.keys()].filter((menu) => menu !== '' && before.endsWith(menu));
	const entries = ending.flatMap((menu) => menus.get(menu)!);
	expect(entries.filter((entry) => after.startsWith(entry))).not.toEqual([]);
});
