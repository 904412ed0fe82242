import type { IDataObject } from 'n8n-workflow';
import { choiceOf, contentOf } from './content';
import { objectOf, textOf } from './values';

/** What can happen, by the name that items and workflows have for it, in the words of the editor. */
export const EVENTS = {
	answer: 'Button or List Answered',
	call: 'Call',
	credentials: 'Credentials Updated',
	deletedHere: 'Deleted on Own Phone',
	groupUpdate: 'Group Changed',
	groupMembers: 'Group Members Changed',
	revoke: 'Message Deleted for Everyone',
	edit: 'Message Edited',
	pin: 'Message Pinned or Kept',
	message: 'Message Received',
	pollVote: 'Poll Vote',
	presence: 'Presence',
	reaction: 'Reaction',
	session: 'Session State',
	system: 'System Message',
} as const;

export type EventName = keyof typeof EVENTS;

/** What a delivery says. `repeats`: another delivery says the same, and better. */
export interface Kind {
	event: EventName;
	repeats: boolean;
}

const once = (event: EventName): Kind => ({ event, repeats: false });
const again = (event: EventName): Kind => ({ event, repeats: true });

/** Contents that say something about the chat rather than in it; the pictures of an album follow it. */
const SYSTEM_CONTENTS = ['protocolMessage', 'albumMessage'];

/** The changes of a group for which the library makes a `group_…` event of its own, by number and by name. */
const GROUP_STUBS = new Set<unknown>([
	21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 71, 145, 171,
]);
const GROUP_STUB_NAMES =
	/^GROUP_(PARTICIPANT_|MEMBER|CHANGE_(SUBJECT|INVITE_LINK|DESCRIPTION|RESTRICT|ANNOUNCE)$)/;

const isToldByGroupEvent = ({ messageStubType: type }: IDataObject): boolean =>
	GROUP_STUBS.has(type) || GROUP_STUB_NAMES.test(textOf(type));

/** What a `message_received` event really is (docs/warest/webhooks.md#5-2). */
function messageKind(data: IDataObject): Kind {
	const message = objectOf(data.message);
	const wrapped = objectOf(message.message);
	const content = contentOf(wrapped);
	const { key, value } = content;
	if (wrapped.editedMessage !== undefined) return again('edit');
	if (key === 'protocolMessage') {
		if (value.type === 'REVOKE') return once('revoke');
		return value.type === 'MESSAGE_EDIT' ? again('edit') : once('system');
	}
	if (key === null) return isToldByGroupEvent(message) ? again('system') : once('system');
	if (key === 'pinInChatMessage' || key === 'keepInChatMessage') return once('pin');
	if (key === 'pollUpdateMessage') return once('pollVote');
	if (choiceOf(content)) return once('answer');
	return once(SYSTEM_CONTENTS.includes(key) ? 'system' : 'message');
}

const KINDS: Record<string, (data: IDataObject) => Kind> = {
	message_received: messageKind,
	message_reaction: () => once('reaction'),
	message_edited: () => once('edit'),
	message_revoked: ({ key }) =>
		once(
			objectOf(key).keys === undefined && objectOf(key).all === undefined
				? 'revoke'
				: 'deletedHere',
		),
	group_participants: () => once('groupMembers'),
	group_join: () => again('groupMembers'),
	group_leave: () => again('groupMembers'),
	group_update: () => once('groupUpdate'),
	presence_update: () => once('presence'),
	call: () => once('call'),
	session_status: () => once('session'),
	creds_update: () => once('credentials'),
};

/** What a delivery says; null for an event that this version doesn't know. */
export function kindOf(event: string, data: IDataObject): Kind | null {
	return Object.hasOwn(KINDS, event) ? KINDS[event](data) : null;
}
