import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject, objectsIn } from '../../transport/answer';
import type { Delivery } from '../receiving/delivery';
import { objectOf, textOf } from '../events/values';
import { signatureOf } from '../receiving/signature';

/** No event of WARest is called so. */
const EVENT = 'caught_up';

/** Many reverse proxies take 1 MB at most. */
const LARGEST_BODY = 500_000;
const TIMEOUT_MS = 60_000;

/** The trigger as WARest knows it. */
export interface Address {
	/** The production URL. */
	url: string;
	secret: string;
}

/** Splits a list into parts that a proxy lets pass, in the same order; a single message may be larger. */
function parts(messages: IDataObject[]): IDataObject[][] {
	const found: IDataObject[][] = [[]];
	let size = 0;
	for (const message of messages) {
		const length = Buffer.byteLength(JSON.stringify(message));
		if (size > 0 && size + length > LARGEST_BODY) {
			found.push([]);
			size = 0;
		}
		size += length;
		found[found.length - 1].push(message);
	}
	return found;
}

/** A session of the trigger, and the registry of its owner. */
export interface Session {
	id: string;
	registry: string | null;
}

/** Gives when the state of the session changed last, which only a trigger of this version answers. */
async function post(
	context: IPollFunctions,
	{ url, secret }: Address,
	session: Session,
	messages: IDataObject[],
): Promise<number> {
	const body = JSON.stringify({ event: EVENT, data: { messages }, ts: Date.now(), session });
	const request = context.helpers.httpRequest({
		method: 'POST',
		url,
		headers: {
			'content-type': 'application/json',
			'x-warest-signature': signatureOf(body, secret),
		},
		body,
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
	}) as Promise<unknown>;
	const answer = await request.catch((error: Error) => {
		throw new Error(`n8n does not reach its own address ${url}: ${error.message}`);
	});
	if (isObject(answer) && typeof answer.changedAt === 'number') return answer.changedAt;
	throw new Error(`What answers at ${url} is not this trigger.`);
}

/**
 * Asks the trigger's own webhook when the state of a session changed last: in queue mode only the process of n8n that
 * answers there hears of it.
 * @returns milliseconds since 1970; 0 if it never did
 * @throws if the webhook does not answer
 */
export async function changedAt(
	context: IPollFunctions,
	address: Address,
	session: Session,
): Promise<number> {
	return await post(context, address, session, []);
}

/**
 * Delivers missed messages of a session to the trigger's own webhook, as WARest would have done: only the process of
 * n8n that answers there knows which it has taken before, and only it can store which it takes now. So doing it again
 * does no harm.
 * @param messages bodies of deliveries, oldest first
 * @throws if the webhook does not take them
 */
export async function deliverMissed(
	context: IPollFunctions,
	address: Address,
	session: Session,
	messages: IDataObject[],
): Promise<void> {
	for (const part of parts(messages)) await post(context, address, session, part);
}

/** The missed messages in a delivery, oldest first; null if it is one of WARest. */
export function missedIn({ event, data, sessionId, registry }: Delivery): Delivery[] | null {
	if (event !== EVENT) return null;
	return objectsIn(data.messages).map((body) => ({
		event: textOf(body.event),
		data: objectOf(body.data),
		ts: Number(body.ts),
		sessionId,
		registry,
		body,
	}));
}
