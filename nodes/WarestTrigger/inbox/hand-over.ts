import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import type { Api } from '../../transport/api';
import {
	encodeQuestion,
	questionBody,
	type QuestionMessage,
	type WaitingQuestion,
} from '../../Warest/send-and-wait/protocol';
import { ownUrl, signedAddress, triggerIn } from '../../webhook/address';
import { addressOf, isTest, membersOf, nameOf, type Register } from '../../webhook/register';
import { ofSession } from '../by-session';
import type { Session } from '../catch-up/loopback';
import type { Account } from '../receiving/account';
import { postSigned, type Address } from '../receiving/signed-post';
import { storedState, type ProcessState } from '../state';
import { waitingBase } from './waiting-base';

const TIMEOUT_MS = 5000;

/** Another trigger that shares the webhook of a session. */
export interface Neighbour {
	session: string;
	/** As it stands in the register. */
	name: string;
}

/** What another trigger is to know. */
interface Handed {
	/** Two that have the same one do no harm: whoever wakes it second is told that it is over. */
	questions: readonly WaitingQuestion[];
	/** Marks of the events that were answers: Catch Up may find one again. */
	answered: string;
}

/**
 * Has another trigger of this n8n keep questions and answers, too.
 * @returns whether it keeps them
 */
export async function handOver(
	context: IHookFunctions | IWebhookFunctions,
	{ questions, answered }: Handed,
	address: Address,
	session: Session,
): Promise<boolean> {
	if (questions.length === 0 && answered === '') return true;
	const message = { adopt: questions.map(encodeQuestion), answered, base: waitingBase(context) };
	const body = questionBody(message, session, Date.now());
	try {
		const answer = await postSigned(context, address, body, TIMEOUT_MS);
		return isObject(answer) && answer.accepted === true;
	} catch (error) {
		const [level, what] =
			questions.length > 0
				? (['warn', `its open questions (${questions.length})`] as const)
				: (['debug', 'what was an answer'] as const);
		context.logger[level](
			`WARest Trigger could not tell another workflow that receives the messages of session '${session.id}' of ${what}. ${(error as Error).message}`,
		);
		return false;
	}
}

/**
 * Has all that share the webhook of a session keep its questions, each once: whoever gets an answer, or finds that it
 * was missed, must know it for one.
 * @param answered see {@link Handed}
 */
export async function handToNeighbours(
	context: IWebhookFunctions,
	{ questions, handedTo, gone }: ProcessState,
	{ secretOf }: Account,
	neighbours: readonly Neighbour[],
	answered = '',
): Promise<void> {
	const { registries } = storedState(context);
	const hand = async ({ session: id, name }: Neighbour) => {
		const left = questions
			.ofSession(id)
			.filter((question) => !handedTo.get(question.id)?.has(name));
		const url = addressOf(name, ownUrl(context));
		const address = { url, secret: secretOf(triggerIn(url)) };
		const registry = ofSession(registries, id) ?? null;
		const handed = { questions: left, answered };
		if (!(await handOver(context, handed, address, { id, registry }))) return;
		for (const question of left) {
			handedTo.set(question.id, (handedTo.get(question.id) ?? new Set()).add(name));
		}
	};
	await Promise.all(neighbours.filter(({ name }) => !gone.has(name)).map(hand));
}

/** Has the trigger that receives hand over the questions that it knows, to this one that has joined it. */
export async function askForQuestions(
	context: IHookFunctions | IPollFunctions,
	api: Api,
	register: Register,
	url: string,
	session: Session,
): Promise<void> {
	const head = membersOf(register).find((name) => !isTest(name));
	const name = nameOf(url);
	if (head === undefined || name === null || isTest(name)) return;
	const address = signedAddress(api, addressOf(head, url));
	const message: QuestionMessage = { share: name };
	const body = questionBody(message, session, Date.now());
	await postSigned(context, address, body, TIMEOUT_MS).catch((error: Error) =>
		context.logger.debug(`WARest Trigger: ${error.message}`),
	);
}
