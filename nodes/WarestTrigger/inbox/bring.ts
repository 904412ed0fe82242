import type { IWebhookFunctions } from 'n8n-workflow';
import { placeOf } from '../../Warest/send-and-wait/protocol';
import { objectOf, textOf } from '../events/values';
import type { Delivery } from '../receiving/delivery';
import type { ProcessState } from '../state';
import { chatIn } from './chat-in';
import { decide, HEARD, NO_ANSWER, type Outcome } from './decide';
import { bringUnreached, keepUnreached } from './unreached';

/** WARest gives up after 10 seconds; the others that share the webhook need some of them. */
const WITHIN_MS = 3000;

/** An event, and what can be done for it. */
interface Event {
	delivery: Delivery;
	/** Its bytes, as text. */
	body: string;
	/** What it is known by. */
	identities: string[];
	/** Whether something can be said to the person. */
	canReply: boolean;
}

/** Brings an event to the questions that wait in its chat, one event after the other, and each once. */
export async function bring(
	context: IWebhookFunctions,
	state: ProcessState,
	{ delivery, body, identities, canReply }: Event,
): Promise<Outcome> {
	const { questions, answers, unreachedAnswers } = state;
	const { sessionId } = delivery;
	const chat = questions.isEmpty ? null : chatIn(delivery);
	if (chat === null || questions.inChat(sessionId, chat).length === 0) return NO_ANSWER;
	const place = placeOf({ sessionId, chat });
	const deadline = Date.now() + WITHIN_MS;
	const username = textOf(objectOf(delivery.body.session).username);
	const request = { body, username };
	const decideInTurn = async (): Promise<Outcome | 'unreached'> => {
		// An execution that hangs must not hold up all that follows.
		const isHeldUp = unreachedAnswers.has(place) && Date.now() >= deadline;
		if (isHeldUp || !(await bringUnreached(context, state, place, Date.now()))) return 'unreached';
		return await decide({ context, state, chat, delivery, request, deadline, canReply });
	};
	return await state.places.run([place], async () => {
		// It came twice at the same time.
		if (answers.knows(identities)) return HEARD;
		const outcome = await decideInTurn();
		if (outcome === 'unreached') {
			keepUnreached(state, place, { chat, delivery, request });
			return NO_ANSWER;
		}
		if (outcome.isAnswer) answers.isTaken(identities);
		return outcome;
	});
}
