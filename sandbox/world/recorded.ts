import type { Clock } from '../clock';
import { ownJidOf } from './accounts';
import { addChat } from './chats';
import { createGroup } from './groups';
import type { JoinRequest } from './groups';
import { open } from './lifecycle';
import { addSystemRow, createMessage, ingest } from './messages';
import type { NewMessage } from './messages';
import { squareOf } from './pictures';
import type { Account, Chat, Media, Session } from './types';
import { editText, revoke } from './whatsapp';
import { World } from './world';
import type { Behaviour } from './world';

/** A little after the recordings' messages were written: 2026-11-22T09:19:00Z. */
export const recordedNow = 1_795_339_140_000;

const synced = 1_795_338_766;
const injected = 1_795_338_846;
const changed = 1_795_338_848;

export const benchPhone: Account = {
	phone: '6281100000001',
	device: 7,
	name: 'Bench Phone',
	lid: '900000000001',
};

const own = ownJidOf(benchPhone);

const contactJid = (index: number) => `62812000100${String(index).padStart(2, '0')}@s.whatsapp.net`;

type Given = Partial<NewMessage> & Pick<NewMessage, 'id' | 'body' | 'timestamp'>;

/** A message from the chat's contact, unless it says otherwise. */
function message(chat: Chat, given: Given) {
	const sender = given.fromMe ? own : (given.senderJid ?? chat.jid);
	return createMessage({
		senderName: given.fromMe ? benchPhone.name : chat.name,
		fromMe: false,
		storedAt: injected * 1000,
		...given,
		senderJid: sender,
	});
}

/** Twelve messages of the history sync, which goes backwards: even ones are own. */
function addHistory(session: Session, index: number) {
	const jid = contactJid(index);
	const name = `C${index}`;
	session.contacts.set(jid, { jid, name, lid: null });
	const chat = addChat(session, { jid, name, createdAt: synced * 1000 });
	const newest = synced - 60 * index;
	for (let place = 0; place < 12; place++) {
		const id = `MSG${String(index).padStart(3, '0')}${String(place).padStart(4, '0')}`;
		ingest(
			chat,
			message(chat, {
				id,
				body: `hello ${index}/${place}`,
				timestamp: newest - place,
				fromMe: place % 2 === 0,
				live: false,
				storedAt: synced * 1000,
			}),
		);
	}
	return chat;
}

const encrypted = (name: string, rest: Partial<Media>): Media => ({
	url: `https://mmg.whatsapp.net/v/t62/${name}.enc`,
	mimeType: null,
	fileName: null,
	fileSize: null,
	...rest,
});

const nothing: Media = { url: null, mimeType: null, fileName: null, fileSize: null };

/** One message of each kind, as they were injected into chat C1. */
const kinds: Given[] = [
	{
		id: 'MED0001',
		type: 'image',
		body: '([Image]) a photo',
		timestamp: 1_795_338_585,
		media: encrypted('abc', { mimeType: 'image/jpeg', fileSize: 12_345 }),
	},
	{
		id: 'MED0002',
		type: 'document',
		body: '([Document])',
		timestamp: 1_795_338_595,
		fromMe: true,
		media: encrypted('def', { mimeType: 'application/pdf', fileName: 'report.pdf' }),
	},
	{
		id: 'MED0003',
		type: 'gif',
		body: '([Gif])',
		timestamp: 1_795_338_605,
		media: encrypted('ghi', { mimeType: 'video/mp4', fileSize: 777 }),
	},
	{ id: 'MED0004', type: 'location', body: '', timestamp: 1_795_338_615, media: nothing },
	{ id: 'MED0005', type: 'contact', body: 'Bob', timestamp: 1_795_338_625, media: nothing },
	{
		id: 'MED0006',
		type: 'stickermessage',
		body: '([Sticker])',
		timestamp: 1_795_338_635,
		media: encrypted('jkl', { mimeType: 'image/webp', fileSize: 99 }),
	},
	{
		id: 'MED0007',
		type: 'audio',
		body: '([Audio])',
		timestamp: 1_795_338_645,
		media: encrypted('mno', { mimeType: 'audio/ogg; codecs=opus', fileSize: 4321 }),
	},
	// View-once: a picture without anything to fetch.
	{ id: 'MED0008', type: 'image', body: '([Image])', timestamp: 1_795_338_655 },
	{
		id: 'POLL0001',
		type: 'poll',
		body: '([Poll]) Lunch?',
		timestamp: 1_795_338_665,
		fromMe: true,
		poll: {
			question: 'Lunch?',
			options: [
				{ index: 0, name: 'Nasi' },
				{ index: 1, name: 'Mie' },
			],
			selectableCount: 1,
		},
	},
	{ id: 'INT0001', type: 'interactive', body: '', timestamp: 1_795_338_705 },
];

