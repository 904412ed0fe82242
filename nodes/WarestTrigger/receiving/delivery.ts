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

/** Why a delivery isn't taken, for the log. */
export interface Rejection {
	rejected: string;
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
	if (!isSigned(signature, raw, secret, text(session.username) ?? '')) {
		return { rejected: 'its signature is not right' };
	}
	const sessionId = text(session.id) ?? '';
	if (!sessions.has(sessionId)) return { rejected: `session '${sessionId}' is not registered` };
	const registry = text(session.registry);
	const known = sessions.get(sessionId) ?? null;
	if (known !== null && registry !== known) return { rejected: 'its registry is another one' };
	if (typeof ts !== 'number' || Math.abs(now - ts) > tolerance) {
		return { rejected: 'it is too old, or the clocks of WARest and n8n differ' };
	}
	return { event, data, ts, sessionId, registry, body };
}

export const isRejection = (value: Delivery | Rejection): value is Rejection => 'rejected' in value;
