import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { triggerOfAnotherProcess } from '../support/another-process';
import { fakeTimeOfDay } from '../support/fake-time';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import type { Account } from '../support/warest';

// Only the time of day stands still, until a test lets it pass.
fakeTimeOfDay();
afterAll(() => jest.useRealTimers());

const current = useSandbox();
const BUDI = '6281200010003@s.whatsapp.net';
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

async function startHost(parameters: INodeParameters = {}) {
	const host = await TriggerHost.start(current.account, { events: ['message'], ...parameters });
	closing.push(host);
	return host;
}

/** Workflows of one n8n, all active, in the order in which they joined. */
async function startWorkflows(count: number, parameters: INodeParameters = {}) {
	const first = await startHost(parameters);
	const others = Array.from({ length: count - 1 }, () => first.addWorkflow());
	for (const host of [first, ...others]) await host.activate();
	return [first, ...others];
}

async function write(text: string) {
	current.sandbox.control.incoming('shop', { chatId: BUDI, text });
	await current.sandbox.webhooks.settled();
}

/** Checks so long that nothing is missing any more, or is fetched. */
async function checkFor(minutes: number, hosts: TriggerHost[]) {
	for (let minute = 0; minute < minutes; minute++) {
		jest.setSystemTime(Date.now() + 60_000);
		for (const host of hosts) await host.poll();
	}
}

const texts = (host: TriggerHost) => host.items.map(({ text }) => text);
const stored = () => current.sandbox.control.connection('shop').webhook.stored;
const set = async (webhookUrl: string, webhookSecret: string) =>
	await fetch(`${current.account.baseUrl}/api/v1/session/shop/config`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
		body: JSON.stringify({ webhookUrl, webhookSecret }),
	});
/** A program that has the webhook of the session: its address and secret. */
async function startProgram() {
	const program = await Receiver.start();
	closing.push(program);
	const { url } = program;
	const secret = 'the secret of a program';
	await set(url, secret);
	return { url, secret };
}

/** The same account with another key: WARest takes the hash of a key for it (docs/warest/server.md#1-2). */
const withOtherKey = (): Account => ({
	...current.account,
	apiKey: createHash('sha256').update(current.account.apiKey).digest('hex'),
});

const erase = () => {
	const { url, secret } = { url: '', secret: stored().secret };
	current.sandbox.control.session('shop').webhook = { stored: { url, secret }, shown: null };
};

