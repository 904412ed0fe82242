import { cell } from './cell';
import { trapSections, type Trap } from './traps';

const names = (concerns: Trap['concerns']) =>
	typeof concerns === 'string' ? concerns : concerns.map((name) => `\`${name}\``).join(' ');

const row = ({ number, trap, concerns, answer, test }: Trap) =>
	`| ${[`${number} ${trap}`, names(concerns), answer, test].map(cell).join(' | ')} |`;

/** docs/traps.md: every trap of the server, what the node does about it, and the test that shows it. */
export function trapsPage(): string {
	const sections = trapSections.flatMap(({ title, page, traps }) => [
		`## ${title} ([${page}](warest/${page}.md#traps))`,
		'',
		'| trap | operations | what the node does | test |',
		'| --- | --- | --- | --- |',
		...traps.map(row),
		'',
	]);
	return [
		'# Traps',
		'',
		'Where a WARest 0.3.44 server surprises you, numbered as in [the contract](warest/README.md), with what this node does about it and the test that shows it. Where a client can do nothing, the row says where the user is told.',
		'',
		...sections,
	].join('\n');
}

/** The traps that concern one operation, by its stored name. */
export const trapsOf = (operation: string): Trap[] =>
	trapSections.flatMap(({ traps }) =>
		traps.filter(({ concerns }) => typeof concerns !== 'string' && concerns.includes(operation)),
	);
