import { personOf } from '../../identity/person';
import type { Delivery } from '../receiving/delivery';
import type { EventName } from './kinds';
import {
	deletedHere,
	edit,
	message,
	pin,
	pollVote,
	reaction,
	revoke,
	system,
} from './message-events';
import { calls, groupMembers, groupUpdate, presences, session } from './other-events';
import type { Part, SimplifiedEvent } from './simplified-event';

const PARTS: Record<EventName, (delivery: Delivery, baseUrl: string) => Part | Part[]> = {
	message,
	answer: message,
	system,
	revoke,
	pin,
	pollVote,
	reaction,
	edit,
	deletedHere,
	groupMembers,
	groupUpdate,
	presence: presences,
	call: calls,
	session,
	credentials: () => ({}),
};

/** The person that a chat is with; in a group, nobody. */
function partnerOf({
	chatId,
	isGroup,
	sender,
	fromMe,
}: Part): Pick<SimplifiedEvent, 'phone' | 'lid'> {
	const others = fromMe || !sender ? [] : [sender.jid, sender.lid];
	const { phone, lid } = personOf(isGroup === true ? [] : [chatId, ...others]);
	return { phone, lid };
}

/**
 * What happened, in the one shape that all events have: one for each call or person in a delivery.
 * @param baseUrl the server's address, below which its files are
 */
export function simplified(
	event: EventName,
	delivery: Delivery,
	{ baseUrl, receivedAt }: { baseUrl: string; receivedAt: Date },
): SimplifiedEvent[] {
	const made = PARTS[event](delivery, baseUrl);
	return (Array.isArray(made) ? made : [made]).map(({ sentAt, ...part }) => ({
		event,
		sessionId: delivery.sessionId,
		chatId: null,
		...partnerOf(part),
		isGroup: null,
		sender: null,
		fromMe: false,
		messageId: null,
		type: null,
		text: '',
		quoted: null,
		mentions: [],
		media: null,
		details: null,
		...part,
		sentAt: sentAt ?? new Date(delivery.ts).toISOString(),
		receivedAt: receivedAt.toISOString(),
	}));
}
