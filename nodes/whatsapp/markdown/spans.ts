/** WhatsApp's marks: bold, italic, struck through, and code within a line. */
export type Mark = '*' | '_' | '~' | '`';

/** The order in which marks stand around a text that has several; code is innermost, as nothing counts within it. */
const MARKS: readonly Mark[] = ['*', '_', '~', '`'];

/** A piece of text in which the same marks hold. */
export interface Span {
	text: string;
	marks: ReadonlySet<Mark>;
}

/** A line of text without line breaks: WhatsApp's marks don't reach from one line into the next. */
export type Line = readonly Span[];

/** The most that marks add to a piece of text in which none begins or ends. */
export const MARKS_LENGTH = 2 * MARKS.length;

export const plain = (text: string): Span => ({ text, marks: new Set() });

/** What a line says, without its marks. */
export const wordsOf = (line: Line): string => line.map(({ text }) => text).join('');

/** A line with one more mark around all of it. */
export const marked = (line: Line, mark: Mark): Line =>
	line.map(({ text, marks }) => ({ text, marks: new Set([...marks, mark]) }));

/** A line cut at places of its text, in their order; the last one is its end. */
export function cut(line: Line, places: readonly number[]): Line[] {
	const parts: Span[][] = [[]];
	let at = 0;
	for (const { text, marks } of line) {
		for (let from = 0; from < text.length;) {
			const room = places[parts.length - 1] - at;
			const piece = text.slice(from, from + room);
			parts[parts.length - 1].push({ text: piece, marks });
			at += piece.length;
			from += piece.length;
			if (piece.length === room && parts.length < places.length) parts.push([]);
		}
	}
	return parts;
}

/** The lines of spans that have line breaks in them. */
export function linesOf(spans: readonly Span[]): Line[] {
	const lines: Span[][] = [[]];
	for (const { text, marks } of spans) {
		for (const [index, piece] of text.split('\n').entries()) {
			if (index > 0) lines.push([]);
			if (piece !== '') lines[lines.length - 1].push({ text: piece, marks });
		}
	}
	return lines;
}

/** WhatsApp sees no mark beside a blank: a blank has only those marks that hold before it and after it as well. */
function withBareBlanks(line: Line): Line {
	const pieces = line.flatMap(({ text, marks }) =>
		text.split(/(\s+)/).flatMap((piece) => (piece === '' ? [] : [{ text: piece, marks }])),
	);
	const words = pieces.filter(({ text }) => text.trim() !== '');
	let next = 0;
	return pieces.map((piece) => {
		if (piece === words[next]) {
			next += 1;
			return piece;
		}
		const [before, after] = [words[next - 1], words[next]];
		const shared = [...(before?.marks ?? [])].filter((mark) => after?.marks.has(mark));
		return { text: piece.text, marks: new Set(shared) };
	});
}

/** A line as WhatsApp takes it. */
export function written(line: Line): string {
	let text = '';
	const open: Mark[] = [];
	for (const span of withBareBlanks(line)) {
		while (open.some((mark) => !span.marks.has(mark))) text += open.pop();
		for (const mark of MARKS) {
			if (!span.marks.has(mark) || open.includes(mark)) continue;
			open.push(mark);
			text += mark;
		}
		text += span.text;
	}
	return text + open.reverse().join('');
}
