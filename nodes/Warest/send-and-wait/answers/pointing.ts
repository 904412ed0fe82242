import type { ChatAnswer } from './chat-answer';
import { choiceId, choicesOf, matchesQuestion } from './choices';
import type { OpenQuestion } from './question';

/** The position of the choice whose button or row was tapped; null if none of this question was. */
export function tappedChoice(
	{ choiceId: tapped }: ChatAnswer,
	{ id, question }: OpenQuestion,
): number | null {
	const position = choicesOf(question).findIndex((_, each) => choiceId(id, each) === tapped);
	return position < 0 ? null : position;
}

/**
 * Whether an answer says by itself which message it is about (by a tap, a reaction, a quote), and whether that is one
 * of this question's. A re-ask without a message ID is recognised by its text; the question itself isn't, if its ID is
 * known: an older one may have been in the same words.
 */
export function pointsAt(answer: ChatAnswer, open: OpenQuestion): 'this' | 'another' | 'nothing' {
	const { choiceId: tapped, reactedTo, reaction, quotedMessageId, quotedText } = answer;
	const here = (is: boolean) => (is ? 'this' : 'another');
	if (tapped !== null) return here(tappedChoice(answer, open) !== null);
	if (reaction !== null) return here(reactedTo !== null && open.messageIds.includes(reactedTo));
	if (quotedMessageId === null) return 'nothing';
	return here(
		open.messageIds.includes(quotedMessageId) ||
			(quotedText !== null && matchesQuestion(quotedText, open)),
	);
}
