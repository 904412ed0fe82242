import { contentView, lineOf, membersView } from './phone-content';
import { waitingQr } from './world/lifecycle';
import { isDrawn } from './world/pictures';
import { pictureOf } from './world/qr';
import type { Chat, Message, Session, Tick } from './world/types';
import type { World } from './world/world';

const phoneFormats: [digits: RegExp, format: string][] = [
	[/^1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3'],
	[/^44(\d{4})(\d{6})$/, '+44 $1 $2'],
	[/^62(\d{3})(\d{4})(\d+)$/, '+62 $1-$2-$3'],
	[/^/, '+'],
];

/** `+62 812-0001-0001`; null for anything but a phone number. */
function displayPhone(jid: string): string | null {
	const digits = /^(\d{8,15})@s\.whatsapp\.net$/.exec(jid)?.[1];
	if (!digits) return null;
	const format = phoneFormats.find(([pattern]) => pattern.test(digits));
	return format ? digits.replace(...format) : digits;
}

/** Hue of the avatar: the same chat always has the same. */
function colorOf(jid: string): number {
	return [...jid].reduce((hue, letter) => (hue * 31 + letter.charCodeAt(0)) % 360, 7);
}

const tickOf = ({ fromMe, phone }: Message): Tick | null => (fromMe ? phone.status : null);

/** A session as the phone page shows it. */
export function sessionView(world: World, session: Session) {
	const account = session.runtime?.account ?? session.profile;
	const qr = waitingQr(world, session);
	const pairCode = [...session.pairCodes.values()].at(-1)?.code;
	return {
		id: session.id,
		status: session.runtime?.status ?? 'stopped',
		name: account?.name ?? null,
		phone: account?.phone ?? null,
		qr: qr && pictureOf(qr),
		pairCode: pairCode ?? null,
	};
}

const visible = (chat: Chat) => chat.messages.filter(({ phone }) => phone.visible);

/** The address of a person's or group's picture, unless it is one of the demo's pictures that show nothing. */
function pictureAddress(world: World, { people }: Session, jid: string): string | null {
	const name = people.pictures.get(jid);
	const bytes = name === undefined ? undefined : world.pictures.get(name);
	return name !== undefined && bytes && !isDrawn(bytes) ? `/pictures/${name}` : null;
}

/** One line of the phone's chat list. */
function chatView(world: World, session: Session, chat: Chat) {
	const messages = visible(chat);
	const last = messages.findLast(({ type, deletedAt }) => type !== 'system' || deletedAt !== null);
	return {
		jid: chat.jid,
		name: chat.name,
		phone: displayPhone(chat.jid),
		isGroup: chat.isGroup,
		unread: messages.filter(({ fromMe, phone }) => !fromMe && !phone.read).length,
		lastMessage: last
			? {
					text: lineOf(last),
					timestamp: last.timestamp,
					fromMe: last.fromMe,
					status: tickOf(last),
					sender: chat.isGroup && !last.fromMe ? last.senderName : null,
				}
			: null,
		/** Seconds since 1970, as those of the messages. */
		createdAt: chat.store.createdAt,
		pinned: chat.phone.pinnedAt !== null,
		pinnedAt: chat.phone.pinnedAt,
		muted: (chat.phone.mutedUntil ?? 0) > world.now(),
		archived: chat.phone.archived,
		color: colorOf(chat.jid),
		picture: pictureAddress(world, session, chat.jid),
		members: chat.isGroup ? membersView(session, chat) : [],
	};
}

/** What a message answers; one that the server did not know is quoted without words (docs/warest/messages.md#1-7). */
function quotedView(chat: Chat, { quotedId, fromMe }: Message) {
	if (quotedId === null) return null;
	const quoted = chat.messages.find(({ id }) => id === quotedId);
	if (quoted) return { sender: quoted.senderName, text: lineOf(quoted) };
	return fromMe ? { sender: chat.name, text: '' } : null;
}

function messageView(session: Session, chat: Chat, message: Message, nowSeconds: number) {
	const { id, fromMe, type, timestamp, reactions, phone } = message;
	return {
		id,
		fromMe,
		sender: { jid: message.senderJid, name: message.senderName },
		type,
		...contentView(session, chat, message),
		timestamp,
		status: tickOf(message),
		starred: phone.starred,
		pinned: (phone.pinnedUntil ?? 0) > nowSeconds,
		edited: message.edit !== null,
		deleted: message.deletedAt !== null,
		reactions: reactions.map(({ emoji, from }) => ({ emoji, from })),
		quoted: quotedView(chat, message),
		system: type === 'system' && message.deletedAt === null,
	};
}

/** The chats that a person sees in the list. */
export const chatsView = (world: World, session: Session) =>
	[...session.chats.values()]
		.filter(({ phone }) => phone.listed)
		.map((chat) => chatView(world, session, chat));

/** What a person sees in an open chat, oldest first. */
export function messagesView(session: Session, jid: string, nowSeconds: number) {
	const chat = session.chats.get(jid);
	return chat
		? visible(chat).map((message) => messageView(session, chat, message, nowSeconds))
		: [];
}
