import { gunzipSync } from 'node:zlib';
import type { Sandbox } from './server';
import { startSandbox } from './server';
import { clientOf } from './test-client';
import { Receiver } from './webhooks/test-receiver';

const contact = '6281200010004@s.whatsapp.net';
const lidChat = '900000000777@lid';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ world: 'recorded' });
});

afterEach(() => sandbox.close());

const act = (method: 'post' | 'delete', path: string, data: object = {}) =>
	clientOf(sandbox).request({
		method,
		url: `/api/v1${path}`,
		data: { sessionId: 'demo', ...data },
	});

const listed = async (jid: string) => {
	const { data } = await clientOf(sandbox).get<{ result: { data: { id: string }[] } }>(
		`/api/v1/chats/${jid}/messages?sessionId=demo&limit=500`,
	);
	return data.result.data;
};

const onPhone = (jid: string) => sandbox.control.phoneMessages('demo', jid);

const phoneChat = (jid: string) =>
	sandbox.control.phoneChats('demo').find((chat) => chat.jid === jid);

describe('Two views of the same world', () => {
	it('a cleared chat is empty on the phone and whole in the list', async () => {
		expect((await act('delete', '/messages/action/clear-all', { to: contact })).status).toBe(200);
		expect(onPhone(contact)).toEqual([]);
		expect(await listed(contact)).toHaveLength(12);
	});

	it('a message deleted for me is gone on the phone only', async () => {
		await act('delete', '/messages/MSG0040001/action/delete', { to: contact });
		expect(onPhone(contact).map(({ id }) => id)).not.toContain('MSG0040001');
		expect((await listed(contact)).map(({ id }) => id)).toContain('MSG0040001');
	});

	it('a chat marked as read is read on the phone; the server keeps counting', async () => {
		expect(phoneChat(contact)?.unread).toBe(6);
		await act('post', `/chats/${contact}/read`);
		expect(phoneChat(contact)?.unread).toBe(0);
		expect(sandbox.control.chat('demo', contact).store.unreadCount).toBe(6);
	});

	it('muting, archiving and pinning show on the phone only', async () => {
		await act('post', '/messages/action/mute', { to: contact, duration: 480 });
		await act('post', '/messages/action/archive', { to: contact });
		await act('post', `/chats/${contact}/pin`, { pin: 'yes' });
		expect(phoneChat(contact)).toMatchObject({ muted: true, archived: true, pinned: true });
		sandbox.clock.advance(480 * 60_000);
		expect(phoneChat(contact)).toMatchObject({ muted: false });
		const { data } = await clientOf(sandbox).get('/api/v1/chats?sessionId=demo&search=C4');
		expect(JSON.stringify(data)).not.toMatch(/pinned|muted|archived/);
	});

	it.each(['900000000777@lid', '900000000777'])(
		'what is addressed to %s misses the chat with the LID',
		async (to) => {
			expect((await act('post', `/chats/${to}/pin`, { pin: true })).status).toBe(200);
			expect(phoneChat(lidChat)).toMatchObject({ pinned: false });
			expect(phoneChat('900000000777@s.whatsapp.net')).toBeUndefined();
		},
	);

	it('an old message of the session cannot really be pinned, a new one can', async () => {
		await act('post', '/messages/send/text', { to: contact, message: 'new' });
		const sent = onPhone(contact).at(-1)?.id;
		for (const id of ['MSG0040000', sent]) {
			await act('post', `/chats/${contact}/messages/${id}/pin`, { pin: true });
		}
		const pinned = onPhone(contact).filter((message) => message.pinned);
		expect(pinned.map(({ id }) => id)).toEqual([sent]);
	});

	it("somebody else's message is neither edited nor revoked, in spite of the 200", async () => {
		await act('post', '/messages/MSG0040001/action/edit', { to: contact, message: 'mine now' });
		await act('post', '/messages/MSG0040001/action/revoke', { to: contact });
		const message = onPhone(contact).find(({ id }) => id === 'MSG0040001');
		expect(message).toMatchObject({ text: 'hello 4/1', edited: false, deleted: false });
	});

	it('lists new messages only after a while, if told to', async () => {
		sandbox.clock.freeze();
		sandbox.control.setBehaviour({ storeMs: 800 });
		const id = sandbox.control.incoming('demo', { chatId: contact, text: 'late' });
		expect(onPhone(contact).at(-1)?.id).toBe(id);
		expect(await listed(contact)).toHaveLength(12);
		sandbox.clock.advance(800);
		expect((await listed(contact))[0].id).toBe(id);
	});
});

