import { SIGNS } from '../text';
import { pair, runOf, type Run } from './emphasis';
import type { Mark, Span } from './spans';

/** A longer address is taken for text. */
const LONGEST_ADDRESS = 2048;

/** Tags that mean what WhatsApp's marks mean; written as those, as the server would, but code within its line. */
const TAGS: Record<string, string> = { ...SIGNS, code: '`' };

/** What may mean more than itself. */
const SPECIAL = '\\`[]!<*_~';

/** A text, code or a run of what may mark something. */
type Piece = { text: string; isCode: boolean } | { run: Run };

const textPiece = (text: string): Piece => ({ text, isCode: false });

/** What a link leads to, and where in the text it ends. */
interface Target {
	address: string;
	end: number;
}

/** `(address)` or `(address "title")` at a place of a text; null if none stands there. */
function targetAt(text: string, start: number): Target | null {
	if (text[start] !== '(') return null;
	const some = text.slice(start + 1, start + 1 + LONGEST_ADDRESS);
	let depth = 0;
	let end = -1;
	for (let at = 0; at < some.length && end < 0; at++) {
		if (some[at] === '(') depth += 1;
		else if (some[at] === '\n') return null;
		else if (some[at] === ')' && depth-- === 0) end = at;
	}
	if (end < 0) return null;
	const [address] = some.slice(0, end).trim().split(/\s/, 1);
	return { address: address.replace(/^<|>$/g, ''), end: start + 1 + end };
}

/** Reads a paragraph of Markdown from left to right. */
class Reader {
	readonly pieces: Piece[] = [];
	/** Where texts of links may have begun, as places among the pieces. */
	private readonly brackets: number[] = [];
	/** Lengths of backtick runs that nothing closes. */
	private readonly unclosed = new Set<number>();
	private at = 0;

	constructor(private readonly text: string) {}

	read(): Piece[] {
		while (this.at < this.text.length) this.step();
		return this.pieces;
	}

	private step(): void {
		const char = this.text[this.at];
		if (char === '\\') this.escape();
		else if (char === '`') this.code();
		else if (char === '[' || (char === '!' && this.text[this.at + 1] === '[')) this.bracket(char);
		else if (char === ']') this.link();
		else if (char === '<') this.tag();
		else if (char === '*' || char === '_' || char === '~') this.run(char);
		else this.words();
	}

	private add(piece: Piece, length: number): void {
		this.pieces.push(piece);
		this.at += length;
	}

	private words(): void {
		let end = this.at + 1;
		while (end < this.text.length && !SPECIAL.includes(this.text[end])) end += 1;
		this.add(textPiece(this.text.slice(this.at, end)), end - this.at);
	}

	private lengthOfRun(char: string): number {
		let end = this.at;
		while (this.text[end] === char) end += 1;
		return end - this.at;
	}

	private escape(): void {
		const next = this.text[this.at + 1] ?? '';
		const escapes = /[!-/:-@[-`{-~\n]/.test(next);
		this.add(textPiece(escapes ? next : '\\'), escapes ? 2 : 1);
	}

	private code(): void {
		const length = this.lengthOfRun('`');
		const end = this.unclosed.has(length) ? -1 : this.endOfCode(length);
		if (end < 0) {
			this.unclosed.add(length);
			return this.add(textPiece('`'.repeat(length)), length);
		}
		const inner = this.text.slice(this.at + length, end).replaceAll('\n', ' ');
		const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
		const code = isPadded ? inner.slice(1, -1) : inner;
		// Code with a backtick in it has no mark that would fit.
		this.add({ text: code, isCode: !code.includes('`') }, end + length - this.at);
	}

	private endOfCode(length: number): number {
		let at = this.at + length;
		for (;;) {
			at = this.text.indexOf('`', at);
			if (at < 0) return -1;
			let end = at;
			while (this.text[end] === '`') end += 1;
			if (end - at === length) return at;
			at = end;
		}
	}

	private bracket(char: string): void {
		const text = char === '!' ? '![' : '[';
		this.brackets.push(this.pieces.length);
		this.add(textPiece(text), text.length);
	}

	/** A link becomes its text and its address; the address alone if both are the same. */
	private link(): void {
		const from = this.brackets.pop();
		const target = from === undefined ? null : targetAt(this.text, this.at + 1);
		if (from === undefined || target === null || target.address === '') {
			return this.add(textPiece(']'), 1);
		}
		// No link stands in another one; a picture may.
		const { text } = this.pieces[from] as { text: string };
		this.brackets.splice(0, this.brackets.length - (text === '![' ? 1 : 0));
		this.pieces[from] = textPiece('');
		const label = this.pieces.slice(from).map((piece) => ('text' in piece ? piece.text : ''));
		const said = label.join('').trim();
		const { address, end } = target;
		const isSame = address === said || address.replace(/^(mailto|tel):/, '') === said;
		const shown = isSame ? '' : said === '' ? address : ` (${address})`;
		this.add(textPiece(shown), end + 1 - this.at);
	}

	private tag(): void {
		const some = this.text.slice(this.at, this.at + LONGEST_ADDRESS);
		const [tag, name = ''] = /^<\/?([a-z]+) ?\/?>/i.exec(some) ?? [];
		if (tag && Object.hasOwn(TAGS, name.toLowerCase())) {
			return this.add(textPiece(TAGS[name.toLowerCase()]), tag.length);
		}
		const [link, address] =
			/^<((?:https?:\/\/|mailto:|tel:)[^\s<>]+|[\w.+-]+@[\w.-]+)>/i.exec(some) ?? [];
		if (link) return this.add(textPiece(address), link.length);
		this.add(textPiece('<'), 1);
	}

	private run(char: Run['char']): void {
		const length = this.lengthOfRun(char);
		const before = this.text.slice(Math.max(this.at - 2, 0), this.at);
		const after = this.text.slice(this.at + length, this.at + length + 2);
		const run = runOf(char, length, [...before].pop() ?? '', [...after][0] ?? '');
		this.add({ run }, length);
	}
}

/** What a paragraph of Markdown says, with the marks that hold in it; line breaks stay. */
export function inline(text: string): Span[] {
	const pieces = new Reader(text).read();
	pair(pieces.flatMap((piece) => ('run' in piece ? [piece.run] : [])));
	const marks: Mark[] = [];
	const spans: Span[] = [];
	const add = (some: string, own: Mark[] = []) => {
		if (some !== '') spans.push({ text: some, marks: new Set([...marks, ...own]) });
	};
	for (const piece of pieces) {
		if ('text' in piece) {
			add(piece.text, piece.isCode ? ['`'] : []);
			continue;
		}
		const { char, left, opens, closes } = piece.run;
		for (const mark of closes) marks.splice(marks.lastIndexOf(mark), 1);
		add(char.repeat(left));
		marks.push(...opens);
	}
	return spans;
}
