import type { Sandbox } from './server';
import { startSandbox } from './server';
import { clientOf } from './test-client';

const chatId = '6281200010004@s.whatsapp.net';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ world: 'recorded' });
});

afterEach(() => sandbox.close());

const pin = (id = chatId) =>
	clientOf(sandbox).post(`/api/v1/chats/${id}/pin`, { sessionId: 'demo', pin: true });

const isPinned = () => sandbox.control.chat('demo', chatId).phone.pinnedAt !== null;

const control = (path: string, body: object) => clientOf(sandbox).post(`/control${path}`, body);

describe('Faults on purpose', () => {
	it('answer matching requests in place of the server, as often as told', async () => {
		const fault = {
			method: 'post',
			path: '/api/v1/chats',
			times: 2,
			action: { kind: 'answer', status: 503, headers: { 'X-Proxy': 'yes' }, html: '<h1>Oops</h1>' },
		};
		expect((await control('/faults', fault)).status).toBe(204);
		expect((await clientOf(sandbox).get('/api/v1/chats?sessionId=demo')).status).toBe(200);
		const first = await pin();
		expect([first.status, first.data, first.headers['x-proxy']]).toEqual([
			503,
			'<h1>Oops</h1>',
			'yes',
		]);
		expect((await pin()).status).toBe(503);
		expect(isPinned()).toBe(false);
		expect((await pin()).status).toBe(200);
	});

	it.each([
		['cut-before', false],
		['cut-after', true],
		['cut-midway', true],
	] as const)('%s: the client sees an error, the chat is pinned: %s', async (kind, pinned) => {
		sandbox.control.fault({ action: { kind } });
		await expect(pin()).rejects.toThrow();
		expect(isPinned()).toBe(pinned);
		expect(sandbox.requests.map(({ method, status }) => [method, status])).toEqual([
			['POST', null],
		]);
	});

	it('are forgotten when cleared', async () => {
		sandbox.control.fault({ action: { kind: 'cut-before' } });
		await clientOf(sandbox).delete('/control/faults');
		expect((await pin()).status).toBe(200);
	});

	it('make WhatsApp refuse calls to one recipient', async () => {
		await control('/whatsapp-failures', { jid: chatId, times: 1 });
		expect((await pin('6281200010003')).status).toBe(200);
		const refused = await pin();
		expect([refused.status, refused.data]).toMatchObject([
			403,
			{ code: 4003, message: 'Pin/unpin not allowed' },
		]);
		expect((await pin()).status).toBe(200);
	});

	it('delay answers under a path', async () => {
		await control('/delays', { path: '/api/v1/chats', milliseconds: 120 });
		const begun = performance.now();
		await pin();
		expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
	});

	it.each([
		['/faults', { action: { kind: 'explode' } }, '"kind" is one of'],
		['/delays', { path: '/api' }, '"milliseconds" is a number'],
		['/sessions/nobody/scan', {}, 'There is no session "nobody"'],
		['/sessions/demo/drop', { to: 'pieces' }, '"to" is one of'],
		['/sessions/demo/incoming', { chatId }, '"text" is missing'],
	])('refuse nonsense: %s %j', async (path, body, error) => {
		const { status, data } = await control(path, body);
		expect([status, data]).toEqual([400, { error: expect.stringContaining(error) }]);
	});
});
