import { ownJidOf } from './accounts';
import { addChat } from './chats';
import { createMessage, ingest } from './messages';
import type { NewMessage } from './messages';
import { createGroup } from './groups';
import { colourOf, keepPicture, squareOf } from './pictures';
import type { Account, Chat, Media, Session } from './types';
import type { World } from './world';

/** One chat of the demo, written down so that it can be read like a chat. */
export interface DemoChat {
	/** Digits of a person, or the number of a group; of somebody who hides their number, the digits of the LID. */
	number: string;
	/** Somebody whose number nobody knows here. */
	hidden?: true;
	name: string;
	/** In groups: number and name of each member. */
	members?: Record<string, string>;
	/** Minutes since the last message. */
	ago: number;
	/** How many of the last inbound messages nobody has read. */
	unread?: number;
	/** Place among the pinned ones, 1 is the one pinned last. */
	pinned?: number;
	muted?: boolean;
	archived?: boolean;
	/** In groups: what we are there; the one who made it unless it says otherwise. */
	role?: 'member';
	/** In groups: the description. */
	about?: string;
	/** In groups: whether only admins may write. */
	announce?: boolean;
	/** In groups: number and name of who asks to be let in. */
	asking?: Record<string, string>;
	/** What kind of business it is, for those that are one. */
	business?: string;
	/**
	 * One message a line: `< them` and `> us`; in groups `Name< text`. `~ 2` lets two days pass.
	 * `(photo) …`, `(voice)`, `(pdf name.pdf)`, `(place)` and `(sticker)` are media.
	 */
	script: string;
}

interface Line {
	name: string | null;
	fromMe: boolean;
	text: string;
	/** Minutes before the end of the chat. */
	before: number;
}

const minutesPerDay = 1440;
// The server has been running for three days: older messages came with the history sync.
const liveMinutes = 3 * minutesPerDay;
// People answer neither at once nor evenly.
const gaps = [3, 1, 7, 2, 18, 1, 41, 4, 2, 11];

function parseScript(script: string): Line[] {
	const rows = script.trim().split('\n').reverse();
	const lines: Line[] = [];
	let before = 0;
	for (const [place, row] of rows.entries()) {
		const text = row.trim();
		if (text.startsWith('~')) {
			before += Number(text.slice(1)) * minutesPerDay + 37;
			continue;
		}
		const [, name, sign, said] = /^([^<>]*)([<>])\s?(.*)$/s.exec(text) ?? [];
		if (sign === undefined) throw new Error(`The demo has a line without a sender: ${text}`);
		lines.push({
			name: name || null,
			fromMe: sign === '>',
			text: said.replaceAll('\\n', '\n'),
			before,
		});
		before += gaps[place % gaps.length];
	}
	return lines.reverse();
}

const encrypted = (fileSize: number, mimeType: string, fileName: string | null = null): Media => ({
	url: `https://mmg.whatsapp.net/v/t62.7118-24/${fileSize}.enc`,
	mimeType,
	fileName,
	fileSize,
});

const noFile: Media = { url: null, mimeType: null, fileName: null, fileSize: null };

type Content = Pick<NewMessage, 'type' | 'body' | 'media' | 'content'>;

/** What stands in brackets at the beginning of a line, as WARest stores it (docs/warest/chats.md#c2). */
const mediaLines: Record<string, (rest: string, argument: string) => Content> = {
	photo: (rest) => ({
		type: 'image',
		body: `([Image]) ${rest}`.trim(),
		media: encrypted(184_220 + rest.length * 311, 'image/jpeg'),
	}),
	voice: () => ({
		type: 'audio',
		body: '([Audio])',
		media: encrypted(21_406, 'audio/ogg; codecs=opus'),
	}),
	pdf: (_rest, name) => ({
		type: 'document',
		body: '([Document])',
		media: encrypted(96_512, 'application/pdf', name),
	}),
	place: () => ({
		type: 'location',
		body: '',
		media: noFile,
		content: {
			kind: 'location',
			location: { latitude: -6.2088, longitude: 106.8456, name: null, address: null },
		},
	}),
	sticker: () => ({
		type: 'stickermessage',
		body: '([Sticker])',
		media: encrypted(18_944, 'image/webp'),
	}),
};

function contentOf(text: string): Content {
	const [, kind, argument, rest] = /^\((\w+) ?([^)]*)\) ?(.*)$/s.exec(text) ?? [];
	return mediaLines[kind ?? '']?.(rest, argument) ?? { type: 'conversation', body: text };
}

function jidOf({ number, members, hidden }: DemoChat): string {
	if (members) return `${number}@g.us`;
	return hidden ? `${number}@lid` : `${number}@s.whatsapp.net`;
}

