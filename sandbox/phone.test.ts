import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Sandbox } from './server';
import { startSandbox } from './server';
import { clientOf, EventStream } from './test-client';

interface Chat {
	jid: string;
	unread: number;
	pinned: boolean;
	lastMessage: { text: string };
}

interface Ordered extends Chat {
	name: string;
}

interface Messages {
	chatId: string;
	messages: { id: string; text: string; sender: { name: string } }[];
}

interface Session {
	id: string;
	status: string;
	qr: string | null;
}

const ayu = '6281200331874@s.whatsapp.net';

/** The order of the page's list. The page is made of modules for browsers. */
function listOrder() {
	const source = readFileSync(join(__dirname, 'phone/chat-order.js'), 'utf8');
	const script = `${source.replaceAll('export ', '')}; byListOrder`;
	return runInNewContext(script) as (one: Ordered, other: Ordered) => number;
}

let sandbox: Sandbox;
const streams: EventStream[] = [];

beforeEach(async () => {
	sandbox = await startSandbox({ world: 'demo' });
});

afterEach(async () => {
	await Promise.all(streams.splice(0).map((stream) => stream.leave()));
	await sandbox.close();
});

function watch(query: string) {
	const stream = new EventStream(`${sandbox.url}/phone/events?${query}`);
	streams.push(stream);
	return stream;
}

const chatIn = (chats: Chat[], jid: string) => chats.find((chat) => chat.jid === jid);

describe('The event stream of the phone', () => {
	it('starts with the sessions, the chats and the open chat', async () => {
		const stream = watch(`session=shop&chat=${ayu}`);
		const sessions = await stream.next<Session[]>('sessions');
		const chats = await stream.next<Chat[]>('chats');
		const { chatId, messages } = await stream.next<Messages>('messages');
		expect(sessions.map(({ id, status }) => [id, status])).toEqual([
			['shop', 'open'],
			['support', 'open'],
			['warehouse', 'connecting'],
		]);
		expect(chatIn(chats, ayu)).toMatchObject({ unread: 2, pinned: false });
		expect(chatId).toBe(ayu);
		expect(messages.at(-1)?.text).toBe(chatIn(chats, ayu)?.lastMessage.text);
	});

	it('shows a chat that the API pins', async () => {
		const stream = watch('session=shop');
		await stream.next<Chat[]>('chats');
		await clientOf(sandbox).post(`/api/v1/chats/${ayu}/pin`, { sessionId: 'shop', pin: true });
		await stream.next<Chat[]>('chats', (chats) => chatIn(chats, ayu)?.pinned === true);
	});

	it('shows what a contact writes over the control API, and so does the server', async () => {
		const stream = watch(`session=shop&chat=${ayu}`);
		const { status, data } = await clientOf(sandbox).post<{ messageId: string }>(
			'/control/sessions/shop/incoming',
			{ chatId: ayu, text: 'Are you there?' },
		);
		const { messages } = await stream.next<Messages>(
			'messages',
			(event) => event.messages.at(-1)?.id === data.messageId,
		);
		expect(status).toBe(201);
		expect(messages.at(-1)).toMatchObject({
			text: 'Are you there?',
			sender: { name: 'Ayu Prameswari' },
		});
		const listed = await clientOf(sandbox).get(
			`/api/v1/chats/${ayu}/messages?sessionId=shop&limit=1`,
		);
		expect(listed.data).toMatchObject({
			result: {
				data: [{ id: data.messageId, fromMe: false }],
				chatInfo: { unreadCount: 3, lastMessage: 'Are you there?' },
			},
		});
	});

	it('says what was asked of the API, and whether it was done', async () => {
		const stream = watch('session=shop');
		await stream.next<Chat[]>('chats');
		const client = clientOf(sandbox);
		await client.get('/api/v1/chats?sessionId=shop');
		await client.post(`/api/v1/chats/${ayu}/pin`, { sessionId: 'shop', pin: false });
		expect(await stream.next('activity')).toMatchObject({ text: 'Chats pin (off)', done: true });
		await client.post('/api/v1/messages/send/text', { sessionId: 'shop', to: ayu, message: 'Hi' });
		expect(await stream.next('activity')).toMatchObject({ text: 'Send text', done: true });
		await client.post('/api/v1/messages/send/text', {
			sessionId: 'nobody',
			to: ayu,
			message: 'Hi',
		});
		expect(await stream.next('activity')).toMatchObject({ text: 'Send text', done: false });
	});

	it('says nothing of the webhook, which no phone shows', async () => {
		const stream = watch('session=shop');
		await stream.next<Chat[]>('chats');
		const client = clientOf(sandbox);
		await client.post('/api/v1/session/shop/config', { webhookUrl: 'http://localhost:9/gone' });
		await client.post('/api/v1/messages/send/text', { sessionId: 'shop', to: ayu, message: 'Hi' });
		expect(await stream.next('activity')).toMatchObject({ text: 'Send text' });
	});

	it('has a new group above the chats that were written in before', async () => {
		const stream = watch('session=shop');
		await stream.next<Chat[]>('chats');
		const participants = ['6281200331874'];
		const body = { sessionId: 'shop', groupName: 'Picnic', participants };
		await clientOf(sandbox).post('/api/v1/group/create', body);
		const isNew = ({ name }: { name: string }) => name === 'Picnic';
		const chats = await stream.next<Ordered[]>('chats', (listed) => listed.some(isNew));
		const unpinned = chats.filter(({ pinned }) => !pinned).sort(listOrder());
		expect(unpinned[0].name).toBe('Picnic');
	});

	it('shows a QR that can be scanned, which makes the session usable', async () => {
		const client = clientOf(sandbox);
		const stream = watch('session=warehouse');
		const sessions = await stream.next<Session[]>('sessions');
		const { qr } = sessions.find(({ id }) => id === 'warehouse') ?? {};
		const png = Buffer.from(String(qr).replace('data:image/png;base64,', ''), 'base64');
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([300, 300]);

		const before = await client.get('/api/v1/chats?sessionId=warehouse');
		expect(before.status).toBe(404);
		await client.post('/control/sessions/warehouse/scan');
		await stream.next<Session[]>('sessions', (list) =>
			list.some(({ id, status, qr: left }) => id === 'warehouse' && status === 'open' && !left),
		);
		const after = await client.get('/api/v1/chats?sessionId=warehouse');
		expect(after.status).toBe(200);
	});

	it('ends when the sandbox closes', async () => {
		const stream = watch('session=shop');
		await stream.next('chats');
		await sandbox.close();
		await stream.ended;
		await expect(clientOf(sandbox).get('/')).rejects.toThrow('ECONNREFUSED');
	});
});

