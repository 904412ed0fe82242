import type { IWebhookFunctions } from 'n8n-workflow';
import { kindOf, type EventName, type Kind } from '../events/kinds';
import { simplified } from '../events/simplify';
import type { SimplifiedEvent } from '../events/simplified-event';
import { objectOf, textOf } from '../events/values';
import type { Settings } from '../settings/settings';
import type { ProcessState } from '../state';
import type { Delivery } from './delivery';
import { passes } from './filters';
import type { Checked } from './verify';

/** Each of these has a key of its own, which no later event has. */
const NAMED: readonly EventName[] = ['message', 'answer', 'pollVote', 'revoke', 'reaction'];

/** A chat by what its names have in common: the history writes LIDs as phone numbers. */
export const chatDigits = (jid: unknown): string => textOf(jid).split('@')[0];

/** WhatsApp's own name of a message, vote or reaction; null for what has none. */
export function nameOf({ data, sessionId }: Delivery, event: EventName): string | null {
	const { key } = objectOf(event === 'reaction' ? data : data.message);
	const { id, remoteJid } = objectOf(key);
	// What comes through an update, without a sender, has the key of the older message.
	const named = NAMED.includes(event) && data.sender !== undefined && textOf(id) !== '';
	return named ? [sessionId, event, chatDigits(remoteJid), id].join(' ') : null;
}

export const isWanted = ({ event, repeats }: Kind, { events, output }: Settings): boolean =>
	events.has(event) && (!repeats || output === 'raw');

/** What of an event starts the workflow. */
export interface Wanted {
	event: Delivery;
	/** What it is known by. */
	identities: string[];
	happened: SimplifiedEvent[];
}

export function wantedOf(
	event: Delivery,
	{ account, settings }: Checked,
	receivedAt: Date,
	signature: string | null,
): Wanted[] {
	const kind = kindOf(event.event, event.data);
	if (!kind || !isWanted(kind, settings)) return [];
	const happened = simplified(kind.event, event, { baseUrl: account.url, receivedAt }).filter(
		(simple) => passes(simple, settings.filters),
	);
	if (happened.length === 0) return [];
	return [{ event, identities: identitiesOf(event, signature), happened }];
}

/** What an event is known by: WhatsApp's name of it, else the signature of its delivery. */
export function identitiesOf(event: Delivery, signature: string | null): string[] {
	const kind = kindOf(event.event, event.data);
	const name = (kind && nameOf(event, kind.event)) ?? signature;
	return name === null ? [] : [name];
}

/** What is not among what was taken, and from now on is. */
export function fresh(context: IWebhookFunctions, state: ProcessState, wanted: Wanted[]): Wanted[] {
	const taken = context.getMode() === 'manual' ? state.takenByTest : state.taken;
	return wanted.filter(({ identities }) => !taken.isTaken(identities));
}
