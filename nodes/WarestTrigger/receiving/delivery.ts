import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import { isSigned } from './signature';

/** A verified event of the server, as it came. */
export interface Delivery {
	event: string;
	data: IDataObject;
	/** Milliseconds since 1970 at which the server built it; the same for each of its retries. */
	ts: number;
	sessionId: string;
	registry: string | null;
	/** All of the body. */
	body: IDataObject;
}

/** What a delivery must be measured by. */
export interface Expected {
	secret: string;
	/** The registered sessions, with the owner's registry where it is known. */
	sessions: ReadonlyMap<string, string | null>;
	now: number;
	/** Milliseconds that the server's clock may be away from `now`. */
	tolerance: number;
}

/** Why a delivery isn't taken. */
export interface Rejection {
	/** For the log. */
	rejected: string;
	/** The session that it says it is of, if it may well be genuine: one of the trigger's, with the right registry. */
	sessionId?: string;
	/** Genuine, but so many milliseconds ahead of n8n's clock (negative: behind). */
	ahead?: number;
	/** What is genuine, but too old for this trigger. */
	delivery?: Delivery;
}

const parsed = (raw: Buffer): unknown => {
	try {
		return JSON.parse(raw.toString('utf8'));
	} catch {
		return null;
	}
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The event in a request to the webhook, or why it can't be trusted. Of the headers only the signature counts:
 * the others aren't signed.
 */
export function readDelivery(
	signature: unknown,
	raw: Buffer,
	{ secret, sessions, now, tolerance }: Expected,
): Delivery | Rejection {
	const body = parsed(raw);
	if (!isObject(body)) return { rejected: 'its body is not a JSON object' };
	const { event, data, ts, session } = body;
	if (!isObject(session) || !isObject(data) || typeof event !== 'string') {
		return { rejected: 'it does not have the form of an event' };
	}
	const sessionId = text(session.id) ?? '';
	const registry = text(session.registry);
	const known = sessions.get(sessionId) ?? null;
	const isOurs = sessions.has(sessionId) && (known === null || registry === known);
	if (!isSigned(signature, raw, secret, text(session.username) ?? '')) {
		return { rejected: 'its signature is not right', ...(isOurs && { sessionId }) };
	}
	if (!sessions.has(sessionId)) return { rejected: `session '${sessionId}' is not registered` };
	if (!isOurs) return { rejected: 'its registry is another one' };
	const delivery = { event, data, ts: Number(ts), sessionId, registry, body };
	if (typeof ts !== 'number' || !(Math.abs(now - ts) <= tolerance)) {
		const rejected = 'it is too old, or the clocks of WARest and n8n differ';
		return { rejected, sessionId, ahead: Number(ts) - now, delivery };
	}
	return delivery;
}

export const isRejection = (value: Delivery | Rejection): value is Rejection => 'rejected' in value;
