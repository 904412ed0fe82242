import { ownJid } from '../world/accounts';
import { messageId } from '../world/ids';
import type { MessageKey, Session } from '../world/types';
import type { Content, Modification } from '../world/whatsapp';
import type { World } from '../world/world';
import type { LibraryEvent } from './library-event';
import { innerKey, keyOf } from './messages/key';
import { received } from './messages/received';

function editEvent(world: World, session: Session, key: MessageKey, text: string): LibraryEvent {
	const from = ownJid(session);
	const parts = { remoteJid: key.remoteJid, id: key.id, from, fromMe: true };
	const edited = { ...keyOf(session, parts), rawParticipant: from };
	const editedMessage = { message: { conversation: text } };
	return {
		event: 'message_edited',
		data: {
			key: edited,
			editedMessage,
			update: {
				key: edited,
				update: { message: { editedMessage }, messageTimestamp: world.nowSeconds() },
			},
			mentions: [],
		},
	};
}

function pinEvent(world: World, session: Session, key: MessageKey, type: 1 | 2): LibraryEvent {
	const { remoteJid, id, fromMe, participant } = key;
	const pinInChatMessage = {
		key: innerKey(remoteJid, { id, fromMe, from: participant ?? ownJid(session) }),
		type: type === 1 ? 'PIN_FOR_ALL' : 'UNPIN_FOR_ALL',
		senderTimestampMs: String(world.now()),
	};
	return received(session, {
		id: messageId(),
		remoteJid,
		from: ownJid(session),
		fromMe: true,
		pushName: session.profile?.name ?? '',
		timestamp: world.nowSeconds(),
		wire: { pinInChatMessage },
	});
}

/** The few messages of the session's own that have a webhook: edits and pins, nothing else (docs/warest/webhooks.md#5). */
export function ownMessageEvents(world: World, session: Session, content: Content): LibraryEvent[] {
	if ('edit' in content) return [editEvent(world, session, content.edit, content.text)];
	if ('pin' in content) return [pinEvent(world, session, content.pin, content.type)];
	return [];
}

/** What the session's own phone deleted for itself: of all names, `message_revoked` (docs/warest/webhooks.md#5-4). */
export function ownChangeEvents(modification: Modification, jid: string): LibraryEvent[] {
	const revoked = (key: object): LibraryEvent[] => [{ event: 'message_revoked', data: { key } }];
	if ('clear' in modification) return revoked({ jid, all: true });
	if (!('deleteForMe' in modification)) return [];
	const { remoteJid, id, fromMe } = modification.deleteForMe.key;
	return revoked({ keys: [{ remoteJid, id, fromMe }] });
}
