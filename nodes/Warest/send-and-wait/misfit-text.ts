import type { DoesNotFit, Misfit, Question } from './answers/question';

/** What is said to a person whose answer doesn't fit. */
const TEXTS: Record<Misfit, string> = {
	'no text': 'Please answer in words.',
	'not a choice': 'Please choose one of the answers.',
	'not a number': 'Please write a number.',
	'not a whole number': 'Please write a whole number.',
	'too small': 'That number is too small.',
	'too large': 'That number is too large.',
	'not a date': 'Please write a date, e.g. 2026-11-22.',
	'no year': 'Please write the date with its year, e.g. 2026-11-22.',
	'no such date': 'There is no such date. Please look again.',
	'too early': 'That date is too early.',
	'too late': 'That date is too late.',
	'not an e-mail address': 'Please write an e-mail address, e.g. sari@example.com.',
	'not a phone number':
		'Please write a phone number with its country code, e.g. +62 812-0001-0000.',
	'not a location': 'Please send a location.',
	ambiguous: 'That can be read in two ways.',
};

const boundsOf = (question: Question): string => {
	if (question.type !== 'number' && question.type !== 'date') return '';
	const { min, max } = question;
	return [
		...(min === null ? [] : [`At least ${min}.`]),
		...(max === null ? [] : [`At most ${max}.`]),
	].join(' ');
};

/** How each of them begins. */
export const MISFIT_TEXTS: readonly string[] = Object.values(TEXTS);

export function misfitText({ because, couldBe }: DoesNotFit, question: Question): string {
	const which = couldBe.length > 0 ? `Did you mean ${couldBe.join(' or ')}?` : '';
	return [TEXTS[because], which, boundsOf(question)].filter(Boolean).join(' ');
}
