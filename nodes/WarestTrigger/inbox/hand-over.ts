import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import {
	encodeQuestion,
	questionBody,
	type WaitingQuestion,
} from '../../Warest/send-and-wait/protocol';
import { ownUrl, triggerIn } from '../../webhook/address';
import { addressOf } from '../../webhook/register';
import { ofSession } from '../by-session';
import type { Session } from '../catch-up/loopback';
import type { Account } from '../receiving/account';
import { postSigned, type Address } from '../receiving/signed-post';
import { storedState, type ProcessState } from '../state';
import { waitingBase } from './waiting-base';

const TIMEOUT_MS = 5000;

/**
 * Has another trigger of this n8n keep questions, too. Two that have the same question do no harm: whoever wakes it
 * second is told that it is over.
 * @returns whether it keeps them
 */
export async function handOver(
	context: IHookFunctions | IWebhookFunctions,
	questions: readonly WaitingQuestion[],
	address: Address,
	session: Session,
): Promise<boolean> {
	if (questions.length === 0) return true;
	const message = { adopt: questions.map(encodeQuestion), base: waitingBase(context) };
	const body = questionBody(message, session, Date.now());
	try {
		const answer = await postSigned(context, address, body, TIMEOUT_MS);
		return isObject(answer) && answer.accepted === true;
	} catch (error) {
		context.logger.warn(
			`WARest Trigger could not hand ${questions.length} open questions to the workflow that goes on receiving. ${(error as Error).message}`,
		);
		return false;
	}
}

/** Hands questions to who gets the answers now, each once: the webhook may have been lost, and found by another trigger. */
export async function handToHeads(
	context: IWebhookFunctions,
	{ questions, handedTo }: ProcessState,
	{ secretOf }: Account,
	heads: ReadonlyArray<{ session: string; head: string }>,
): Promise<void> {
	const { registries } = storedState(context);
	for (const { session: id, head } of heads) {
		const left = questions.all().filter((question) => handedTo.get(question.id) !== head);
		const url = addressOf(head, ownUrl(context));
		const address = { url, secret: secretOf(triggerIn(url)) };
		const registry = ofSession(registries, id) ?? null;
		if (!(await handOver(context, left, address, { id, registry }))) continue;
		for (const question of left) handedTo.set(question.id, head);
	}
}
