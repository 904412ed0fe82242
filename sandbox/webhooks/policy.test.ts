import { recordedDeliveries, recordedNames } from './recorded';
import type { Answering } from './test-receiver';
import { contact, secret, useListening } from './test-world';
import { clientOf } from '../test-client';

const current = useListening();

const present = async (sessionId = 'demo') => {
	current.sandbox.control.presence(sessionId, { chatId: contact, presence: 'composing' });
	await current.sandbox.webhooks.settled();
};

const failing =
	(times: number, status = 500): Answering =>
	(_request, place) => ({ status: place < times ? status : 200 });

const heard = () => current.receiver.requests.length;

describe('As the real server does', () => {
	const recorded = recordedNames.filter(
		(name) => name.startsWith('delivery.') && name !== 'delivery.timeout',
	);

	it.each(recorded)('it treats a receiver as in %s', async (name) => {
		const deliveries = recordedDeliveries(name);
		current.receiver.answering = (request, place) => {
			if (name === 'delivery.drop') return 'drop';
			if (request.path.startsWith('/moved')) return {};
			const { status = 200, body = '' } = deliveries[place]?.receiverAnswered ?? {};
			const code = /^30[1-8]$/.test(name.slice(9)) ? name.slice(9) : '';
			const headers: Record<string, string> =
				code === '302' || code === '307' ? { Location: `/moved${code}` } : {};
			return { status, body, headers };
		};
		await present();
		const { requests } = current.receiver;
		expect(requests.map(({ method }) => method)).toEqual(deliveries.map(({ method }) => method));
		const attempts = (rawHeaders: string[]) =>
			rawHeaders[rawHeaders.indexOf('X-WAREST-Delivery-Attempt') + 1];
		expect(requests.map(({ rawHeaders }) => attempts(rawHeaders))).toEqual(
			deliveries.map(({ rawHeaders }) => attempts(rawHeaders)),
		);
	});

	it('it follows a 302 with a GET that has lost the body', async () => {
		current.receiver.answering = ({ path }) =>
			path === '/moved' ? {} : { status: 302, headers: { Location: '/moved' } };
		await present();
		const { requests } = current.receiver;
		expect(requests.map(({ method, rawBody }) => [method, rawBody.length > 0])).toEqual([
			['POST', true],
			['GET', false],
		]);
		expect(await current.storedUrl()).toBe(current.receiver.url);
	});
});

describe('The breaker', () => {
	it('drops everything for a minute after five failed attempts', async () => {
		const { clock, webhooks } = current.sandbox;
		current.receiver.answering = failing(8);
		await present();
		expect(webhooks.breaker.isOpen(current.receiver.url)).toBe(false);
		await present();
		expect(heard()).toBe(8);
		await present();
		expect(heard()).toBe(8);
		expect(webhooks.dropped.map(({ reason }) => reason)).toEqual(['breaker']);
		clock.advance(59_000);
		await present();
		expect(heard()).toBe(8);
		clock.advance(1000);
		await present();
		expect(heard()).toBe(9);
	});

	it('opens again at the first failure after that', async () => {
		const { clock } = current.sandbox;
		current.receiver.answering = () => ({ status: 400 });
		for (let event = 0; event < 5; event++) await present();
		clock.advance(60_000);
		await present();
		expect(heard()).toBe(6);
		await present();
		expect(heard()).toBe(6);
	});

	it('forgets failures at the first success', async () => {
		current.receiver.answering = (_request, place) => ({ status: place % 4 === 3 ? 200 : 500 });
		for (let event = 0; event < 5; event++) await present();
		expect(heard()).toBe(20);
	});

	it.each([401, 403])('mutes for 15 minutes after one %i', async (status) => {
		const { clock } = current.sandbox;
		current.receiver.answering = failing(1, status);
		await present();
		clock.advance(14.9 * 60_000);
		await present();
		expect(heard()).toBe(1);
		clock.advance(0.1 * 60_000);
		await present();
		expect(heard()).toBe(2);
	});

	it('is not reset by registering again, a preflight or another secret; only by another URL', async () => {
		const { url } = current.receiver;
		current.receiver.answering = failing(1, 401);
		await present();
		await current.register();
		const client = clientOf(current.sandbox);
		const preflight = { sessionId: 'demo', url, secret };
		await client.post('/api/webhooks/preflight', preflight);
		await client.post('/api/v1/session/demo/config', { webhookSecret: 'another-secret' });
		current.receiver.requests.length = 0;
		await present();
		expect(heard()).toBe(0);
		await current.register(`${url}?v=2`);
		await present();
		expect(heard()).toBe(1);
	});

	it('does not erase the stored URL by dropping', async () => {
		current.receiver.answering = failing(1, 401);
		await present();
		await current.register();
		await present();
		expect(current.sandbox.webhooks.dropped).toHaveLength(1);
		expect(await current.storedUrl()).toBe(current.receiver.url);
	});

	it('is one for all sessions', async () => {
		const { control, webhooks } = current.sandbox;
		const { url } = current.receiver;
		const client = clientOf(current.sandbox);
		await client.get('/api/v1/session/create?sessionId=second');
		await control.session('second').runtime?.dialled;
		const config = { webhookUrl: url, webhookSecret: 'another-secret' };
		await client.post('/api/v1/session/second/config', config);
		current.receiver.answering = failing(1, 401);
		await present();
		await present('second');
		expect(heard()).toBe(1);
		expect(webhooks.dropped).toMatchObject([{ sessionId: 'second', reason: 'breaker' }]);
	});

	it('is gone after a restart', async () => {
		const { control, webhooks } = current.sandbox;
		current.receiver.answering = failing(1, 401);
		await present();
		await current.register();
		await control.restartServer();
		await webhooks.settled();
		expect(heard()).toBeGreaterThan(1);
	});
});