describe('Sessions', () => {
	const config = (body: object = {}) =>
		clientOf(sandbox).post<{ results: { webhookUrl: string; webhookSecret: string }[] }>(
			'/api/v1/session/demo/config',
			body,
		);
	const session = (path: string) => clientOf(sandbox).get(`/api/v1/session/${path}`);
	const webhook = { url: '', secret: 'long-enough' };
	let receiver: Receiver;

	beforeEach(async () => {
		receiver = await Receiver.start();
		webhook.url = receiver.url;
	});

	afterEach(() => receiver.close());

	it.each(['reconnect?sessionId=demo', 'logout?sessionId=demo'])(
		'%s and a new start leave the running session without its webhook',
		async (path) => {
			await config({ webhookUrl: webhook.url, webhookSecret: webhook.secret });
			expect(sandbox.control.connection('demo').webhook.running).toEqual(webhook);
			await session(path);
			await session('create?sessionId=demo');
			expect(sandbox.control.connection('demo')).toEqual({
				status: 'open',
				webhook: { stored: webhook, running: { url: '', secret: '' } },
			});
			expect((await config()).data.results[0].webhookUrl).toBe('');
			sandbox.clock.advance(5000);
			expect((await config()).data.results[0].webhookUrl).toBe(webhook.url);
			expect(sandbox.control.connection('demo').webhook.running?.url).toBe('');
		},
	);

	it('a cleared webhook is back in the stored config after five seconds', async () => {
		await config({ webhookUrl: webhook.url, webhookSecret: webhook.secret });
		expect((await config({ webhookUrl: '' })).data.results[0].webhookUrl).toBe('');
		sandbox.clock.advance(5000);
		expect((await config()).data.results[0].webhookUrl).toBe(webhook.url);
	});

	it('a URL without a secret gets a new secret every time', async () => {
		const secrets = new Set<string>();
		for (let time = 0; time < 3; time++) {
			const { data } = await config({ webhookUrl: webhook.url });
			secrets.add(data.results[0].webhookSecret);
		}
		expect(secrets.size).toBe(3);
		for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{8,15}$/);
	});

	it.each([
		['reconnecting', 'reconnecting'],
		['replaced', 'replaced'],
		['stopped', 'stopped'],
		// A logged-out session dials again at once and waits for a scan.
		['logged_out', 'connecting'],
	])('one that is %s is listed as %s and as good as unknown', async (to, status) => {
		sandbox.control.setDial('demo', 'qr');
		await clientOf(sandbox).post('/control/sessions/demo/drop', { to });
		expect((await session('list')).data).toMatchObject({
			results: [{ items: [{ id: 'demo', status }] }],
		});
		const chats = await clientOf(sandbox).get('/api/v1/chats?sessionId=demo');
		expect([chats.status, chats.data]).toMatchObject([404, { code: 1101, result: null }]);
	});

	it('a scan while it connects is not undone by connecting', async () => {
		sandbox.control.setDial('demo', 'qr');
		sandbox.control.setBehaviour({ connectMs: 20 });
		await session('reconnect?sessionId=demo');
		expect(sandbox.control.connection('demo').status).toBe('connecting');
		sandbox.control.scan('demo');
		await sandbox.control.session('demo').runtime?.dialled;
		expect(sandbox.control.connection('demo').status).toBe('open');
		expect((await session('create?sessionId=demo')).data).not.toHaveProperty('results.0.qr');
	});

	it('the second user sees none of them, but may use their chats', async () => {
		const bob = clientOf(sandbox, sandbox.otherApiKey);
		expect((await bob.get('/api/v1/session/list')).data).toMatchObject({
			results: [{ items: [] }],
		});
		expect((await bob.get('/api/v1/session/devices?sessionId=demo')).status).toBe(403);
		expect((await bob.get('/api/v1/chats?sessionId=demo')).status).toBe(200);
	});

	it('mutations of one session run one after the other', async () => {
		sandbox.control.setBehaviour({ whatsappMs: 30 });
		const finished: string[] = [];
		const mutate = async (name: string, path: string) => {
			await act('post', path, { to: contact, message: name, pin: true });
			finished.push(name);
		};
		await Promise.all([
			mutate('first', '/messages/send/text'),
			mutate('second', `/chats/${contact}/pin`),
		]);
		expect(finished).toEqual(['first', 'second']);
		expect(sandbox.control.whatsappCalls.map(({ method }) => method)).toEqual([
			'sendMessage',
			'chatModify',
		]);
	});
});

