import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { byId } from '../support/warest';
import { Receiver } from '../../sandbox/webhooks/test-receiver';

const current = useSandbox();
const BUDI = '6281200010003@s.whatsapp.net';
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

async function startHost(parameters: INodeParameters = {}): Promise<TriggerHost> {
	const host = await TriggerHost.start(current.account, {
		events: ['message'],
		...parameters,
	});
	closing.push(host);
	return host;
}

const takingOver = { options: { takeOver: true } };

/** The webhook that the server has stored, and the one that the running session uses. */
/** Without what only makes it another text for the server. */
const address = (config: { url: string } | null) => config?.url.split('?')[0];
const webhook = (sessionId = 'shop') => current.sandbox.control.connection(sessionId).webhook;
const set = async (url: string, secret: string, sessionId = 'shop') =>
	await fetch(`${current.account.baseUrl}/api/v1/session/${sessionId}/config`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
		body: JSON.stringify({ webhookUrl: url, webhookSecret: secret }),
	});

/** A contact writes, and everything that follows from it is over. */
async function write(text: string, sessionId = 'shop') {
	current.sandbox.control.incoming(sessionId, { chatId: BUDI, text });
	await current.sandbox.webhooks.settled();
}

const texts = (host: TriggerHost) => host.items.map(({ text }) => text);

async function startStranger() {
	const stranger = await Receiver.start();
	closing.push(stranger);
	return stranger;
}

