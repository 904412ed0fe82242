import { createServer } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import type { INodeParameters } from 'n8n-workflow';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { listen } from '../../sandbox/listening';
import { triggerOfAnotherProcess } from '../support/another-process';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { byId } from '../support/warest';

const current = useSandbox();
const BUDI = '6281200010003@s.whatsapp.net';
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

/** What lies between n8n and WARest, and may lose the answer to a registration. */
async function startLine() {
	const server = createServer();
	const { url: baseUrl, close } = await listen(server);
	const line = {
		account: { ...current.account, baseUrl },
		losesRegistration: false,
		/** Once it has lost one, nothing passes any more. */
		breaks: false,
		isDown: false,
		/** What happens while n8n waits for the next answer. */
		meanwhile: null as (() => Promise<unknown>) | null,
		close,
	};
	closing.push(line);
	server.on('request', async (request, response) => {
		if (line.isDown) return request.socket.destroy();
		const { meanwhile } = line;
		line.meanwhile = null;
		await meanwhile?.();
		const body = await readAll(request);
		const answer = await fetch(`${current.account.baseUrl}${request.url}`, {
			method: request.method,
			headers: {
				'content-type': 'application/json',
				'X-WAREST-API-KEY': current.account.apiKey,
			},
			...(body !== '' && { body }),
		});
		if (line.losesRegistration && body.includes('webhookUrl')) {
			line.losesRegistration = false;
			line.isDown = line.breaks;
			return request.socket.destroy();
		}
		response.writeHead(answer.status, { 'content-type': 'application/json' });
		return response.end(await answer.text());
	});
	return line;
}

async function startHost(
	parameters: INodeParameters = {},
	webhookId?: string,
	account = current.account,
) {
	const host = await TriggerHost.start(account, { events: ['message'], ...parameters }, webhookId);
	closing.push(host);
	return host;
}

const takingOver = { options: { takeOver: true } };
const STRANGERS_SECRET = 'the secret of a stranger';

const webhook = () => current.sandbox.control.connection('shop').webhook;
const set = async (url: string, secret: string) =>
	await fetch(`${current.account.baseUrl}/api/v1/session/shop/config`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
		body: JSON.stringify({ webhookUrl: url, webhookSecret: secret }),
	});

async function startStranger() {
	const stranger = await Receiver.start();
	closing.push(stranger);
	await set(stranger.url, STRANGERS_SECRET);
	return stranger;
}

async function write(text: string) {
	current.sandbox.control.incoming('shop', { chatId: BUDI, text });
	await current.sandbox.webhooks.settled();
}

const texts = (host: TriggerHost) => host.items.map(({ text }) => text);

describe('a copy of the workflow in another n8n', () => {
	it('gets the place only with Take Over, and says whose it is', async () => {
		const host = await startHost();
		await host.activate();
		const copy = await startHost({}, host.webhookId);
		await expect(copy.activate()).rejects.toThrow(
			`belongs to ${host.url} (a copy of this workflow in another n8n)`,
		);
		await write('for the first');
		expect([texts(host), texts(copy)]).toEqual([['for the first'], []]);
	});

	it('that has taken over is reported by the next check', async () => {
		const host = await startHost();
		await host.activate();
		const copy = await startHost(takingOver, host.webhookId);
		await copy.activate();
		await expect(host.poll()).rejects.toThrow('a copy of this workflow in another n8n');
	});

	it('keeps the place while its n8n is down for a moment', async () => {
		const host = await startHost();
		await host.activate();
		await host.close();
		closing.pop();
		const copy = await startHost({}, host.webhookId);
		await expect(copy.activate()).rejects.toThrow(`belongs to ${host.url}`);
	});
});