function addKinds(chat: Chat) {
	for (const kind of kinds) ingest(chat, message(chat, kind));
	const edited = message(chat, { id: 'EDT0001', body: 'before edit', timestamp: 1_795_338_675 });
	editText(edited, 'after edit', changed * 1000 + 122);
	const deleted = message(chat, { id: 'DEL0001', body: 'gone', timestamp: 1_795_338_685 });
	revoke(deleted, changed * 1000);
	const liked = message(chat, { id: 'RCT0001', body: 'react to me', timestamp: 1_795_338_695 });
	liked.reactions.push({ from: chat.jid, emoji: '❤️', timestamp: changed });
	for (const each of [edited, deleted, liked]) ingest(chat, each);
	chat.store.lastMessage = null;
	chat.store.lastMessageTimestamp = 1_795_338_705;
	chat.store.unreadCount = 18;
}

/** Who asks to be let into the first group. */
const latecomer: JoinRequest = {
	jid: '6281200019999@s.whatsapp.net',
	request_method: 'invite_link',
	request_time: '1795338978',
};

/** A group of three, in which the account is the one who made it. */
export function addBenchGroup(session: Session, index: number): Chat {
	const chat = addChat(session, {
		jid: `12036300000000000${index}@g.us`,
		name: `Bench Group ${index}`,
		members: [contactJid(0), contactJid(1)],
		createdAt: 1_795_338_845_000,
	});
	chat.store.ephemeralExpiry = index === 0 ? 604_800 : 0;
	createGroup({
		session,
		id: chat.jid,
		subject: chat.name,
		creation: 1_795_338_792,
		desc: 'bench group',
		descId: 'D1',
		members: [
			{ id: own, admin: 'superadmin' },
			{ id: contactJid(0), admin: null },
			{ id: contactJid(1), admin: 'admin' },
		],
		inviteCode: `BenchInviteCode${index}000001`,
		requests: index === 0 ? [{ ...latecomer }] : [],
	});
	return chat;
}

function addGroupMessages(chat: Chat) {
	const [first, second] = chat.members;
	const given: Given[] = [
		{ id: 'GRP0001', body: 'group hello from P', timestamp: 1_795_338_545, senderJid: first },
		{ id: 'GRP0002', body: 'group hello from lid', timestamp: 1_795_338_555, senderJid: second },
		{
			id: 'GRP0003',
			body: 'mine in the group',
			timestamp: 1_795_338_565,
			fromMe: true,
			type: 'extendedtextmessage',
			quotedId: 'GRP0001',
			mentions: [first],
		},
		{ id: 'GRP0004', body: '100% sure_thing', timestamp: 1_795_338_575, senderJid: first },
	];
	for (const each of given) ingest(chat, message(chat, each));
	addSystemRow(chat, {
		id: 'sys_01M818HHY5DGZPB4Q2TMGGS0T0',
		sender: { jid: first, name: 'C0' },
		fromMe: false,
		body: '[C0 pinned a message]',
		now: changed * 1000,
	});
}

/** Everybody has the same picture and a shop. */
export function addBenchPeople(world: World, session: Session) {
	world.pictures.set('pic.jpg', squareOf(40, 120, 200));
	const { people, groups } = session;
	const others = Array.from({ length: 25 }, (_, index) => contactJid(index));
	for (const jid of [own, ...others, ...groups.keys()]) {
		people.pictures.set(jid, 'pic.jpg');
		if (jid.endsWith('@g.us')) continue;
		people.abouts.set(jid, 'Available');
		people.businesses.set(jid, {
			wid: jid,
			email: 'a@b.c',
			address: 'x',
			category: 'Retail',
			description: 'Bench shop',
		});
	}
}

/**
 * The stand-in behind the recordings logged in by itself, gave each QR once and took anything for a
 * picture.
 */
export const recordedBehaviour: Partial<Behaviour> = {
	newcomerDial: 'open',
	rotatesQr: false,
	plainPictures: true,
	ffprobe: false,
};

/** The world of the recordings: session `demo`, what it had synced and what was injected into it. */
export async function createRecordedWorld(clock: Clock, behaviour: Behaviour): Promise<World> {
	const world = new World(clock, behaviour, benchPhone);
	const session = world.addSession({
		id: 'demo',
		account: benchPhone,
		createdAt: 1_795_338_705_352,
	});
	open(world, session, benchPhone);
	const chats = Array.from({ length: 25 }, (_, index) => addHistory(session, index));
	addKinds(chats[1]);
	const [group] = [0, 1, 2].map((index) => addBenchGroup(session, index));
	addGroupMessages(group);
	addBenchPeople(world, session);
	const lid = addChat(session, {
		jid: '900000000777@lid',
		name: 'LidGuy',
		createdAt: 1_795_338_845_000,
	});
	const senderJid = lid.storedJid;
	ingest(
		lid,
		message(lid, { id: 'LIDCHAT1', body: 'lid chat', timestamp: 1_795_338_705, senderJid }),
	);
	return world;
}