describe('workflows on one session', () => {
	it('each start once with each event', async () => {
		const all = await startWorkflows(5);
		await write('one');
		await write('two');
		expect(all.map(texts)).toEqual(Array(5).fill(['one', 'two']));
	});

	it('stand in the URL that WARest has', async () => {
		const [first, second, third] = await startWorkflows(3);
		const { searchParams } = new URL(stored().url);
		expect(stored().url.split('?')[0]).toBe(first.url);
		expect(searchParams.get('with')).toBe(`${second.webhookId},${third.webhookId}`);
	});

	it('filter for themselves', async () => {
		const first = await startHost();
		const second = first.addWorkflow({ events: ['reaction'] });
		await first.activate();
		await second.activate();
		await write('hello');
		expect([texts(first), texts(second)]).toEqual([['hello'], []]);
	});

	it('go on when another one leaves, whichever that is', async () => {
		const [first, second, third] = await startWorkflows(3);
		await first.deactivate();
		await write('without the first');
		await third.deactivate();
		await write('without the third');
		expect(texts(first)).toEqual([]);
		expect(texts(second)).toEqual(['without the first', 'without the third']);
		expect(texts(third)).toEqual(['without the first']);
		await second.deactivate();
		expect(current.sandbox.control.connection('shop').webhook.running?.url).toBe('');
	});

	it('are all there again after WARest has erased the webhook', async () => {
		const [first, second] = await startWorkflows(2);
		await first.poll();
		erase();
		await first.poll();
		await write('again');
		expect([texts(first), texts(second)]).toEqual([['again'], ['again']]);
	});

	it('catch up all on what came while WARest had erased the webhook', async () => {
		const [first, second] = await startWorkflows(2, { options: { catchUp: true } });
		for (const host of [first, second, first, second]) await host.poll();
		erase();
		current.sandbox.control.session('shop').runtime!.webhook = { url: '', secret: '' };
		await write('missed');
		for (let minutes = 0; minutes < 3; minutes++) {
			jest.setSystemTime(Date.now() + 60_000);
			for (const host of [first, second]) await host.poll();
		}
		expect([texts(first), texts(second)]).toEqual([['missed'], ['missed']]);
	});

	it('catch up on what was lost before the first one looked again, however often the others asked it', async () => {
		const [first, second] = await startWorkflows(2, { options: { catchUp: true } });
		const later = async (seconds: number, ...hosts: TriggerHost[]) => {
			jest.setSystemTime(Date.now() + seconds * 1000);
			for (const host of hosts) await host.poll();
		};
		// Until nothing is missing any more.
		for (let minutes = 0; minutes < 4; minutes++) await later(60, first, second);
		erase();
		current.sandbox.control.session('shop').runtime!.webhook = { url: '', secret: '' };
		await write('missed');
		for (const seconds of [60, 60, 55]) await later(seconds, second);
		for (let minutes = 0; minutes < 4; minutes++) await later(60, first, second);
		expect([texts(first), texts(second)]).toEqual([['missed'], ['missed']]);
	});

	it('catch up on what was lost before the first one renewed it, though they ask a process that does not know', async () => {
		const [first, second] = await startWorkflows(2, { options: { catchUp: true } });
		const processes = [triggerOfAnotherProcess(), triggerOfAnotherProcess()];
		let taker = 0;
		first.leaveWebhooksTo(processes, { choose: () => taker });
		await checkFor(6, [first, second]);
		erase();
		current.sandbox.control.session('shop').runtime!.webhook = { url: '', secret: '' };
		await write('missed');
		for (let minute = 0; minute < 4; minute++) {
			taker = 0;
			await checkFor(1, [first]);
			taker = 1;
			await second.poll();
		}
		expect(texts(second)).toEqual(['missed']);
	});

	it('catch up on what was lost before the first one left, whose check alone had noticed', async () => {
		const [first, second] = await startWorkflows(2, { options: { catchUp: true } });
		await checkFor(6, [first, second]);
		erase();
		current.sandbox.control.session('shop').runtime!.webhook = { url: '', secret: '' };
		await write('missed');
		await checkFor(1, [first]);
		await first.deactivate();
		await checkFor(4, [second]);
		expect(texts(second)).toEqual(['missed']);
	});

	it('go on where WARest has erased the webhook, and the one that received is gone', async () => {
		const [first, second, third] = await startWorkflows(3);
		for (const host of [first, second, third]) await host.poll();
		first.crash();
		erase();
		await second.poll();
		await write('again');
		expect([first, second, third].map(texts)).toEqual([[], ['again'], ['again']]);
		expect(stored().url.split('?')[0]).toBe(second.url);
	});

	it('give a program its webhook back after the last one has left', async () => {
		const program = await startProgram();
		const [first, second] = await startWorkflows(2, { options: { takeOver: true } });
		await first.deactivate();
		await write('for the second');
		expect(texts(second)).toEqual(['for the second']);
		await second.deactivate();
		expect(stored()).toEqual(program);
	});

	it('share it though the API key has changed since the last check of the first one', async () => {
		const first = await startHost();
		await first.activate();
		Object.assign(current.account, withOtherKey());
		jest.setSystemTime(Date.now() + 1000);
		const second = first.addWorkflow();
		await second.activate();
		await write('to both');
		expect([first, second].map(texts)).toEqual([['to both'], ['to both']]);
	});

	it('give a program its webhook back though one of them had taken it from the other', async () => {
		const program = await startProgram();
		const first = await startHost({ options: { takeOver: true } });
		await first.activate();
		// A moment later, before the first one has loaded its credential anew.
		jest.setSystemTime(Date.now() + 1);
		Object.assign(current.account, withOtherKey());
		const second = first.addWorkflow();
		await second.activate();
		expect(stored().url.split('?')[0]).toBe(second.url);
		jest.setSystemTime(Date.now() + 60_000);
		await first.poll();
		await second.deactivate();
		await write('to the first one');
		await first.deactivate();
		expect(stored()).toEqual(program);
	});

	it('go on sharing it once WARest has delivered with the former API key', async () => {
		const [first, second] = await startWorkflows(2);
		const registered = () => current.sandbox.control.connection('shop').webhook.stored.secret;
		const former = registered();
		Object.assign(current.account, withOtherKey());
		jest.setSystemTime(Date.now() + 11_000);
		await write('signed with the former one');
		while (registered() === former) await new Promise((resolve) => setTimeout(resolve, 20));
		await write('signed with the new one');
		const both = ['signed with the former one', 'signed with the new one'];
		expect([first, second].map(texts)).toEqual([both, both]);
	});

	it('take events that are too old for the first one only', async () => {
		const first = await startHost({ options: { tolerance: 1 } });
		const second = first.addWorkflow({ options: { tolerance: 60 } });
		await first.activate();
		await second.activate();
		current.sandbox.clock.advance(-180_000);
		await write('late');
		expect([first, second].map(texts)).toEqual([[], ['late']]);
	});

	it('take an event once that WARest delivers twice, or that somebody forges', async () => {
		const [first, second] = await startWorkflows(2);
		await write('once');
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		const url = stored().url;
		await fetch(url, { method: 'POST', body, headers });
		const relay = { ...headers, 'x-warest-relay': headers['X-WAREST-SIGNATURE'] ?? '' };
		const forged = body.replace('once', 'fake');
		await fetch(second.url, { method: 'POST', body: forged, headers: relay });
		await fetch(second.url, { method: 'POST', body: forged, headers });
		expect([texts(first), texts(second)]).toEqual([['once'], ['once']]);
	});

	it('receive what one of them could not take at first', async () => {
		const [first, second] = await startWorkflows(2);
		second.failNext();
		await write('late');
		expect(texts(first)).toEqual(['late']);
		while (texts(second).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
		expect(texts(second)).toEqual(['late']);
	});

	it('cost WARest the requests of one, and notice all the same that they were left out', async () => {
		const [first, second] = await startWorkflows(2);
		await first.poll();
		await second.poll();
		await first.poll();
		const looks = () => reached(current.sandbox, /config$/).length;
		current.sandbox.control.resetRequests();
		await second.poll();
		expect(looks()).toBe(0);
		await set(stored().url.replace(/&with=.*/, ''), stored().secret);
		await first.poll();
		await second.poll();
		await write('for both');
		expect([texts(first), texts(second)]).toEqual([['for both'], ['for both']]);
	});

	it('leave nobody out who is back, as when n8n starts one after the other', async () => {
		const [first, second] = await startWorkflows(2);
		second.pause(404);
		await write('while it starts');
		second.resume();
		await first.poll();
		await write('again');
		expect([first, second].map(texts)).toEqual([['while it starts', 'again'], ['again']]);
	});

	it('catch up on what did not reach one of them, though nothing more comes', async () => {
		const all = await startWorkflows(2, { options: { catchUp: true } });
		await checkFor(6, all);
		all[1].pause();
		await write('while it was away');
		all[1].resume();
		await checkFor(3, all);
		expect(all.map(texts)).toEqual([['while it was away'], ['while it was away']]);
	});

	it('catch up on what the first one had to refuse, though that one does not', async () => {
		const first = await startHost();
		const second = first.addWorkflow({ options: { catchUp: true } });
		for (const host of [first, second]) await host.activate();
		await write('one');
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		await checkFor(6, [first, second]);
		current.sandbox.control.session('shop').runtime!.webhook = { url: '', secret: '' };
		await write('refused');
		const unsigned = body.replace('one', 'refused');
		await fetch(first.url, { method: 'POST', body: unsigned, headers });
		await checkFor(3, [first, second]);
		expect(texts(second)).toEqual(['one', 'refused']);
	});

	it('say by a failed execution that something did not reach them', async () => {
		const [first, second] = await startWorkflows(2);
		for (const host of [first, second]) await host.poll();
		jest.setSystemTime(Date.now() + 1000);
		second.pause();
		await write('while it was away');
		second.resume();
		await expect(second.poll()).rejects.toThrow(
			"An event of session 'shop' did not reach this workflow",
		);
		await second.poll();
	});

	it('are all there when they are published at once', async () => {
		const first = await startHost();
		const all = [first, ...[1, 2, 3].map(() => first.addWorkflow())];
		await Promise.all(all.map(async (host) => await host.activate()));
		await write('to all');
		expect(all.map(texts)).toEqual(Array(4).fill(['to all']));
	});

	it('say which of them is gone, and go on', async () => {
		const [first, second] = await startWorkflows(2);
		second.crash();
		await write('one');
		await write('two');
		expect(texts(first)).toEqual(['one', 'two']);
		const said = first.log.filter((line) => line.includes(second.webhookId));
		expect(said).toEqual([expect.stringContaining('it is no longer active')]);
		await first.poll();
		expect(stored().url).not.toContain(second.webhookId);
	});
});

describe('who listens for a test event', () => {
	it('hears what the published workflow hears, too', async () => {
		const host = await startHost();
		await host.activate();
		await host.listen();
		await write('both');
		const modes = host.runs.map(({ mode }) => mode);
		expect(modes.sort()).toEqual(['manual', 'webhook']);
		expect(texts(host)).toEqual(['both', 'both']);
		await write('only the published one');
		expect(host.runs).toHaveLength(3);
		expect(stored().url).not.toContain('with=');
	});

	it('leaves a program the webhook that the published workflow took from it', async () => {
		const before = await startProgram();
		const host = await startHost({ options: { takeOver: true } });
		await host.activate();
		await host.listen();
		await host.stopListening();
		await host.deactivate();
		expect(stored()).toEqual(before);
	});

	it('leaves what it replaced to a workflow that was published meanwhile', async () => {
		const program = await startProgram();
		const first = await startHost({ options: { takeOver: true } });
		await first.listen();
		const second = first.addWorkflow();
		await second.activate();
		// n8n ends the test while the second one still takes this message.
		await write('one');
		expect(stored().url.split('?')[0]).toBe(second.url);
		await second.deactivate();
		expect(stored()).toEqual(program);
	});

	it('keeps the place of a workflow that is published meanwhile', async () => {
		const host = await startHost();
		await host.listen();
		const other = host.addWorkflow();
		await other.activate();
		await write('hello');
		expect([texts(host), texts(other)]).toEqual([['hello'], ['hello']]);
		expect(stored().url.split('?')[0]).toBe(other.url);
	});
});

describe('a workflow that cannot share', () => {
	it('because another account has the session is told so', async () => {
		const first = await startHost();
		await first.activate();
		const second = first.addWorkflow({}, withOtherKey());
		await expect(second.activate()).rejects.toThrow(
			'a workflow of this n8n that this one cannot share it with: it uses another WARest account',
		);
	});

	it('because n8n does not reach its own address is told so, and nothing is changed', async () => {
		const first = await startHost();
		await first.activate();
		const before = stored();
		const second = first.addWorkflow();
		second.failNext();
		await expect(second.activate()).rejects.toThrow('n8n does not reach its own address');
		expect(stored()).toEqual(before);
	});
});

describe('instant actions of several workflows', () => {
	it('all run, but only the first one writes', async () => {
		const reply = (text: string) => ({ kind: 'text', text });
		const first = await startHost({ instantActions: { action: [{ kind: 'read' }] } });
		const second = first.addWorkflow({ instantActions: { action: [reply('from the second')] } });
		const third = first.addWorkflow({
			instantActions: { action: [{ kind: 'react', emoji: '👍' }, reply('from the third')] },
		});
		for (const host of [first, second, third]) await host.activate();
		await write('hello');
		expect(current.sandbox.control.sent.map(({ text }) => text)).toEqual(['from the second']);
		const calls = current.sandbox.world.calls.map(({ method }) => method);
		expect(calls).toEqual(expect.arrayContaining(['readMessages']));
		expect(current.sandbox.webhooks.actions.flatMap(({ error }) => error ?? [])).toEqual([]);
	});
});
