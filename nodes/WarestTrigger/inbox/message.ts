import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import {
	encodeQuestion,
	QUESTION_EVENT,
	questionMessageIn,
	type QuestionMessage,
} from '../../Warest/send-and-wait/protocol';
import type { Account } from '../receiving/account';
import type { Delivery } from '../receiving/delivery';
import { storedState, type ProcessState } from '../state';
import { endOverdue } from './overdue';
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
	account: Account,
): Promise<IWebhookResponseData> {
	const { questions } = state;
	const answer = (question: string | null) => ({
		webhookResponse: { accepted: true, question },
	});
	if ('find' in message) return answer(storedLine(context, message.find));
	if ('put' in message) {
		if (!keepBase(context, message.base)) return answer(null);
		questions.put(message.put);
		const kept = questions.find(message.put.id);
		return answer(kept && encodeQuestion(kept));
	}
	if ('drop' in message) questions.close(message.drop, Date.now());
	else await endOverdue(context, state, account);
	return answer(null);
}
