import { kindOf, type EventName } from '../events/kinds';
import { chatOf } from '../events/people';
import { objectOf } from '../events/values';
import type { Delivery } from '../receiving/delivery';

const SAYING: readonly EventName[] = ['message', 'answer', 'reaction'];

/** The chat in which a delivery tells that somebody said something; null for all else. */
export function chatIn({ event, data }: Delivery): string | null {
	const kind = kindOf(event, data)?.event;
	if (kind === undefined || !SAYING.includes(kind)) return null;
	const key = objectOf(kind === 'reaction' ? data.key : objectOf(data.message).key);
	return key.fromMe === true ? null : chatOf(key);
}
