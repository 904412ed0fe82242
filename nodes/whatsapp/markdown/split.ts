import type { Block } from './blocks';
import { segmentsIn } from './segments';
import { cut, MARKS_LENGTH, wordsOf, written, type Line } from './spans';

/** Something that stays in one message if it can, and what stands between it and what comes before. */
interface Unit {
	text: string;
	glue: '\n' | '\n\n';
}

const FENCE = '```';
const fenced = (code: string): string => `${FENCE}\n${code}\n${FENCE}`;
const FENCES_LENGTH = fenced('').length;

/** Ways to divide a text, the best first; each gives pieces that together are the whole text. */
const WAYS: ReadonlyArray<(text: string) => string[]> = [
	(text) => segmentsIn(text, 'sentence'),
	(text) => text.split(/(?<=\s)(?=\S)/),
	(text) => segmentsIn(text, 'grapheme'),
	(text) => [...text],
];

/** Whether what stands between two places of a text fits into one message. */
type Fits = (from: number, to: number) => boolean;

/**
 * The pieces of a text that each fit: sentences if they do, else words, else characters as people see them.
 * @param from the place of the text in the whole that `fits` knows
 */
function piecesOf(text: string, fits: Fits, from = 0, [divide, ...others] = WAYS): string[] {
	if (fits(from, from + text.length) || text === '') return [text];
	let start = from;
	return divide(text).flatMap((piece) => {
		const pieces = piecesOf(piece, fits, start, others);
		start += piece.length;
		return pieces;
	});
}

/**
 * Tells of a line what fits with all its marks. Each change of marks counts as if it closed and opened them all twice:
 * rather too much than too little.
 */
function fittingIn(line: Line, limit: number): Fits {
	const costs = line.flatMap(({ text, marks }) =>
		Array.from({ length: text.length }, (_, place) => (place === 0 ? 4 * marks.size : 0)),
	);
	let sum = 0;
	const before = [0, ...costs.map((cost) => (sum += cost))];
	return (from, to) => to - from + before[to] - before[from] + 2 * MARKS_LENGTH <= limit;
}

/** A line that is too long, as several. */
function dividedLine(line: Line, limit: number): string[] {
	const fits = fittingIn(line, limit);
	const ends: number[] = [];
	let start = 0;
	let end = 0;
	for (const piece of piecesOf(wordsOf(line), fits)) {
		if (end > start && !fits(start, end + piece.length)) {
			ends.push(end);
			start = end;
		}
		end += piece.length;
	}
	return cut(line, [...ends, end])
		.map((part) => written(part).trim())
		.filter((text) => text !== '');
}

/** Pieces put together again as long as they fit. */
function packed(pieces: readonly string[], limit: number, glue: string): string[] {
	const parts: string[] = [];
	for (const piece of pieces) {
		const last = parts.length - 1;
		const longer = last < 0 ? piece : `${parts[last]}${glue}${piece}`;
		if (last >= 0 && longer.length <= limit) parts[last] = longer;
		else parts.push(piece);
	}
	return parts;
}

/** Code that is too long, divided between its lines, with marks around each piece. */
function dividedCode(code: string, limit: number): string[] {
	const room = limit - FENCES_LENGTH;
	const fits: Fits = (from, to) => to - from <= room;
	const lines = code.split('\n').flatMap((line) => packed(piecesOf(line, fits), room, ''));
	return packed(lines, room, '\n').map(fenced);
}

/** The units of a block: itself if it fits, else its lines. */
function unitsOf(block: Block, limit: number): Unit[] {
	const paragraph = (text: string): Unit => ({ text, glue: '\n\n' });
	if ('code' in block) {
		const whole = fenced(block.code);
		const texts = whole.length <= limit ? [whole] : dividedCode(block.code, limit);
		return texts.map(paragraph);
	}
	const lines = block.lines.map((line) => ({ line, text: written(line).trimEnd() }));
	const whole = lines.map(({ text }) => text).join('\n');
	if (whole.trim().length <= limit) return [paragraph(whole)];
	const texts = lines.flatMap(({ line, text }) =>
		text.length <= limit ? [text] : dividedLine(line, limit),
	);
	return texts.map((text, index) => ({ text, glue: index === 0 ? '\n\n' : '\n' }));
}

/**
 * A text in messages of at most `limit` UTF-16 units: divided between paragraphs, else lines, sentences or words; within a
 * word only if it is longer than a message. Nothing that people see as one character is divided, nor code that fits.
 * @param limit at least 50
 */
export function messagesOf(blocks: readonly Block[], limit: number): string[] {
	const messages: string[] = [];
	let last = '';
	for (const { text, glue } of blocks.flatMap((block) => unitsOf(block, limit))) {
		const longer = last === '' ? text : `${last}${glue}${text}`;
		if (longer.trim().length <= limit) {
			last = longer;
			continue;
		}
		messages.push(last.trim());
		last = text;
	}
	return [...messages, last.trim()].filter((message) => message !== '');
}
