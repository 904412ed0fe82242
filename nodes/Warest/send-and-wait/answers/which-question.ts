import type { ChatAnswer } from './chat-answer';
import { pointsAt } from './pointing';
import type { OpenQuestion } from './question';
import { readAnswer } from './read';

/** Which of several open questions an answer is for. */
export type WhichQuestion<Q extends OpenQuestion> =
	| { which: 'one'; question: Q }
	/** It could be for each of these: ask which one. */
	| { which: 'ambiguous'; among: Q[] }
	/** It fits none of them, or is about another message. */
	| { which: 'none' };

/**
 * Finds the one question that an answer is for: the one that it quotes, taps or reacts to; else the only one of this
 * chat; else the only one that it fits, or, fitting none, the only one for which it is ambiguous.
 */
export function whichQuestion<Q extends OpenQuestion>(
	answer: ChatAnswer,
	open: readonly Q[],
): WhichQuestion<Q> {
	const pointed = open.filter((each) => pointsAt(answer, each) === 'this');
	const unpointed = open.filter((each) => pointsAt(answer, each) === 'nothing');
	const read = unpointed.map((question) => ({ question, reading: readAnswer(answer, question) }));
	const fitting = read.filter(({ reading }) => reading.fits === true);
	const doubtful = read.filter(
		({ reading }) => reading.fits === false && reading.because === 'ambiguous',
	);
	const groups = [
		pointed,
		unpointed.length === 1 ? unpointed : [],
		...[fitting, doubtful].map((group) => group.map(({ question }) => question)),
	];
	const [first, ...others] = groups.find((group) => group.length > 0) ?? [];
	if (first === undefined) return { which: 'none' };
	return others.length === 0
		? { which: 'one', question: first }
		: { which: 'ambiguous', among: [first, ...others] };
}
