import type { IWebhookFunctions } from 'n8n-workflow';
import { bring } from '../inbox/bring';
import { chatIn } from '../inbox/chat-in';
import { close } from '../inbox/close';
import { NO_ANSWER, type Outcome } from '../inbox/decide';
import type { ProcessState } from '../state';
import type { Settings } from '../settings/settings';
import type { Delivery } from './delivery';
import { toldIn } from './relay';
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
	{ delivery }: Checked<Delivery>,
	identities: string[],
	{ canReply }: { canReply: boolean },
): Promise<Outcome> {
	const { isAnswer: isTold = false, ended } = toldIn(context.getHeaderData());
	if (ended !== undefined && state.questions.find(ended)) close(state, ended);
	const isBrought = isTold || state.answers.knows(identities);
	const isRepeated = state.taken.knows(identities);
	if (isBrought) state.answers.isTaken(identities);
	if (isBrought || isRepeated || context.getMode() === 'manual') {
		return { ...NO_ANSWER, isAnswer: isBrought };
	}
	const raw = await rawBody(context);
	const body = raw.toString('utf8');
	const outcome = await bring(context, state, { delivery, body, identities, canReply });
	const chat = outcome.isAnswer || !canReply ? null : chatIn(delivery);
	const text = chat && state.lateAnswers.replyTo(chat, delivery, Date.now());
	return chat && text ? { isAnswer: false, reply: { chat, text } } : outcome;
}

/**
 * Brings what was missed to the questions that wait, oldest first.
 * @returns the names of those that are answers
 */
export async function answersAmong(
	context: IWebhookFunctions,
	state: ProcessState,
	missed: Delivery[],
): Promise<string[]> {
	const { answers, taken } = state;
	const names: string[] = [];
	for (const delivery of missed) {
		const identities = identitiesOf(delivery, null);
		if (!answers.knows(identities)) {
			if (taken.knows(identities)) continue;
			const event = { delivery, body: JSON.stringify(delivery.body), identities, canReply: false };
			const { isAnswer } = await bring(context, state, event);
			if (!isAnswer) continue;
		}
		names.push(...identities);
	}
	return names;
}

/**
 * What was missed and starts the workflow.
 * @param elsewhere names of those that are answers to questions of other triggers
 */
export async function withoutAnswers(
	context: IWebhookFunctions,
	state: ProcessState,
	{ startForAnswers }: Settings,
	missed: Delivery[],
	elsewhere: string[],
): Promise<Delivery[]> {
	const answers = new Set(elsewhere);
	const isAnswer = (event: Delivery) => identitiesOf(event, null).some((name) => answers.has(name));
	const others = missed.filter((event) => !isAnswer(event));
	for (const name of await answersAmong(context, state, others)) answers.add(name);
	if (startForAnswers) return missed;
	const taken = missed.filter(isAnswer).map((event) => heard(event, identitiesOf(event, null)));
	fresh(context, state, taken);
	return missed.filter((event) => !isAnswer(event));
}
