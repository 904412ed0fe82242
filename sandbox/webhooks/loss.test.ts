import { clientOf } from '../test-client';
import { contact, secret, useListening } from './test-world';

const current = useListening();

const told = () =>
	current.receiver.requests.map(({ body: { data } }) => data.text ?? data.status ?? data.tags);

const session = async (path: string) => {
	await clientOf(current.sandbox).get(`/api/v1/session/${path}`);
	await current.sandbox.control.session('demo').runtime?.dialled;
	await current.sandbox.webhooks.settled();
};

const write = async (text: string) => {
	current.sandbox.control.incoming('demo', { chatId: contact, text });
	await current.sandbox.webhooks.settled();
};

describe('A webhook is lost', () => {
	it.each(['reconnect?sessionId=demo', 'logout?sessionId=demo'])(
		'by %s: nothing comes after the close, whatever the config shows',
		async (path) => {
			await session(path);
			if (path.startsWith('logout')) await session('create?sessionId=demo');
			await write('unheard');
			expect(told()).toEqual(['close']);
			current.sandbox.clock.advance(5000);
			expect(await current.storedUrl()).toBe(current.receiver.url);
			await current.register();
			await write('heard');
			expect(told()).toEqual(['close', 'heard']);
		},
	);

	it('by a reconnect until the server restarts', async () => {
		await session('reconnect?sessionId=demo');
		await current.sandbox.control.restartServer();
		await write('heard');
		expect(told()).toEqual(['close', 'create', 'connecting', 'open', 'heard']);
	});

	it('by an array of URLs, with a 200', async () => {
		const body = { webhookUrl: [current.receiver.url], webhookSecret: secret };
		const { status } = await clientOf(current.sandbox).post('/api/v1/session/demo/config', body);
		await write('unheard');
		expect([status, told()]).toEqual([200, []]);
	});

	it('by emptying it only until the next start of the server', async () => {
		await current.register('');
		await write('unheard');
		expect(await current.storedUrl()).toBe('');
		await current.sandbox.control.restartServer();
		await write('heard');
		expect(told()).toContain('heard');
	});

	it('for good when it is emptied after its receiver said 404', async () => {
		current.receiver.answering = () => ({ status: 404 });
		await write('the last one');
		await current.register('');
		await current.sandbox.control.restartServer();
		await write('unheard');
		expect(told()).toEqual(['the last one']);
	});
});

describe('A webhook stays', () => {
	it('when the connection breaks: messages written in the meantime arrive late', async () => {
		const { control, webhooks } = current.sandbox;
		control.drop('demo', 'reconnecting');
		control.incoming('demo', { chatId: contact, text: 'while away' });
		await webhooks.settled();
		expect(told()).toEqual(['reconnecting']);
		control.scan('demo');
		await webhooks.settled();
		expect([...told()].sort()).toEqual(['connecting', 'open', 'reconnecting', 'while away']);
		expect(current.receiver.requests.at(-1)?.body.data.type).toBe('append');
	});

	it('when the phone logs out: the new QR comes to it', async () => {
		const { control, webhooks } = current.sandbox;
		control.setDial('demo', 'natural');
		control.drop('demo', 'logged_out');
		await control.session('demo').runtime?.dialled;
		await webhooks.settled();
		expect([...told()].sort()).toEqual(['connecting', 'logged_out', 'qr']);
		control.scan('demo');
		await webhooks.settled();
		expect(told()).toContain('open');
		expect(current.receiver.events).toContain('creds_update');
	});
});

describe('The API waits', () => {
	it('for the close webhook before it logs out', async () => {
		let answer: () => void = () => undefined;
		const asked = new Promise<void>((resolve) => {
			current.receiver.answering = async () => {
				resolve();
				await new Promise<void>((done) => (answer = done));
				return {};
			};
		});
		const logout = clientOf(current.sandbox).get('/api/v1/session/logout?sessionId=demo');
		await asked;
		expect(current.sandbox.control.session('demo').runtime).not.toBeNull();
		answer();
		expect((await logout).status).toBe(200);
		expect(current.sandbox.control.session('demo').runtime).toBeNull();
	});
});

describe('No webhook', () => {
	const own = '6281100000001@s.whatsapp.net';
	const api = (path: string, body: object) =>
		clientOf(current.sandbox).post(`/api/v1${path}`, { sessionId: 'demo', to: contact, ...body });

	it.each([
		['a message sent over the API', () => api('/messages/send/text', { message: 'mine' })],
		[
			'a message sent on the phone',
			() => current.sandbox.control.incoming('demo', { chatId: contact, from: own, text: 'me' }),
		],
		['an own reaction', () => api('/messages/MSG0000001/action/reaction', { emoji: '👍' })],
		['a star', () => api('/messages/MSG0000001/action/star', {})],
		['reading', () => api('/messages/MSG0000001/action/mark-as-read', {})],
		['deleting an own message for everyone', () => api('/messages/MSG0000000/action/revoke', {})],
	])('comes of %s', async (_what, act) => {
		await act();
		await current.sandbox.webhooks.settled();
		expect(told()).toEqual([]);
	});
});
