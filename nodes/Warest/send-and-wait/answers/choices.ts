import { folded } from './writing';
import { choiceNumber } from './choice-number';
import type { Choice, OpenQuestion, Question } from './question';

/** The choices that a question shows, in their order; none for what isn't chosen. */
export function choicesOf(question: Question): readonly Choice[] {
	if ('choices' in question) return question.choices;
	if ('yes' in question) return question.no === null ? [question.yes] : [question.yes, question.no];
	return [];
}

/**
 * The number of the first choice. Null where the message shows none, and where a label is a number itself, but not its
 * own: then "2" would be two of the choices.
 */
export function firstNumberOf(question: Question): number | null {
	const first = 'firstNumber' in question ? question.firstNumber : null;
	const isOwn = ({ label, words = [] }: Choice, index: number) =>
		[label, ...words].every((each) => {
			const named = choiceNumber(each);
			return named === null || named.number === first! + index;
		});
	return first !== null && choicesOf(question).every(isOwn) ? first : null;
}

/** The number of the last choice; 0 where the message shows none. */
export function lastNumberOf(question: Question): number {
	const first = firstNumberOf(question);
	return first === null ? 0 : first + choicesOf(question).length - 1;
}

/**
 * Where the numbers of another question in a chat begin, so that none of them means two things.
 * @param last what {@link lastNumberOf} gives of those that wait there
 */
export const numberFrom = (last: readonly number[]): number => Math.max(0, ...last) + 1;

/** The choices as lines of the message, "1. Yes\n2. No"; '' where there are none. */
export function choiceLines(question: Question): string {
	const first = firstNumberOf(question);
	return choicesOf(question)
		.map(({ label }, index) => `${first === null ? '•' : `${first + index}.`} ${label}`)
		.join('\n');
}

/** The ID of the button or list row for a choice: `position` counts from 0. */
export const choiceId = (questionId: string, position: number): string =>
	`${questionId}/${position + 1}`;

/** Whether a quoted text is one of those that asked; formatting, case and blanks don't matter. */
export function matchesQuestion(
	quotedText: string,
	{ question, texts, again = [] }: Pick<OpenQuestion, 'question' | 'texts' | 'again'>,
): boolean {
	const quoted = folded(quotedText);
	if (quoted === '') return false;
	if (texts.some((text) => folded(text) === quoted)) return true;
	const beginnings = again.map(folded).filter((text) => text !== '');
	const end = folded(choiceLines(question));
	return quoted.endsWith(end) && beginnings.some((text) => quoted.startsWith(text));
}