describe('A secret', () => {
	it('of five characters stops everything without a word', async () => {
		const client = clientOf(current.sandbox);
		await client.post('/api/v1/session/demo/config', { webhookSecret: '12345' });
		await present();
		expect(heard()).toBe(0);
		expect(current.sandbox.webhooks.dropped).toMatchObject([{ reason: 'short secret' }]);
	});

	it('that is new signs the next event, not the attempts under way', async () => {
		const config = '/api/v1/session/demo/config';
		current.receiver.answering = async (_request, place) => {
			if (place > 0) return {};
			await clientOf(current.sandbox).post(config, { webhookSecret: 'the-new-secret' });
			return { status: 500 };
		};
		await present();
		await present();
		const [first, again, next] = current.receiver.requests;
		expect(again.headers['x-warest-signature']).toBe(first.headers['x-warest-signature']);
		expect(next.headers['x-warest-signature']).not.toBe(first.headers['x-warest-signature']);
	});
});

describe('The default URL', () => {
	it('hears of sessions without a URL of their own, and is never erased', async () => {
		const { control, webhooks } = current.sandbox;
		webhooks.settings.defaultUrl = `${current.receiver.url}/default`;
		current.receiver.answering = () => ({ status: 404 });
		const client = clientOf(current.sandbox);
		await client.get('/api/v1/session/create?sessionId=fresh');
		await control.session('fresh').runtime?.dialled;
		await webhooks.settled();
		const recorded = recordedDeliveries('default-url.new-session');
		const told = ({ data }: { data: Record<string, unknown> }) => data.status ?? data.tags;
		const statuses = current.receiver.requests.map(({ body }) => told(body)).sort();
		expect(statuses).toEqual(recorded.map(({ body }) => body && told(body)).sort());
		expect(webhooks.settings.defaultUrl).toContain('/default');
	});

	it('is signed with the secret of a session that emptied its own', async () => {
		const { webhooks } = current.sandbox;
		webhooks.settings.defaultUrl = `${current.receiver.url}/default`;
		await clientOf(current.sandbox).post('/api/v1/session/demo/config', { webhookUrl: '' });
		await present();
		expect(current.receiver.requests.map(({ path }) => path)).toEqual(['/hook/default']);
	});
});

describe('Order', () => {
	it('does not hold between events: a presence overtakes a message that is being answered', async () => {
		const { control, webhooks } = current.sandbox;
		let answer: () => void = () => undefined;
		const waiting = new Promise<void>((resolve) => (answer = resolve));
		current.receiver.answering = async ({ body }) => {
			if (body.event === 'message_received') await waiting;
			else answer();
			return {};
		};
		const messages = ['one', 'two'].map((text) => ({ chatId: contact, text }));
		control.incomingTogether('demo', messages);
		control.presence('demo', { chatId: contact, presence: 'composing' });
		await webhooks.settled();
		expect(current.receiver.events.slice(-1)).toEqual(['message_received']);
		expect([...current.receiver.events].sort()).toEqual([
			'message_received',
			'message_received',
			'presence_update',
		]);
	});

	it('holds in a batch: each waits for the answer to the one before', async () => {
		const { control, webhooks } = current.sandbox;
		let open = 0;
		const atOnce: number[] = [];
		current.receiver.answering = async () => {
			atOnce.push(++open);
			await new Promise((resolve) => setImmediate(resolve));
			open -= 1;
			return {};
		};
		const messages = ['one', 'two', 'three'].map((text) => ({ chatId: contact, text }));
		control.incomingTogether('demo', messages);
		await webhooks.settled();
		expect(atOnce).toEqual([1, 1, 1]);
		const texts = current.receiver.requests.map(({ body }) => body.data.text);
		expect(texts).toEqual(['one', 'two', 'three']);
	});
});