describe('HTTP', () => {
	it('remembers every request that reached the API', async () => {
		await act('post', `/chats/${contact}/pin?x=1`, { pin: true });
		await clientOf(sandbox, 'wrong').get('/api/v1/session/list');
		expect(sandbox.requests).toMatchObject([
			{
				method: 'POST',
				path: `/api/v1/chats/${contact}/pin`,
				query: { x: '1' },
				headers: { 'x-warest-api-key': sandbox.apiKey },
				body: { sessionId: 'demo', pin: true },
				status: 200,
			},
			{ method: 'GET', path: '/api/v1/session/list', status: 401 },
		]);
		await clientOf(sandbox).delete('/control/requests');
		expect(sandbox.requests).toEqual([]);
	});

	it('refuses browsers', async () => {
		const response = await clientOf(sandbox).get('/api/v1/session/list', {
			headers: { Origin: 'https://example.org' },
		});
		expect([response.status, response.data]).toEqual([
			500,
			{ error: 'CORS not allowed: https://example.org' },
		]);
	});

	it('answers 304 to an ETag that is still current, compressed or not', async () => {
		const client = clientOf(sandbox);
		for (const encoding of ['identity', 'gzip']) {
			const headers = { 'Accept-Encoding': encoding };
			const { headers: got } = await client.get('/api/v1/session/list', { headers });
			const again = await client.get('/api/v1/session/list', {
				headers: { ...headers, 'If-None-Match': String(got.etag) },
			});
			expect([encoding, again.status, again.data]).toEqual([encoding, 304, '']);
		}
	});

	it('compresses for clients that accept it', async () => {
		const { headers, data } = await clientOf(sandbox).get<ArrayBuffer>('/api/v1/session/list', {
			headers: { 'Accept-Encoding': 'gzip' },
			decompress: false,
			responseType: 'arraybuffer',
		});
		expect(headers['content-encoding']).toBe('gzip');
		expect(JSON.parse(gunzipSync(Buffer.from(data)).toString())).toMatchObject({ code: 1000 });
	});

	it.each([
		['081200010004', '6281200010004@s.whatsapp.net'],
		['120363000000000000', '120363000000000000@s.whatsapp.net'],
		['900000000777@lid', '900000000777@s.whatsapp.net'],
		[['6281200010004', '6281200010005'], '62812000100046281200010005@s.whatsapp.net'],
		['0062812', '62812@s.whatsapp.net'],
		['abc@foo', 'abc@foo'],
	])('makes of the recipient %j what the server makes of it: %s', async (to, jid) => {
		const { data } = await act('post', '/messages/action/unmute', { to });
		expect(data).toMatchObject({ results: [{ toJid: jid }] });
	});
});
