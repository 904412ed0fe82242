import type { AxiosResponse } from 'axios';
import type { Sandbox } from './server';
import { startSandbox } from './server';
import { clientOf } from './test-client';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ world: 'recorded', limits: {} });
	sandbox.clock.freeze();
});

afterEach(() => sandbox.close());

const listChats = () => clientOf(sandbox).get('/api/v1/chats?sessionId=demo&limit=1');

const mute = (to: unknown, key?: string) =>
	clientOf(sandbox, key).post('/api/v1/messages/action/mute', { sessionId: 'demo', to });

const remaining = ({ headers }: AxiosResponse) => Number(headers['x-ratelimit-remaining']);

describe('The limits of the sandbox', () => {
	it('let half as many chat requests through as the header says', async () => {
		const statuses: number[] = [];
		for (let request = 0; request < 61; request++) statuses.push((await listChats()).status);
		expect(statuses.indexOf(429)).toBe(60);
		const refused = await listChats();
		expect(refused.data).toEqual({ error: 'Too many requests' });
		expect(refused.headers).toMatchObject({
			'x-ratelimit-limit': '120',
			'x-ratelimit-remaining': '0',
		});
		expect(refused.headers).not.toHaveProperty('retry-after');
	});

	it('start afresh when the window ends, up to a second later than the header says', async () => {
		const { headers } = await listChats();
		for (let request = 0; request < 60; request++) await listChats();
		const reset = Number(headers['x-ratelimit-reset']) * 1000;
		sandbox.clock.advance(59_999);
		expect(sandbox.clock.now()).toBeGreaterThanOrEqual(reset - 1);
		expect((await listChats()).status).toBe(429);
		sandbox.clock.advance(1);
		expect((await listChats()).status).toBe(200);
	});

	it.each([
		['GET', '/api/v1/session/list', 1],
		['GET', '/api/v1/session/nosuch', 2],
		['GET', '/api/v1/nosuch', 1],
		['GET', '/api/v1/server/ready', 1],
		['POST', '/api/v1/misc/whatsapp/resolve/jid-or-lid', 2],
		['GET', '/api/v1/chats?sessionId=demo', 2],
		['POST', '/api/v1/messages/action/unmute', 2],
	])('count %s %s as %d', async (method, path, cost) => {
		const response = await clientOf(sandbox).request({ method, url: path });
		expect(120 - remaining(response)).toBe(cost);
	});

	it('do not count pings and requests without a key', async () => {
		await clientOf(sandbox, 'wrong').get('/api/v1/session/list');
		await clientOf(sandbox).get('/api/v1/server/ping');
		expect(remaining(await clientOf(sandbox).get('/api/v1/session/list'))).toBe(119);
	});

	it('refuse the same literal recipient for three seconds', async () => {
		expect((await mute('6281200010004')).status).toBe(200);
		sandbox.clock.advance(2001);
		const refused = await mute('6281200010004');
		expect([refused.status, refused.data]).toEqual([
			429,
			{ error: 'Recipient cooldown', retryAfter: 1 },
		]);
		expect(refused.headers['retry-after']).toBe('1');
		expect((await mute(['6281200010004'])).status).toBe(429);
		expect((await mute('+6281200010004')).status).toBe(200);
		expect((await mute('6281200010004', sandbox.otherApiKey)).status).toBe(200);
		sandbox.clock.advance(999);
		expect((await mute('6281200010004')).status).toBe(200);
	});

	it('can be switched off and on over the control API', async () => {
		const control = (limits: unknown) => clientOf(sandbox).post('/control/limits', { limits });
		await control(false);
		const unlimited = [await mute('1'), await mute('1')];
		expect(unlimited.map(({ status }) => status)).toEqual([200, 200]);
		await control({ quota: { max: 1, windowMs: 60_000 } });
		await listChats();
		const refused = await listChats();
		expect([refused.status, refused.data]).toEqual([429, { error: 'Quota exceeded' }]);
	});
});
