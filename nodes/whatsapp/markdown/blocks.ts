import { inline } from './inline';
import { linesOf, marked, plain, type Line } from './spans';

/** What a blank line divides: lines of text, or code that stays as it is. */
export type Block = { lines: Line[] } | { code: string };

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/;
const BULLET = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?/;
const NUMBER = /^(\s*)(\d{1,9}[.)])\s+/;
const QUOTE = /^\s{0,3}>\s?/;

/** A line like "---" or "* * *". */
const isRule = (line: string): boolean => /^(?:-{3,}|\*{3,}|_{3,})$/.test(line.replace(/\s/g, ''));

/** The line below the head of a table: "| --- | :-: |". */
const isTableRule = (line: string): boolean =>
	line.includes('|') && line.includes('--') && /^[\s|:-]+$/.test(line);

/** The title of a heading, without the marks around it. */
const titleIn = (line: string): string => {
	const title = line.trim().replace(/^#+/, '').trimStart();
	const bare = title.trimEnd();
	let end = bare.length;
	while (bare[end - 1] === '#') end -= 1;
	return end === 0 || /\s/.test(bare[end - 1] ?? '') ? bare.slice(0, end).trimEnd() : bare;
};

/** What stands before an entry of a list or a quote, as WhatsApp knows it, and the rest of the line; null for neither. */
function entryIn(line: string): { sign: string; rest: string } | null {
	const [bullet, indent = '', box] = BULLET.exec(line) ?? [];
	if (bullet !== undefined) {
		const ticked = box === undefined ? '' : box === ' ' ? '☐ ' : '☑ ';
		return { sign: `${indent}- ${ticked}`, rest: line.slice(bullet.length) };
	}
	const [numbered, before = '', count] = NUMBER.exec(line) ?? [];
	if (numbered !== undefined) {
		return { sign: `${before}${count.slice(0, -1)}. `, rest: line.slice(numbered.length) };
	}
	const [quote] = QUOTE.exec(line) ?? [];
	return quote === undefined ? null : { sign: '> ', rest: line.slice(quote.length) };
}

/** Reads Markdown line by line. */
class Reader {
	readonly blocks: Block[] = [];
	private lines: Line[] = [];
	/** Lines of the same paragraph, or of the same entry, in which a mark may reach over a line break. */
	private paragraph: string[] = [];
	private sign = '';

	private endParagraph(): void {
		const lines = linesOf(inline(this.paragraph.join('\n')));
		if (this.paragraph.length > 0) {
			this.lines.push(
				...lines.map((line, index) => (index > 0 ? line : [plain(this.sign), ...line])),
			);
		}
		this.paragraph = [];
		this.sign = '';
	}

	private endBlock(): void {
		this.endParagraph();
		if (this.lines.length > 0) this.blocks.push({ lines: this.lines });
		this.lines = [];
	}

	code(code: string): void {
		this.endBlock();
		const bare = code.replace(/^\n+/, '').trimEnd();
		if (bare !== '') this.blocks.push({ code: bare });
	}

	line(line: string): void {
		if (line.trim() === '') return this.endBlock();
		if (isRule(line)) {
			this.endBlock();
			this.blocks.push({ lines: [[plain('———')]] });
			return;
		}
		if (HEADING.test(line)) {
			this.endBlock();
			this.lines = linesOf(inline(titleIn(line))).map((each) => marked(each, '*'));
			return this.endBlock();
		}
		if (isTableRule(line)) return;
		const entry = entryIn(line);
		if (entry !== null) {
			this.endParagraph();
			this.sign = entry.sign;
		}
		// Two blanks at the end of a line only say that it ends.
		this.paragraph.push((entry?.rest ?? line).trimEnd());
	}

	end(): Block[] {
		this.endBlock();
		return this.blocks;
	}
}

/** The index of the line that closes a fence; that of the end if none does. */
function endOfFence(lines: readonly string[], start: number, fence: string): number {
	const closes = (line: string) => {
		const bare = line.trim();
		return bare.length >= fence.length && bare === fence[0].repeat(bare.length);
	};
	let at = start + 1;
	while (at < lines.length && !closes(lines[at])) at += 1;
	return at;
}

/** The blocks of a Markdown text, with WhatsApp's marks in place of Markdown's. */
export function blocksOf(markdown: string): Block[] {
	const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
	const reader = new Reader();
	for (let at = 0; at < lines.length; at++) {
		const [opening, fence] = FENCE.exec(lines[at]) ?? [];
		// `` ```code``` `` in one line is no fence.
		if (fence === undefined || lines[at].slice(opening?.length).includes('`')) {
			reader.line(lines[at]);
			continue;
		}
		const end = endOfFence(lines, at, fence);
		reader.code(lines.slice(at + 1, end).join('\n'));
		at = end;
	}
	return reader.end();
}

/** The blocks of a text that has WhatsApp's own marks already: nothing in it is changed. */
export const blocksOfPlain = (text: string): Block[] =>
	text
		.replace(/\r\n?/g, '\n')
		.split(/\n(?:[^\S\n]*\n)+/)
		.filter((block) => block.trim() !== '')
		.map((block) => ({ lines: block.split('\n').map((line) => [plain(line)]) }));
