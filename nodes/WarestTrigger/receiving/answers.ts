import type { IWebhookFunctions } from 'n8n-workflow';
import { bring, NO_ANSWER, type Outcome } from '../inbox/bring';
import { chatIn } from '../inbox/chat-in';
import { storedState, type ProcessState } from '../state';
import type { Delivery } from './delivery';
import { ANSWER_HEADER } from './relay';
import { rawBody, type Checked } from './verify';
import { fresh, identitiesOf, type Wanted } from './wanted';

/** What is known from now on, but starts no workflow. */
export const heard = (event: Delivery, identities: string[]): Wanted => ({
	event,
	identities,
	happened: [],
});

/** Brings an event to the question that waits for it, unless it came before, or who passed it on has brought it. */
export async function bringAnswer(
	context: IWebhookFunctions,
	state: ProcessState,
	{ delivery, account }: Checked<Delivery>,
	identities: string[],
): Promise<Outcome> {
	const isBrought =
		context.getHeaderData()[ANSWER_HEADER] !== undefined || state.answers.knows(identities, '');
	const isRepeated = state.taken.knows(identities, storedState(context).taken ?? '');
	if (isBrought || isRepeated || context.getMode() === 'manual') {
		return { ...NO_ANSWER, isAnswer: isBrought };
	}
	const raw = await rawBody(context);
	const body = raw.toString('utf8');
	const outcome = await bring(context, state, delivery, account, body, { canReply: true });
	if (outcome.isAnswer) state.answers.isTaken(identities, '');
	const chat = outcome.isAnswer ? null : chatIn(delivery);
	const text = chat && state.lateAnswers.replyTo(chat, delivery, Date.now());
	return chat && text ? { isAnswer: false, reply: { chat, text } } : outcome;
}

/** Brings what was missed to the questions that wait, oldest first; gives what was no answer. */
export async function withoutAnswers(
	context: IWebhookFunctions,
	state: ProcessState,
	{ account, settings }: Checked,
	missed: Delivery[],
): Promise<Delivery[]> {
	const left: Delivery[] = [];
	for (const event of missed) {
		const identities = identitiesOf(event, null);
		const isKnown = state.taken.knows(identities, storedState(context).taken ?? '');
		const body = JSON.stringify(event.body);
		const { isAnswer } = isKnown
			? NO_ANSWER
			: await bring(context, state, event, account, body, { canReply: false });
		if (!isAnswer || settings.startForAnswers) left.push(event);
		else fresh(context, state, [heard(event, identities)]);
	}
	return left;
}
