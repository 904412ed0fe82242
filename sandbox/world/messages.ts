import { seconds } from '../clock';
import { systemRowId } from './ids';
import type { MessageContent } from './content';
import type { Chat, Media, Message, PollCreation, Tick } from './types';

/** The types that C1's `hasMedia` and C2's `isMedia` mean. */
export const mediaTypes = new Set([
	'image',
	'video',
	'audio',
	'document',
	'stickermessage',
	'location',
	'contact',
	'gif',
]);

export interface NewMessage {
	id: string;
	senderJid: string;
	senderName: string;
	fromMe: boolean;
	body: string;
	/** Epoch seconds. */
	timestamp: number;
	type?: string;
	quotedId?: string | null;
	mentions?: string[];
	media?: Media | null;
	poll?: PollCreation | null;
	content?: MessageContent | null;
	forwarded?: boolean;
	live?: boolean;
	read?: boolean;
	status?: Tick;
	/** Epoch milliseconds at which the server writes its row. */
	storedAt: number;
	visibleFrom?: number;
}

/** A complete message out of what matters. */
export function createMessage(given: NewMessage): Message {
	return {
		id: given.id,
		senderJid: given.senderJid,
		senderName: given.senderName,
		fromMe: given.fromMe,
		type: given.type ?? 'conversation',
		body: given.body,
		timestamp: given.timestamp,
		quotedId: given.quotedId ?? null,
		mentions: given.mentions ?? [],
		media: given.media ?? null,
		poll: given.poll ?? null,
		content: given.content ?? null,
		forwarded: given.forwarded ?? false,
		reactions: [],
		votes: [],
		edit: null,
		deletedAt: null,
		phone: {
			visible: true,
			read: given.read ?? given.fromMe,
			starred: false,
			pinnedUntil: null,
			status: given.status ?? 'delivered',
		},
		store: {
			live: given.live ?? true,
			starredAt: null,
			updatedAt: seconds(given.storedAt),
			visibleFrom: given.visibleFrom ?? given.storedAt,
		},
	};
}

function insert(chat: Chat, message: Message) {
	const after = chat.messages.findLastIndex(({ timestamp }) => timestamp <= message.timestamp);
	chat.messages.splice(after + 1, 0, message);
}

/**
 * Lets a message into a chat, with what the server's counters make of it: inbound ones raise
 * `unreadCount`, whatever came in last is `lastMessage`, and the sender's push name overwrites the
 * name of the chat (docs/warest/chats.md#c1).
 */
export function ingest(chat: Chat, message: Message) {
	insert(chat, message);
	chat.phone.listed = true;
	chat.store.lastMessage = message.body === '' ? null : message.body;
	chat.store.lastMessageTimestamp = message.timestamp;
	if (message.fromMe) return;
	chat.store.unreadCount += 1;
	if (!chat.isGroup) chat.store.displayName = message.senderName;
}

export interface SystemRow {
	/** Made up, if not given. */
	id?: string;
	sender: { jid: string; name: string };
	fromMe: boolean;
	body: string;
	now: number;
}

/** A row such as `[You pinned a message]`: no WhatsApp message, but listed (docs/warest/chats.md#c2). */
export function addSystemRow(chat: Chat, { id, sender, fromMe, body, now }: SystemRow) {
	insert(
		chat,
		createMessage({
			id: id ?? systemRowId(now),
			senderJid: sender.jid,
			senderName: sender.name,
			fromMe,
			body,
			timestamp: seconds(now),
			type: 'system',
			live: false,
			read: true,
			storedAt: now,
		}),
	);
}
