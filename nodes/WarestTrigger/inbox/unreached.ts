import type { IWebhookFunctions } from 'n8n-workflow';
import type { ProcessState } from '../state';
import { decide, type Bringing } from './decide';

/** An answer that n8n could not be given yet. */
export type Unreached = Pick<Bringing, 'delivery' | 'request'>;

/** So many are kept of one chat. */
const MOST = 20;

export function keepUnreached({ unreachedAnswers }: ProcessState, chat: string, kept: Unreached) {
	unreachedAnswers.set(chat, [...(unreachedAnswers.get(chat) ?? []), kept].slice(-MOST));
}

/**
 * Brings the answers of a chat again that n8n could not be given, oldest first. One that doesn't fit is dropped: the
 * answer to its delivery, which could have asked again, is long gone.
 * @returns false if n8n still can't be reached
 */
export async function bringUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
	chat: string,
	deadline?: number,
): Promise<boolean> {
	const { unreachedAnswers } = state;
	for (;;) {
		const [next, ...left] = unreachedAnswers.get(chat) ?? [];
		if (next === undefined) break;
		const bringing = { ...next, context, state, chat, deadline, canReply: false };
		if ((await decide(bringing)) === 'unreached') return false;
		unreachedAnswers.set(chat, left);
	}
	unreachedAnswers.delete(chat);
	return true;
}

/** Brings the answers of all chats again that n8n could not be given. */
export async function answerUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
): Promise<void> {
	for (const chat of [...state.unreachedAnswers.keys()]) {
		await state.chats.run([chat], async () => await bringUnreached(context, state, chat));
	}
}
