import { seconds } from '../clock';
import { localPart } from '../recipients';
import type { Chat, Message, Session } from './types';

/** `900…@lid` is stored as if its digits were a phone number (docs/warest/chats.md#c1). */
export const storedJidOf = (jid: string) =>
	jid.endsWith('@lid') ? `${localPart(jid)}@s.whatsapp.net` : jid;

export type NewChat = Pick<Chat, 'jid' | 'name'> &
	Partial<Pick<Chat, 'members'>> & { createdAt: number; listed?: boolean };

/** Adds a chat without messages to a session. */
export function addChat(session: Session, { jid, name, members, createdAt, listed }: NewChat) {
	const chat: Chat = {
		jid,
		storedJid: storedJidOf(jid),
		name,
		isGroup: jid.endsWith('@g.us'),
		members: members ?? [],
		messages: [],
		phone: { listed: listed ?? true, pinnedAt: null, mutedUntil: null, archived: false },
		store: {
			displayName: name,
			unreadCount: 0,
			lastMessage: null,
			lastMessageTimestamp: 0,
			ephemeralExpiry: 0,
			createdAt: seconds(createdAt),
		},
	};
	session.chats.set(jid, chat);
	return chat;
}

/**
 * The chat that WhatsApp means by a JID. One that nobody has is made on the spot, unseen: the server
 * lets any nonsense through and WhatsApp takes it (docs/warest/chats.md#trap-3).
 */
export function chatOf(session: Session, jid: string, now: number): Chat {
	return (
		session.chats.get(jid) ??
		addChat(session, { jid, name: localPart(jid), createdAt: now, listed: false })
	);
}

/** The message with this id, wherever it is: the server's look-up knows no chats (docs/warest/chats.md#0-5). */
export function findMessage(session: Session, id: string): { chat: Chat; message: Message } | null {
	for (const chat of session.chats.values()) {
		const message = chat.messages.find((candidate) => candidate.id === id);
		if (message) return { chat, message };
	}
	return null;
}

const unstored = /(@newsletter|@broadcast)$/;

/** Whether the server's database keeps messages of this chat at all (docs/warest/chats.md#c1). */
export const isStored = (session: Session, chat: Chat) =>
	!unstored.test(chat.jid) && localPart(chat.jid) !== session.profile?.phone;