describe('activation', () => {
	it('registers the address with a long secret, and the next message starts the workflow', async () => {
		const host = await startHost();
		await host.activate();
		const { stored, running } = webhook();
		expect(stored).toEqual({
			url: expect.any(String),
			secret: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(address(stored)).toBe(host.url);
		expect(running).toEqual(stored);

		await write('is it open today?');
		expect(host.items).toEqual([
			expect.objectContaining({
				event: 'message',
				sessionId: 'shop',
				chatId: BUDI,
				text: 'is it open today?',
			}),
		]);
		expect(host.answers.at(-1)).toEqual({ status: 200, body: { accepted: true } });
	});

	it('takes several sessions, each with its events', async () => {
		const host = await startHost({
			options: { moreSessions: { session: [{ sessionId: byId('support') }] } },
		} as never);
		await host.activate();
		await write('to the shop', 'shop');
		await write('to support', 'support');
		expect(host.items.map(({ sessionId, text }) => [sessionId, text])).toEqual([
			['shop', 'to the shop'],
			['support', 'to support'],
		]);
	});

	it('names the other address that has the place, and leaves it there', async () => {
		const stranger = await startStranger();
		await set(stranger.url, 'the secret of a stranger');
		const host = await startHost();
		await expect(host.activate()).rejects.toThrow(
			`The webhook of session 'shop' belongs to ${stranger.url} (another program). To replace it, turn on 'Replace Other Webhook' in the options of this node.`,
		);
		expect(webhook().stored).toEqual({ url: stranger.url, secret: 'the secret of a stranger' });
	});

	it('names it without the login that it may carry', async () => {
		const stranger = await startStranger();
		const address = stranger.url.replace('://', '://user:password@');
		await set(address, 'the secret of a stranger');
		const host = await startHost();
		await expect(host.activate()).rejects.toThrow(`belongs to ${stranger.url} (another program)`);
	});

	it('takes none of several sessions if one belongs to something else', async () => {
		await set('http://stranger.example/', 'the secret of a stranger', 'support');
		const host = await startHost({
			options: { moreSessions: { session: [{ sessionId: byId('support') }] } },
		} as never);
		await expect(host.activate()).rejects.toThrow("session 'support' belongs to");
		expect(webhook('shop').running?.url).toBe('');
	});

	it('takes no trouble from a check that the limits of the server do not allow now', async () => {
		const host = await startHost();
		await host.activate();
		current.sandbox.control.setLimits({ rateLimit: { max: 1, windowMs: 60_000 } });
		await fetch(`${current.account.baseUrl}/api/v1/session/list`, {
			headers: { 'X-WAREST-API-KEY': current.account.apiKey },
		});
		await host.poll();
		expect(host.runs).toEqual([]);
	});

	it('gives the place back to a program that came between meanwhile', async () => {
		const host = await startHost(takingOver);
		await host.activate();
		const stranger = await startStranger();
		await set(stranger.url, 'the secret of a stranger');
		await host.poll();
		await write('for the workflow');
		await host.deactivate();
		expect(texts(host)).toEqual(['for the workflow']);
		expect(webhook().stored).toEqual({ url: stranger.url, secret: 'the secret of a stranger' });
	});

	it('takes over if it may, and gives the place back', async () => {
		const stranger = await startStranger();
		await set(stranger.url, 'the secret of a stranger');
		const host = await startHost(takingOver);
		await host.activate();
		await write('for the workflow');
		await host.deactivate();
		await write('for the stranger');
		expect(texts(host)).toEqual(['for the workflow']);
		expect(stranger.requests.map(({ body }) => body.data.text)).toEqual(['for the stranger']);
		expect(webhook().stored).toEqual({ url: stranger.url, secret: 'the secret of a stranger' });
	});

	it('leaves the secret as it was, with which a default webhook of the server is signed', async () => {
		await set('', 'the secret of the session');
		const host = await startHost();
		await host.activate();
		await host.deactivate();
		expect(webhook().running).toEqual({ url: '', secret: 'the secret of the session' });
	});

	it('removes on deactivation only what is its own', async () => {
		const host = await startHost();
		await host.activate();
		await set('http://stranger.example/', 'the secret of a stranger');
		await host.deactivate();
		expect(webhook().stored.url).toBe('http://stranger.example/');
	});

	it('delivers nothing more after deactivation, and lets another workflow have the session', async () => {
		const first = await startHost();
		await first.activate();
		await first.deactivate();
		await write('to nobody');
		// The server shows the old address again by then.
		current.sandbox.clock.advance(10_000);
		expect(address(webhook().stored)).toBe(first.url);
		const second = await startHost();
		await second.activate();
		await write('to the second');
		expect([texts(first), texts(second)]).toEqual([[], ['to the second']]);
	});

	it('polls in vain after it was refused: n8n answers nobody at its address', async () => {
		const refused = await startHost();
		await refused.activate();
		await refused.deactivate();
		const other = await startHost();
		await other.activate();
		await expect(refused.activate()).rejects.toThrow('belongs to');
		await other.deactivate();
		current.sandbox.clock.advance(10_000);
		const { url } = webhook().running ?? { url: '' };
		await refused.poll();
		expect(webhook().running?.url ?? '').toBe(url);
		expect(url).not.toBe(refused.url);
	});

	it('names another active workflow that has the session', async () => {
		const first = await startHost();
		await first.activate();
		const second = await startHost();
		await expect(second.activate()).rejects.toThrow(
			`belongs to ${first.url} (a WARest Trigger of another n8n)`,
		);
		await write('still for the first');
		expect(texts(first)).toEqual(['still for the first']);
	});

	it('says why WARest cannot reach n8n, and registers nothing', async () => {
		const host = await startHost();
		await host.close();
		closing.pop();
		await expect(host.activate()).rejects.toMatchObject({
			message: `WARest cannot reach n8n at ${host.url}`,
			description: expect.stringContaining('ECONNREFUSED'),
		});
		expect(webhook().stored.url).toBe('');
	});

	it('says that the session does not exist', async () => {
		const host = await startHost({ sessionId: byId('nobody') as never });
		await expect(host.activate()).rejects.toThrow("The session 'nobody' does not exist");
	});

	it('does not ask the server for anything if it is set up by hand', async () => {
		const secret = 'a secret of more than thirty-two characters';
		const host = await startHost({ options: { secret } });
		await host.activate();
		await host.poll();
		expect(current.sandbox.requests).toEqual([]);
		await set(host.url, secret);
		await write('by hand');
		expect(texts(host)).toEqual(['by hand']);
	});
});

describe('a test event', () => {
	it('comes to the editor beside the active workflow for that time', async () => {
		const host = await startHost();
		await host.activate();
		await host.listen();
		expect(address(webhook().running)).toBe(host.url);
		expect(webhook().running?.url).toContain(`with=t.${host.webhookId}`);
		await host.poll();
		await write('for both');
		expect(webhook().running?.url).not.toContain('with=');
		await write('for production');
		expect(texts(host).sort()).toEqual(['for both', 'for both', 'for production']);
	});

	it('gives the place back when nothing came', async () => {
		const host = await startHost();
		await host.activate();
		await host.listen();
		await host.stopListening();
		expect(address(webhook().running)).toBe(host.url);
	});

	it('gives the place back at an address that the server has not muted', async () => {
		const host = await startHost();
		await host.activate();
		await host.listen();
		await host.stopListening();
		host.pause(403);
		await write('lost');
		host.resume();
		await host.poll();
		await host.listen();
		await host.stopListening();
		await write('for production');
		expect(texts(host)).toEqual(['for production']);
	});

	it('leaves the place empty if the workflow is not active', async () => {
		const host = await startHost();
		await host.listen();
		await host.stopListening();
		expect(webhook().running?.url).toBe('');
		await host.activate();
		expect(address(webhook().running)).toBe(host.url);
	});

	it('has the place back after a crash of n8n in the middle of it', async () => {
		const host = await startHost();
		await host.activate();
		await host.listen();
		host.crash();
		await host.activate();
		await write('after the crash');
		expect(texts(host)).toEqual(['after the crash']);
	});
});

describe('what happens to the registration', () => {
	const renewed = { options: { reportRenewals: true } };
	const reports = (host: TriggerHost) =>
		host.items.filter(({ event }) => event === 'webhookRenewed') as IDataObject[];

	it('is mended after failed deliveries, at an address that the server has not muted', async () => {
		const host = await startHost(renewed);
		await host.activate();
		host.pause();
		await write('lost');
		expect(webhook().stored.url).toBe('');
		host.resume();
		await host.poll();
		expect(webhook().stored.url).toMatch(/\/warest\?v=\w+$/);
		await host.poll();
		await write('back');
		expect(texts(host)).toEqual([undefined, 'back']);
		expect(reports(host)).toHaveLength(1);
		await host.deactivate();
		expect(webhook().running?.url).toBe('');
	});

	it.each([
		[{}, /^\d+ \*\/1 \* \* \* \*$/],
		[{ checkEvery: 5 }, /^\d+ \*\/5 \* \* \* \*$/],
	])('is looked after as often as %j says', async (options, cron) => {
		const host = await startHost({ options } as INodeParameters);
		expect(host.schedule()).toEqual([expect.stringMatching(cron)]);
	});

	it('is mended by the next poll if something erased it', async () => {
		const host = await startHost(renewed);
		await host.activate();
		await set('', 'the secret of a stranger');
		await host.poll();
		await write('back');
		expect(host.items).toEqual([
			expect.objectContaining({ event: 'webhookRenewed', sessionId: 'shop' }),
			expect.objectContaining({ text: 'back' }),
		]);
	});

	it('is mended by the next poll after a reconnect, which shows it and does not use it', async () => {
		const host = await startHost();
		await host.activate();
		await fetch(`${current.account.baseUrl}/api/v1/session/reconnect?sessionId=shop`, {
			headers: { 'X-WAREST-API-KEY': current.account.apiKey },
		});
		expect(webhook().running?.url ?? '').toBe('');
		current.sandbox.clock.advance(10_000);
		await host.poll();
		await write('back');
		expect(texts(host)).toEqual(['back']);
	});

	it('is mended by the next poll if only its secret was changed', async () => {
		const host = await startHost(renewed);
		await host.activate();
		await set(host.url, 'another secret, just as long');
		await host.poll();
		await write('verified');
		expect(texts(host)).toEqual([undefined, 'verified']);
		expect(reports(host)).toEqual([
			expect.objectContaining({ reason: 'it had been switched off, or its secret changed' }),
		]);
	});

	it('is left to a stranger who replaced it, which is reported once', async () => {
		const host = await startHost();
		await host.activate();
		await set('http://stranger.example/', 'the secret of a stranger');
		await expect(host.poll()).rejects.toThrow('belongs to http://stranger.example/');
		await host.poll();
		expect(webhook().stored.url).toBe('http://stranger.example/');
	});

	it('is taken back from a stranger if it may take over', async () => {
		const host = await startHost(takingOver);
		await host.activate();
		await set('http://stranger.example/', 'the secret of a stranger');
		await host.poll();
		await write('back');
		expect(texts(host)).toEqual(['back']);
	});

	it('is never taken from another active workflow, so that two do not fight', async () => {
		const first = await startHost(takingOver);
		await first.activate();
		const second = await startHost(takingOver);
		await second.activate();
		await expect(first.poll()).rejects.toThrow(`belongs to ${second.url}`);
		await write('for the second');
		expect([texts(first), texts(second)]).toEqual([[], ['for the second']]);
		// The first has its place back when the second stops.
		await second.deactivate();
		await first.poll();
		await write('for the first');
		expect(texts(first)).toEqual(['for the first']);
	});

	it('is reported once while the server cannot be asked', async () => {
		const host = await startHost();
		await host.activate();
		const { apiKey } = current.account;
		current.account.apiKey = 'changed';
		await expect(host.poll()).rejects.toThrow('WARest does not accept the API key');
		await host.poll();
		current.account.apiKey = apiKey;
		await host.poll();
		await write('back');
		expect(texts(host)).toEqual(['back']);
	});
});

describe('a delivery', () => {
	const last = () => current.sandbox.webhooks.deliveries.at(-1)!;

	it('that comes again starts the workflow once, also after a restart of n8n', async () => {
		const host = await startHost();
		await host.activate();
		await write('once');
		await current.sandbox.webhooks.redeliver(-1);
		expect(texts(host)).toEqual(['once']);

		const restarted = await TriggerHost.start(
			current.account,
			{ events: ['message'] },
			host.webhookId,
		);
		closing.push(restarted);
		const again = async (one: { body: string; headers: Record<string, string> }) => {
			const headers = Object.entries(one.headers).map(([name, value]) => [
				name.toLowerCase(),
				value,
			]);
			await restarted.deliver(
				Buffer.from(one.body),
				Object.fromEntries(headers) as Record<string, string>,
			);
		};
		restarted.memory = host.memory;
		await again(last());
		expect(texts(restarted)).toEqual([]);

		// What nobody remembers, it takes.
		restarted.boot();
		restarted.memory = { ...host.memory, taken: '' };
		await again(last());
		expect(texts(restarted)).toEqual(['once']);
	});

	it('that is forged, of another session or too old is answered with 200 and starts nothing', async () => {
		const host = await startHost();
		await host.activate();
		await write('genuine');
		const { body, headers } = last();
		const send = async (text: string, signature = headers['X-WAREST-Signature']) =>
			await fetch(host.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-warest-signature': signature },
				body: text,
			});
		for (const [text, signature] of [
			[body.replace('genuine', 'forged!')],
			[body.replace('"ts":1', '"ts":2')],
			['{}'],
			['[]'],
			[body, `HMAC-SHA256=${'0'.repeat(64)}`],
		]) {
			const answer = await send(text, signature);
			expect([answer.status, await answer.json()]).toEqual([200, { accepted: false }]);
		}
		expect(texts(host)).toEqual(['genuine']);
	});

	it('with an outdated secret does not make the server give up the address', async () => {
		const host = await startHost();
		await host.activate();
		await set(host.url, 'another secret, just as long');
		await write('not verified');
		expect(last().status).toBe(200);
		expect(webhook().stored.url).toBe(host.url);
	});
});