function senderOf(chat: Chat, given: DemoChat, { name }: Line) {
	const members = Object.entries(given.members ?? {});
	const member = members.find(([, memberName]) => memberName.startsWith(name ?? '?'));
	return member
		? { senderJid: `${member[0]}@s.whatsapp.net`, senderName: member[1] }
		: { senderJid: chat.jid, senderName: given.name };
}

function rememberContacts(session: Session, given: DemoChat) {
	if (given.hidden) {
		const jid = jidOf(given);
		session.contacts.set(jid, { jid, name: given.name, lid: null });
		return;
	}
	const people = given.members ?? { [given.number]: given.name };
	for (const [number, name] of Object.entries(people)) {
		const jid = `${number}@s.whatsapp.net`;
		session.contacts.set(jid, { jid, name, lid: `1${number.slice(-11)}@lid` });
	}
}

/** The group behind a group chat: made by us, or by the first of the others. */
function addDemoGroup(world: World, session: Session, chat: Chat, given: DemoChat) {
	const own = ownJidOf(session.owningPhone);
	const [first, ...rest] = chat.members;
	const ours = given.role !== 'member';
	createGroup({
		session,
		id: chat.jid,
		subject: given.name,
		creation: world.nowSeconds() - 60 * 86_400,
		owner: ours ? own : first,
		subjectOwner: ours ? own : first,
		desc: given.about,
		descId: given.about && 'A1B2C3D4E5F60718',
		announce: given.announce ?? false,
		restrict: given.role === 'member',
		joinApprovalMode: given.asking !== undefined,
		members: [
			{ id: own, admin: ours ? 'superadmin' : null },
			{ id: first, admin: ours ? null : 'superadmin' },
			...rest.map((id) => ({ id, admin: null })),
		],
		requests: Object.keys(given.asking ?? {}).map((number) => ({
			jid: `${number}@s.whatsapp.net`,
			request_method: 'invite_link',
			request_time: String(world.nowSeconds() - 5400),
		})),
	});
}

/** Profile pictures in the colour that the phone page gives the chat. */
function rememberPeople(world: World, session: Session, given: DemoChat) {
	const jid = jidOf(given);
	session.people.pictures.set(jid, keepPicture(world, squareOf(...colourOf(given.number))));
	if (!given.members) session.people.abouts.set(jid, 'Hey there! I am using WhatsApp.');
	if (given.business) {
		session.people.businesses.set(jid, { wid: jid, category: given.business });
	}
}

function addMessages(world: World, chat: Chat, given: DemoChat, account: Account) {
	const lines = parseScript(given.script);
	const unreadFrom = lines.filter(({ fromMe }) => !fromMe).length - (given.unread ?? 0);
	let inbound = 0;
	for (const [place, line] of lines.entries()) {
		const at = world.now() - (given.ago + line.before) * 60_000;
		const us = { senderJid: ownJidOf(account), senderName: account.name };
		const read = line.fromMe || inbound++ < unreadFrom;
		ingest(
			chat,
			createMessage({
				id: `3EB0${given.number.slice(-12).padStart(12, '0')}${String(place).padStart(6, '0')}`,
				...(line.fromMe ? us : senderOf(chat, given, line)),
				...contentOf(line.text),
				fromMe: line.fromMe,
				timestamp: Math.floor(at / 1000),
				read,
				live: given.ago + line.before < liveMinutes,
				status: place === lines.length - 1 && given.ago < 120 ? 'delivered' : 'read',
				storedAt: at,
			}),
		);
	}
}

/** Fills a session with chats; the server counts as unread what the phone shows as unread. */
export function addDemoChats(world: World, session: Session, chats: DemoChat[]) {
	const now = world.now();
	for (const given of chats) {
		const members = Object.keys(given.members ?? {}).map((number) => `${number}@s.whatsapp.net`);
		rememberContacts(session, given);
		const chat = addChat(session, {
			jid: jidOf(given),
			name: given.name,
			members,
			createdAt: now - 60 * minutesPerDay * 60_000,
		});
		if (given.members) addDemoGroup(world, session, chat, given);
		rememberPeople(world, session, given);
		addMessages(world, chat, given, session.owningPhone);
		chat.store.unreadCount = given.unread ?? 0;
		chat.phone.archived = given.archived ?? false;
		chat.phone.mutedUntil = given.muted ? now + 7 * minutesPerDay * 60_000 : null;
		chat.phone.pinnedAt = given.pinned ? world.nowSeconds() - given.pinned * 86_400 : null;
	}
}
