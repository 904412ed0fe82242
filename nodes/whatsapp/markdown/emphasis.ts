import type { Mark } from './spans';

/** A run of the same character in Markdown that may begin or end something: `**`, `_`, `~~`. */
export interface Run {
	char: '*' | '_' | '~';
	/** How many of its characters mark nothing, or nothing yet. */
	left: number;
	canOpen: boolean;
	canClose: boolean;
	/** What ends before it and begins after it, in this order. */
	closes: Mark[];
	opens: Mark[];
}

const isBlank = (char: string) => char.trim() === '';
const isPunctuation = (char: string) => /[\p{P}\p{S}]/u.test(char);

/** A run of Markdown between two characters; '' at the ends of the text. */
export function runOf(char: Run['char'], length: number, before: string, after: string): Run {
	const opens =
		!isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
	const closes =
		!isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
	// Within words, only ** is meant: snake_case and 2*3*4 are no emphasis.
	const loose = char === '*' && length > 1;
	const fits = char !== '~' || length === 2;
	return {
		char,
		left: length,
		canOpen: fits && opens && (loose || !closes || isPunctuation(before)),
		canClose: fits && closes && (loose || !opens || isPunctuation(after)),
		closes: [],
		opens: [],
	};
}

const markFor = (char: Run['char'], length: number): Mark =>
	char === '~' ? '~' : length === 2 ? '*' : '_';

/** Finds out which runs belong together, in one pass. */
export function pair(runs: readonly Run[]): void {
	const open: Run[] = [];
	const waiting = { '*': 0, _: 0, '~': 0 };
	for (const run of runs) {
		while (run.canClose && run.left > 0 && waiting[run.char] > 0) {
			// What was opened since and not closed marks nothing.
			while (open[open.length - 1].char !== run.char) waiting[open.pop()!.char] -= 1;
			const opener = open[open.length - 1];
			const length = Math.min(opener.left, run.left, 2);
			const mark = markFor(run.char, length);
			opener.left -= length;
			run.left -= length;
			opener.opens.unshift(mark);
			run.closes.push(mark);
			if (opener.left > 0) continue;
			open.pop();
			waiting[run.char] -= 1;
		}
		if (!run.canOpen || run.left === 0) continue;
		open.push(run);
		waiting[run.char] += 1;
	}
}
