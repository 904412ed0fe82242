import type { IWebhookFunctions } from 'n8n-workflow';
import { placeOf, type WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import type { ProcessState } from '../state';
import { decide, type Bringing } from './decide';
import { meantBy } from './meant-by';

/** An answer that n8n could not be given yet. */
export type Unreached = Pick<Bringing, 'chat' | 'delivery' | 'request'>;

/** So many are kept of one place. */
const MOST = 20;

/** @param place see {@link placeOf} */
export function keepUnreached({ unreachedAnswers }: ProcessState, place: string, kept: Unreached) {
	unreachedAnswers.set(place, [...(unreachedAnswers.get(place) ?? []), kept].slice(-MOST));
}

/** Whether something that n8n could not be given yet may be the answer to a question. */
export function mayBeAnswered(
	{ questions, unreachedAnswers }: ProcessState,
	question: WaitingQuestion,
): boolean {
	const { id, sessionId, chat } = question;
	const kept = unreachedAnswers.get(placeOf(question)) ?? [];
	const open = questions.inChat(sessionId, chat);
	return kept.some(({ delivery }) => meantBy(delivery, open).some((meant) => meant.id === id));
}

/**
 * Brings the answers of a place again that n8n could not be given, oldest first. One that doesn't fit is dropped: the
 * answer to its delivery, which could have asked again, is long gone.
 * @returns false if n8n still can't be reached
 */
export async function bringUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
	place: string,
	deadline?: number,
): Promise<boolean> {
	const { unreachedAnswers } = state;
	for (;;) {
		const [next, ...left] = unreachedAnswers.get(place) ?? [];
		if (next === undefined) break;
		const bringing = { ...next, context, state, deadline, canReply: false };
		if ((await decide(bringing)) === 'unreached') return false;
		unreachedAnswers.set(place, left);
	}
	unreachedAnswers.delete(place);
	return true;
}

/** Brings all answers again that n8n could not be given. */
export async function answerUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
): Promise<void> {
	for (const place of [...state.unreachedAnswers.keys()]) {
		await state.places.run([place], async () => await bringUnreached(context, state, place));
	}
}
