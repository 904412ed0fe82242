import { seconds } from '../clock';
import { isStored } from './chats';
import { mediaTypes } from './messages';
import type { Chat, Edit, Message, Session } from './types';

/** How SQLite's LIKE sees a search text: contains, ASCII case ignored, `%` and `_` are wildcards. */
export function likePattern(search: string): RegExp {
	const pattern = search
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '[^]*')
		.replace(/_/g, '[^]');
	return new RegExp(pattern, 'i');
}

/** The rows of a chat that the database lists by now, newest first. */
export function rowsOf(session: Session, chat: Chat, now: number): Message[] {
	if (!isStored(session, chat)) return [];
	return chat.messages
		.filter(({ store }) => store.visibleFrom <= now)
		.toSorted((a, b) => b.timestamp - a.timestamp);
}

/** The chat that the database stores under a JID. */
export function storedChat(session: Session, jid: string): Chat | undefined {
	return [...session.chats.values()].find(({ storedJid }) => storedJid === jid);
}

/** The chats that C1 may list: those with at least one stored message. */
export function storedChats(session: Session, now: number): Chat[] {
	return [...session.chats.values()].filter((chat) => rowsOf(session, chat, now).length > 0);
}

export const hasStoredMedia = (session: Session, chat: Chat, now: number) =>
	rowsOf(session, chat, now).some(({ type }) => mediaTypes.has(type));

/** One row of C1. */
export function chatRow(chat: Chat, now: number) {
	return {
		id: chat.storedJid,
		jid: chat.storedJid,
		displayName: chat.store.displayName,
		name: chat.store.displayName,
		isGroup: chat.isGroup,
		unreadCount: chat.store.unreadCount,
		lastMessage: chat.store.lastMessage,
		lastMessageTimestamp: chat.store.lastMessageTimestamp,
		ephemeralExpiry: chat.store.ephemeralExpiry,
		createdAt: chat.store.createdAt,
		updatedAt: persistedAt(now),
	};
}

// Every live chat is rewritten each 15 s (docs/warest/chats.md#c1).
const persistedAt = (now: number) => seconds(now) - (seconds(now) % 15);

/** `chatInfo` of C2; a chat that nobody has was created this very second. */
export function chatInfo(jid: string, chat: Chat | undefined, now: number) {
	return {
		jid,
		name: chat?.store.displayName ?? null,
		lastMessage: chat?.store.lastMessage ?? null,
		isGroup: chat?.isGroup ?? jid.endsWith('@g.us'),
		unreadCount: chat?.store.unreadCount ?? 0,
		lastMessageTimestamp: chat?.store.lastMessageTimestamp ?? 0,
		ephemeralExpiry: chat?.store.ephemeralExpiry ?? 0,
		createdAt: chat?.store.createdAt ?? seconds(now),
		updatedAt: chat ? persistedAt(now) : 0,
	};
}

const editDetails = ({ at, before, preview }: Edit) => ({
	lastEditedAt: seconds(at),
	lastEditedMs: at,
	events: [{ ts: seconds(at), ms: at }],
	messageBeforeEdit: before,
	preview,
});

/** A poll with the latest vote of each voter, if there are any (docs/warest/chats.md#c2). */
function pollRow({ poll, votes }: Message) {
	if (!poll) return null;
	if (votes.length === 0) return { creation: poll };
	const results = poll.options.map(({ name }) => ({
		name,
		voters: votes.filter(({ options }) => options.includes(name)).map(({ from }) => from),
	}));
	const latestByVoter = Object.fromEntries(votes.map(({ from, options }) => [from, options]));
	return { creation: poll, results, latestByVoter };
}

function detailsOf(message: Message) {
	const { poll, deletedAt, body, edit, store } = message;
	return {
		...(deletedAt !== null && { edit: { preview: body }, deletedAt }),
		...(deletedAt === null && edit && { edit: editDetails(edit) }),
		...(poll && { poll: pollRow(message) }),
		...(store.starredAt !== null && { starredAt: store.starredAt }),
	};
}

/** One row of C2. */
export function messageRow(chat: Chat, message: Message) {
	const isMedia = mediaTypes.has(message.type);
	return {
		id: message.id,
		toJid: chat.storedJid,
		senderJid: message.senderJid,
		fromMe: message.fromMe,
		messageType: message.type,
		body: message.body,
		timestamp: message.timestamp,
		isMedia,
		mediaType: isMedia ? message.type : null,
		mediaMetadata: message.media,
		messageTypeDetails: detailsOf(message),
		quotedMessageId: message.quotedId,
		mentionedJids: message.mentions,
		reactions: message.reactions,
		isEdited: message.edit !== null || message.deletedAt !== null,
		isDeleted: message.deletedAt !== null,
		deletedAt: message.deletedAt,
		poll: pollRow(message),
		createdAt: message.timestamp,
		updatedAt: message.store.updatedAt,
	};
}
