import type { Session } from '../world/types';
import { signatureOf } from './signature';
import type { SigningKey } from './signature';

/** A request as it goes to the receiver, byte for byte; all attempts of a delivery send the same bytes. */
export interface SignedRequest {
	body: string;
	headers: Record<string, string>;
}

interface Signed {
	session: Pick<Session, 'id' | 'owner'>;
	event: string;
	data: object;
	/** Milliseconds. */
	ts: number;
	key: SigningKey;
}

const agentOf = (purpose: string) => `WAREst/1 (${purpose}) Node/${process.version}`;

/** Characters that no header can carry are left out (docs/warest/webhooks.md#4-1). */
const latin1 = (text: string) =>
	[...text].filter((letter) => (letter.codePointAt(0) ?? 0) <= 0xff).join('');

function bodyOf({ session: { id, owner }, event, data, ts, key: { username } }: Signed): string {
	return JSON.stringify({
		event,
		data,
		ts,
		session: { id, label: id, registry: owner, username },
	});
}

function headersOf(
	{ session: { id, owner }, event, ts, key }: Signed,
	body: string,
	{ purpose, mark, eventId }: { purpose: string; mark: object; eventId: object },
): Record<string, string> {
	const { algorithm, signature } = signatureOf(body, key);
	return {
		'Content-Type': 'application/json',
		'User-Agent': agentOf(purpose),
		...mark,
		'X-WAREST-Signature': signature,
		'X-WAREST-Signature-Alg': algorithm,
		'X-WAREST-Timestamp': String(ts),
		'X-WAREST-Event': event,
		...eventId,
		'X-WAREST-Session': id,
		'X-WAREST-Registry': owner,
		'X-WAREST-Label': id,
		...(key.username !== null && { 'X-WAREST-Username': latin1(key.username) }),
		'X-WAREST-Version': '1',
	};
}

/** An event; the id in its headers is the session's, whatever the name suggests (docs/warest/webhooks.md#4-1). */
export function eventRequest(given: Signed): SignedRequest {
	const body = bodyOf(given);
	const eventId = { 'X-WAREST-Event-Id': given.session.id };
	return { body, headers: headersOf(given, body, { purpose: 'webhook', mark: {}, eventId }) };
}

/** The question whether anybody is listening (docs/warest/webhooks.md#3). */
export function preflightRequest(given: Omit<Signed, 'event' | 'data'>): SignedRequest {
	const signed = { ...given, event: 'preflight', data: { ping: true } };
	const body = bodyOf(signed);
	const mark = { 'X-WAREST-Preflight': '1' };
	return { body, headers: headersOf(signed, body, { purpose: 'preflight', mark, eventId: {} }) };
}