describe('The demo world', () => {
	it('looks like a shop: two phones with some sixty chats of all kinds', () => {
		const chats = ['shop', 'support'].flatMap((id) => sandbox.control.phoneChats(id));
		expect(chats.length).toBeGreaterThanOrEqual(55);
		expect(chats.filter(({ isGroup }) => isGroup).length).toBeGreaterThanOrEqual(5);
		expect(chats.filter(({ pinned }) => pinned).length).toBeGreaterThanOrEqual(2);
		expect(chats.filter(({ muted }) => muted).length).toBeGreaterThanOrEqual(2);
		expect(chats.filter(({ archived }) => archived).length).toBeGreaterThanOrEqual(2);
		expect(chats.filter(({ unread }) => unread > 0).length).toBeGreaterThanOrEqual(5);
		expect(chats.map(({ name }) => name)).toContain('<b>Tom & Co</b>');
	});

	it('has a customer who hides their number, whom the API lists as if it were one', async () => {
		const dewi = sandbox.control.phoneChats('shop').find(({ name }) => name === 'Dewi');
		expect(dewi).toMatchObject({ jid: '260571894513664@lid', phone: null });
		const { data } = await clientOf(sandbox).get('/api/v1/chats?sessionId=shop&search=Dewi');
		expect(data).toMatchObject({ result: { data: [{ jid: '260571894513664@s.whatsapp.net' }] } });
	});

	it('serves the page itself', async () => {
		const { status, headers } = await clientOf(sandbox).get('/');
		expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('html')]);
	});
});
