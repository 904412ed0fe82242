import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { numberFrom } from '../../Warest/send-and-wait/answers/choices';
import {
	decodeQuestion,
	encodeQuestion,
	QUESTION_EVENT,
	questionMessageIn,
	type InboxAnswer,
	type QuestionMessage,
} from '../../Warest/send-and-wait/protocol';
import { missedIn } from '../catch-up/loopback';
import { answersAmong } from '../receiving/answers';
import type { Delivery } from '../receiving/delivery';
import type { Checked } from '../receiving/verify';
import { storedState, type ProcessState } from '../state';
import { close } from './close';
import { handToNeighbours } from './hand-over';
import { endOverdue } from './overdue';
import { answerUnreached } from './unreached';
import { keepBase } from './waiting-base';

/** What is told or asked of the questions that wait; null for a delivery of WARest. */
export const questionMessageOf = ({ event, data }: Delivery): QuestionMessage | null =>
	event === QUESTION_EVENT ? questionMessageIn(data) : null;

/** A question as it was stored before this request: only what another request finds there is stored. */
function storedLine(context: IWebhookFunctions, id: string): string | null {
	const { questions = '' } = storedState(context);
	return questions.split('\n').find((line) => line.startsWith(`${id} `)) ?? null;
}

/** Takes what a waiting node says of its question, and the trigger's own checks. */
export async function receiveQuestion(
	context: IWebhookFunctions,
	state: ProcessState,
	message: QuestionMessage,
	{ account, delivery }: Checked<Delivery>,
): Promise<IWebhookResponseData> {
	const { questions } = state;
	const { sessionId } = delivery;
	const answer = (question: string | null, more: Partial<InboxAnswer> = {}) => {
		const webhookResponse: InboxAnswer = { accepted: true, question, ...more };
		return { webhookResponse };
	};
	if ('find' in message) return answer(storedLine(context, message.find));
	if ('put' in message) {
		if (!keepBase(context, message.base)) return answer(null);
		questions.put(message.put);
		// What is new of it, the others don't know yet.
		state.handedTo.delete(message.put.id);
		const others = message.others.map((name) => ({ session: sessionId, name }));
		await handToNeighbours(context, state, account, others);
		const kept = questions.find(message.put.id);
		return answer(kept && encodeQuestion(kept));
	}
	if ('chat' in message) {
		const open = questions.inChat(sessionId, message.chat);
		const numbers = open.map(({ lastNumber }) => lastNumber);
		return answer(null, { numberFrom: numberFrom(numbers) });
	}
	if ('adopt' in message) {
		if (!keepBase(context, message.base)) return answer(null);
		for (const question of message.adopt.map(decodeQuestion)) if (question) questions.put(question);
		state.answers.load(message.answered);
		return answer(null);
	}
	if ('drop' in message) {
		close(state, message.drop);
		return answer(null);
	}
	if ('share' in message) {
		const joined = { session: sessionId, name: message.share };
		state.gone.delete(message.share);
		for (const names of state.handedTo.values()) names.delete(message.share);
		const { answered = '' } = storedState(context);
		await handToNeighbours(context, state, account, [joined], state.answers.stored(answered));
		return answer(null);
	}
	if ('missed' in message) {
		const missed = missedIn(message.missed, delivery);
		return answer(null, { answers: await answersAmong(context, state, missed) });
	}
	// First: they may have come in time.
	await answerUnreached(context, state);
	const held = await endOverdue(context, state, message.looked);
	await handToNeighbours(context, state, account, message.end);
	return answer(null, { held });
}
