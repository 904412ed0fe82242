import { linesOf } from '../../engine/list-of';

/** Both sides of the first "|" of a line. */
function sides(line: string): [left: string, right: string] {
	const at = line.indexOf('|');
	return at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/**
 * Buttons as a model writes them, one per line: "Yes" to answer, "Open | https://…" for a web page, "Call | +62…" for a
 * phone number, "Copy | code:SENJA10" for a code.
 */
export const writtenButtons = (text: string): object[] =>
	linesOf(text).map((line) => {
		const [displayText, target] = sides(line);
		if (/^code:/i.test(target)) {
			return { type: 'copy', displayText, copyCode: target.slice('code:'.length).trim() };
		}
		if (/^\+?[\d\s()-]{7,}$/.test(target))
			return { type: 'call', displayText, phoneNumber: target };
		return target === ''
			? { type: 'reply', displayText, id: displayText }
			: { type: 'url', displayText, url: target };
	});

/** The sections of a list as a model writes them: "# Title" begins a section, "Row | description" is a row of it. */
export function writtenSections(text: string): object[] {
	const sections: Array<{ title: string; rows: { row: object[] } }> = [];
	for (const line of linesOf(text)) {
		const isTitle = line.startsWith('#');
		if (isTitle || sections.length === 0) {
			const title = isTitle ? line.replace(/^#+/, '').trim() : '';
			sections.push({ title, rows: { row: [] } });
		}
		if (isTitle) continue;
		const [row, description] = sides(line);
		sections[sections.length - 1].rows.row.push({ title: row, description, id: row });
	}
	return sections;
}