describe('what was replaced', () => {
	it('has its place back after a deactivation during a check', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		await host.activate();
		current.sandbox.control.resetRequests();
		current.sandbox.control.delay({ path: '/api/v1/session/shop/config', milliseconds: 300 });
		const check = host.poll();
		while (current.sandbox.requests.length === 0) await new Promise(setImmediate);
		current.sandbox.control.clearFaults();
		await Promise.all([check, host.deactivate()]);
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('has its place back although n8n stores an older copy over it, as a delivery that is under way does', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		const older = structuredClone(host.memory);
		await host.activate();
		const { url } = host.memory;
		host.memory = { ...older, url };
		await write('hello');
		await host.deactivate();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('has its place back although the workflow ended while somebody listened for a test event', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		await host.activate();
		await host.listen();
		await host.deactivate();
		await host.stopListening();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('has its place back although the workflow was published anew during a test', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		await host.activate();
		await host.listen();
		await host.deactivate();
		await host.activate();
		await host.stopListening();
		await write('for the workflow');
		expect(texts(host)).toEqual(['for the workflow']);
		await host.deactivate();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('has its place back although the answers to the registration were lost', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		// It is looked at twice before.
		current.sandbox.control.fault({
			path: '/api/v1/session/shop/config',
			after: 2,
			times: 3,
			action: { kind: 'cut-after' },
		});
		await expect(host.activate()).rejects.toThrow('was lost');
		expect(reached(current.sandbox, /config$/)).toHaveLength(3 + 3 + 3);
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('by a check has its place back also after a restart of n8n', async () => {
		const host = await startHost(takingOver);
		await host.activate();
		const stranger = await startStranger();
		await host.poll();
		host.crash();
		await host.restart();
		await host.deactivate();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	it('has its place back although the webhook was erased before a restart', async () => {
		const stranger = await startStranger();
		const host = await startHost(takingOver);
		await host.activate();
		host.pause();
		await write('lost');
		host.crash();
		await host.restart();
		await host.deactivate();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});

	describe('when the answer to the registration is lost', () => {
		it('has its place back', async () => {
			const stranger = await startStranger();
			const line = await startLine();
			const host = await startHost(takingOver, undefined, line.account);
			line.losesRegistration = true;
			await expect(host.activate()).rejects.toThrow();
			expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
		});

		it('has its place back later, where WARest cannot be asked then', async () => {
			const stranger = await startStranger();
			const line = await startLine();
			const host = await startHost(takingOver, undefined, line.account);
			line.losesRegistration = true;
			line.breaks = true;
			await expect(host.activate()).rejects.toThrow();
			expect(webhook().stored.url).toContain(host.url);
			line.isDown = false;
			await host.restart();
			await host.deactivate();
			expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
		});
	});

	it('first has its place back after two that took over have ended', async () => {
		const stranger = await startStranger();
		const [first, second] = [await startHost(takingOver), await startHost(takingOver)];
		await first.activate();
		await second.activate();
		await first.deactivate();
		await second.deactivate();
		expect(webhook().stored).toEqual({ url: stranger.url, secret: STRANGERS_SECRET });
	});
});

describe('a session that is not connected', () => {
	it('keeps nobody listening for a test event', async () => {
		const host = await startHost();
		current.sandbox.control.drop('shop', 'replaced');
		await expect(host.listen()).rejects.toThrow(
			"Session 'shop' was replaced: another program took over its connection; nothing will arrive until it is connected",
		);
	});

	it('is one failed execution of a published workflow, which works once it is connected', async () => {
		const host = await startHost();
		current.sandbox.control.drop('shop', 'replaced');
		await host.activate();
		await expect(host.poll()).rejects.toThrow('nothing will arrive until it is connected');
		await host.poll();
		current.sandbox.control.scan('shop');
		await host.poll();
		await write('connected');
		expect(texts(host)).toEqual(['connected']);
	});
});

describe('a secret that changes', () => {
	it('with the API key loses no event, and is registered at once', async () => {
		const host = await startHost();
		await host.activate();
		// What WARest signs with until the trigger has registered anew.
		await set(host.url, 'derived from the former API key');
		current.sandbox.control.resetRequests();
		for (const text of ['one', 'two', 'three']) await write(text);
		expect(texts(host)).toEqual(['one', 'two', 'three']);
		await host.poll();
		expect(webhook().running?.secret).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is not asked for with each forged delivery', async () => {
		const host = await startHost();
		await host.activate();
		await write('genuine');
		const { body } = current.sandbox.webhooks.deliveries.at(-1)!;
		current.sandbox.control.resetRequests();
		for (let forged = 0; forged < 20; forged++) {
			await host.deliver(Buffer.from(body.replace('genuine', `forged ${forged}`)), {
				'content-type': 'application/json',
				'x-warest-signature': `HMAC-SHA256=${'0'.repeat(64)}`,
			});
		}
		expect(texts(host)).toEqual(['genuine']);
		expect(current.sandbox.requests.length).toBeLessThan(3);
	});

	it('is told in queue mode also after a test event, which main takes', async () => {
		const secret = 'a secret of more than thirty-two characters';
		const main = await startHost({ options: { secret } });
		main.leaveWebhooksTo([triggerOfAnotherProcess()]);
		await main.activate();
		await set(main.url, 'not the secret that the trigger has');
		await main.listen();
		await fetch(main.testUrl, { method: 'POST', body: '{}' });
		await main.stopListening();
		await write('not verified');
		await expect(main.poll()).rejects.toThrow('are not signed');
	});

	it('is told in a failed execution where it was set by hand and is another one', async () => {
		const secret = 'a secret of more than thirty-two characters';
		const host = await startHost({ options: { secret } });
		await host.activate();
		await set(host.url, 'not the secret that the trigger has');
		await write('not verified');
		await expect(host.poll()).rejects.toThrow(
			"The events of session 'shop' are not signed with the 'Secret' of this trigger",
		);
		await write('not verified either');
		await host.poll();
		await set(host.url, secret);
		await write('verified');
		expect(texts(host)).toEqual(['verified']);
	});
});

describe('a delivery to one of several processes of n8n', () => {
	it.each(['published anew', 'unpublished'])(
		'is known to all of them though it came while main has the workflow %s',
		async (done) => {
			const line = await startLine();
			const host = await startHost({}, undefined, line.account);
			let process = 0;
			const choose = () => process;
			host.leaveWebhooksTo([triggerOfAnotherProcess(), triggerOfAnotherProcess()], { choose });
			await host.activate();
			const writes = async () => {
				await write('once');
				process = 1;
			};
			if (done === 'unpublished') line.meanwhile = writes;
			await host.deactivate();
			if (done === 'published anew') {
				await host.activate();
				line.meanwhile = writes;
			}
			await host.activate();
			await current.sandbox.webhooks.redeliver(-1);
			expect(texts(host)).toEqual(['once']);
		},
	);
});

describe('clocks that are apart', () => {
	it('are named on activation', async () => {
		current.sandbox.clock.advance(20 * 60_000);
		const host = await startHost();
		await expect(host.activate()).rejects.toThrow(
			'The clocks of WARest and n8n differ by more minutes than the trigger accepts',
		);
	});

	it('are told in a failed execution', async () => {
		const host = await startHost();
		await host.activate();
		current.sandbox.clock.advance(20 * 60_000);
		await write('from the future');
		await expect(host.poll()).rejects.toThrow("20 minutes ahead of n8n's clock");
		await write('once more');
		await host.poll();
	});
});

describe('a setting that is no number', () => {
	it.each([
		[
			{ options: { tolerance: '5 minutes' } },
			"'Options → Refuse Events Older Than (Minutes)' is not a number",
		],
		[{ options: { sizeLimit: 'big' } }, "'Options → Download Size Limit (MB)' is not a number"],
		[
			{ options: { catchUp: true, catchUpHours: 'a day' } },
			"'Options → Catch Up at Most (Hours)' is not a number",
		],
		[{ sessionId: byId('..') }, "'Session' is not a session ID"],
	])('is refused on activation: %j', async (parameters, message) => {
		const host = await startHost(parameters as INodeParameters);
		await expect(host.activate()).rejects.toThrow(message);
	});
});

describe("a check that the server's limits don't allow", () => {
	it('is told once it was skipped twice', async () => {
		const host = await startHost();
		await host.activate();
		current.sandbox.control.fault({
			path: '/api/v1/session/shop/config',
			times: 3,
			action: {
				kind: 'answer',
				status: 429,
				headers: { 'retry-after': '600' },
				body: { error: 'Too many requests' },
			},
		});
		const told = () => host.log.filter((line) => line.includes('could not check the webhook'));
		await host.poll();
		expect(told()).toEqual([]);
		await host.poll();
		await host.poll();
		expect(told()).toEqual([
			expect.stringContaining("session 'shop' 2 times: WARest's rate limit is used up"),
		]);
	});
});
