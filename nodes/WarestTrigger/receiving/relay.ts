import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';
import { isObject, objectsIn } from '../../transport/answer';
import { textOf } from '../events/values';
import type { Outcome } from '../inbox/decide';
import { ownUrl, triggerIn } from '../../webhook/address';
import { addressOf, nameOf, namesIn } from '../../webhook/register';
import type { ProcessState } from '../state';
import type { Account } from './account';
import type { Delivery } from './delivery';
import { signatureOf } from './signature';

/** Signs what one trigger passes on to another; WARest's own signature goes along, as what the event is known by. */
const RELAY_HEADER = 'x-warest-relay';
/** What the one that passes an event on says beside it, in JSON; {@link RELAY_HEADER} signs it, too. */
const TOLD_HEADER = 'x-warest-relay-told';

/** What one trigger says beside an event that it passes on to another. */
export interface Told {
	/** An earlier delivery did not reach that one. */
	lost?: boolean;
	/** The event was an answer to a question that waited. */
	isAnswer?: boolean;
	/** The ID of the question that it has ended. */
	ended?: string;
}

/** How another trigger has signed a request that it passes on, and what it says beside it; null if none has. */
export function relayedIn(headers: IDataObject): { signature: unknown; told: string } | null {
	const { [RELAY_HEADER]: signature, [TOLD_HEADER]: told } = headers;
	return signature === undefined ? null : { signature, told: textOf(told) };
}

/** What is told beside a verified event; nothing beside one that WARest itself delivers. */
export const toldIn = (headers: IDataObject): Told =>
	JSON.parse(relayedIn(headers)?.told || '{}') as Told;

const PASSED_ON = ['x-warest-signature', 'x-warest-delivery-attempt'];

/** WARest waits ten seconds for the answer to a delivery (docs/warest/webhooks.md#6-1). */
const TIMEOUT_MS = 3000;
/** After the answer to WARest. */
const AGAIN_AFTER_MS = [1000, 5000];
const GONE = 404;

type Passed = { answer: IDataObject } | { status: number; message: string };

/** The triggers that share the webhook, by the query of the address that WARest delivers to. */
function othersOf(context: IWebhookFunctions): string[] {
	const { with: names } = context.getQueryData() as { with?: unknown };
	const own = nameOf(ownUrl(context));
	return namesIn(textOf(names)).filter((name) => name !== own);
}

/** One delivery on its way to one of the others. */
async function pass(
	context: IWebhookFunctions,
	name: string,
	body: string,
	username: string,
	account: Account,
	told: Told,
): Promise<Passed> {
	const url = addressOf(name, ownUrl(context));
	const received = context.getHeaderData();
	const kept = PASSED_ON.filter((header) => received[header] !== undefined);
	const said = JSON.stringify(told);
	const secret = account.relaySecretOf(triggerIn(url), said);
	try {
		const answer = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: {
				'content-type': 'application/json',
				...Object.fromEntries(kept.map((header) => [header, String(received[header])])),
				[RELAY_HEADER]: signatureOf(body, `${secret}${username}`),
				[TOLD_HEADER]: said,
			},
			body,
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
		})) as unknown;
		if (isObject(answer) && answer.accepted === true) return { answer };
		return { status: 200, message: 'it did not accept the event' };
	} catch (error) {
		const { message, httpCode, response } = error as Error & {
			httpCode?: string;
			response?: { status?: number };
		};
		return { status: Number(response?.status ?? httpCode ?? 0), message };
	}
}

/**
 * Passes a verified delivery on to the other triggers that share the webhook, all at the same time; gives what they
 * answered, in their order. One that fails is tried again later; one that is gone, or gets nothing in the end, is told
 * of in n8n's log, and looks for what it missed once it is reached again.
 */
export async function passOn(
	context: IWebhookFunctions,
	{ unreached, gone }: ProcessState,
	{ sessionId, body: { session } }: Delivery,
	account: Account,
	raw: Buffer,
	{ isAnswer, ended }: Pick<Outcome, 'isAnswer' | 'ended'>,
): Promise<IDataObject[]> {
	const names = othersOf(context);
	const body = raw.toString('utf8');
	const username = isObject(session) ? textOf(session.username) : '';
	const attempt = async (name: string): Promise<Passed> => {
		const passed = await pass(context, name, body, username, account, {
			lost: unreached.has(name),
			isAnswer,
			ended,
		});
		if ('answer' in passed) {
			unreached.delete(name);
			gone.delete(name);
		}
		return passed;
	};
	const tell = (name: string, message: string) =>
		context.logger.warn(
			`WARest Trigger could not pass an event of session '${sessionId}' on to the workflow with the webhook ID '${name}': ${message}`,
		);
	const tryAgain = async (name: string) => {
		let last = '';
		for (const wait of AGAIN_AFTER_MS) {
			await sleep(wait);
			const passed = await attempt(name);
			if ('answer' in passed) return;
			last = passed.message;
		}
		unreached.set(name, Date.now());
		tell(name, last);
	};
	return await Promise.all(
		names.map(async (name): Promise<IDataObject> => {
			const first = await attempt(name);
			if ('answer' in first) return first.answer;
			if (first.status !== GONE) {
				void tryAgain(name);
				return {};
			}
			// It may be back: n8n activates one workflow after the other when it starts.
			unreached.set(name, Date.now());
			if (!gone.has(name)) tell(name, 'it is no longer active');
			gone.add(name);
			return {};
		}),
	);
}

/** What a person sees is one message: only that of the trigger that joined first. */
const isMessage = (action: IDataObject): boolean => action.type !== undefined;

/**
 * The answer to WARest: the instant actions of all, but messages only of the first that has some, because a customer
 * must not get two replies. What is said to an answer comes first.
 */
export function answerOf(own: IDataObject, others: IDataObject[]): IDataObject {
	const lists = [own, ...others].map(({ actions }) => objectsIn(actions));
	const speakers = [own, ...others].map(({ isReply }, index) => ({
		index,
		isReply: isReply === true,
	}));
	const { index: speaker = -1 } =
		speakers.find(({ isReply }) => isReply) ??
		speakers.find(({ index }) => lists[index].some(isMessage)) ??
		{};
	const all = lists.flatMap((list, index) =>
		index === speaker ? list : list.filter((action) => !isMessage(action)),
	);
	const actions = [...new Map(all.map((action) => [JSON.stringify(action), action])).values()];
	const { delayMs } = [own, ...others].find((answer) => answer.delayMs !== undefined) ?? {};
	return { ...own, ...(actions.length > 0 && { actions, delayMs }) };
}
