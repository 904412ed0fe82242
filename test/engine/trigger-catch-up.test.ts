import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { triggerOfAnotherProcess } from '../support/another-process';
import { fakeTimeOfDay } from '../support/fake-time';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import type { Incoming } from '../../sandbox/webhooks/contacts/incoming';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUDI = '6281200010003@s.whatsapp.net';
const SARI = '6281200010005@s.whatsapp.net';

// Only the time of day stands still, until a test lets it pass.
fakeTimeOfDay();
afterAll(() => jest.useRealTimers());

const current = useSandbox();
const hosts: TriggerHost[] = [];

afterEach(async () => {
	for (const host of hosts.splice(0)) await host.close();
});

const pass = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

async function startHost(
	parameters: INodeParameters = {},
	options: INodeParameters = {},
): Promise<TriggerHost> {
	const host = await TriggerHost.start(current.account, {
		events: ['message', 'answer'],
		...parameters,
		options: { catchUp: true, ...options },
	});
	hosts.push(host);
	return host;
}

/** A contact writes, and everything that follows from it is over; two seconds later. */
async function write(message: string | Incoming, sessionId = 'shop'): Promise<string> {
	pass(2000);
	const given = typeof message === 'string' ? { chatId: BUDI, text: message } : message;
	const id = current.sandbox.control.incoming(sessionId, given);
	await current.sandbox.webhooks.settled();
	return id;
}

/** The server sends a delivery again. */
async function redeliver(
	host: TriggerHost,
	{ body, headers }: { body: string; headers: Record<string, string> },
) {
	const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	const given = Object.fromEntries(lowered) as Record<string, string>;
	await host.deliver(Buffer.from(body), given);
}

const groupOf = () =>
	[...current.sandbox.control.session('shop').chats.values()].find(({ isGroup }) => isGroup)!;

const texts = (host: TriggerHost) => host.items.map(({ text }) => text);
const reads = () => reached(current.sandbox, /^GET \/api\/v1\/chats/);

/** A trigger that has been at work for a while, and then n8n is gone. */
async function brokenDown(
	parameters: INodeParameters = {},
	options: INodeParameters = {},
): Promise<TriggerHost> {
	const host = await startHost(parameters, options);
	await host.activate();
	pass(MINUTE);
	await host.poll();
	pass(MINUTE);
	await host.poll();
	await write('before');
	host.crash();
	pass(10 * MINUTE);
	return host;
}

/** Until nothing is left to look for. */
async function settle(host: TriggerHost) {
	for (let polls = 0; polls < 3; polls++) {
		pass(MINUTE);
		await host.poll();
	}
}

describe('what came while n8n was down', () => {
	it('starts the workflow at the next start, in the order in which it was written, once', async () => {
		const host = await brokenDown();
		await write('one');
		await write({ chatId: SARI, text: 'two' });
		await write('three');
		pass(HOUR);
		await host.restart();
		expect(texts(host)).toEqual(['before', 'one', 'two', 'three']);
		expect(host.runs).toHaveLength(2);
		await settle(host);
		await write('live');
		expect(texts(host)).toEqual(['before', 'one', 'two', 'three', 'live']);
		expect(host.items.map(({ caughtUp }) => caughtUp)).toEqual([
			undefined,
			true,
			true,
			true,
			undefined,
		]);
	});

	it('does not start the workflow again after another restart', async () => {
		const host = await brokenDown();
		await write('missed');
		await host.restart();
		expect(texts(host)).toEqual(['before', 'missed']);
		host.crash();
		await host.restart();
		expect(texts(host)).toEqual(['before', 'missed']);
	});

	it('has the form of a delivered message', async () => {
		const host = await startHost();
		await host.activate();
		current.sandbox.control.session('shop').contacts.set(BUDI, {
			jid: BUDI,
			name: 'Budi',
			lid: null,
		});
		await write('delivered');
		host.crash();
		pass(MINUTE);
		const messageId = await write('missed');
		await host.restart();
		const [delivered, missed] = host.items;
		expect(missed).toEqual({
			...delivered,
			messageId,
			text: 'missed',
			caughtUp: true,
			sentAt: expect.stringMatching(/Z$/),
			receivedAt: expect.stringMatching(/Z$/),
		});
		expect(delivered.sender).toEqual(missed.sender);
	});

	it('is not fetched unless the person wants it', async () => {
		const host = await brokenDown({}, { catchUp: false });
		await write('missed');
		await host.restart();
		await settle(host);
		expect(texts(host)).toEqual(['before']);
		expect(reads()).toEqual([]);
	});

	it('is not fetched for other events than messages', async () => {
		const host = await brokenDown({ events: ['reaction'] });
		await write('missed');
		await host.restart();
		expect(host.items).toEqual([]);
		expect(reads()).toEqual([]);
	});

	it('starts nothing on the first activation', async () => {
		await write('old');
		pass(MINUTE);
		const host = await startHost();
		await host.activate();
		await settle(host);
		expect(host.items).toEqual([]);
	});

	it('starts nothing when the option is turned on later', async () => {
		const host = await brokenDown({}, { catchUp: false });
		await write('missed');
		pass(MINUTE);
		host.parameters = { ...host.parameters, options: { catchUp: true } };
		await host.restart();
		await settle(host);
		expect(texts(host)).toEqual(['before']);
	});

	it('is also what came while the workflow was not active', async () => {
		const host = await startHost();
		await host.activate();
		await write('before');
		await settle(host);
		await host.deactivate();
		pass(10 * MINUTE);
		await write('meanwhile');
		pass(10 * MINUTE);
		await host.activate();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'meanwhile']);
	});

	it('goes back as far as the person allows', async () => {
		const host = await brokenDown({}, { catchUpHours: 2 });
		await write('long ago');
		pass(HOUR);
		await write('lately');
		pass(1.5 * HOUR);
		await host.restart();
		expect(texts(host)).toEqual(['before', 'lately']);
	});

	it('passes the filters', async () => {
		const host = await brokenDown({ filters: { words: 'order', chatKind: 'persons' } });
		await write('an order, please');
		await write('hello');
		await write({ chatId: groupOf().jid, text: 'order in the group' });
		await host.restart();
		expect(texts(host)).toEqual(['an order, please']);
	});

	it('has neither own messages nor deleted ones nor what the server made up', async () => {
		const host = await brokenDown({ events: ['all'] });
		const deleted = await write('taken back');
		current.sandbox.control.deleteIncoming('shop', { chatId: BUDI, messageId: deleted });
		const pinned = await write('stays');
		current.sandbox.control.pinIncoming('shop', { chatId: BUDI, messageId: pinned });
		await fetch(`${current.account.baseUrl}/api/v1/messages/send/text`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
			body: JSON.stringify({ sessionId: 'shop', to: BUDI, text: 'own' }),
		});
		await current.sandbox.webhooks.settled();
		await host.restart();
		expect(texts(host)).toEqual(['before', 'stays']);
	});

	it('comes once, also if its delivery is late', async () => {
		const host = await brokenDown();
		host.resume();
		await write('late');
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		// It was lost in truth: n8n has stored nothing of it.
		const stored = { ...host.memory, taken: '' };
		host.runs.length = 0;
		host.memory = stored;
		await host.restart();
		expect(texts(host)).toContain('late');
		await redeliver(host, { body, headers });
		expect(texts(host).filter((text) => text === 'late')).toEqual(['late']);
	});

	it('comes once, also if it was delivered before the first look at the history', async () => {
		const host = await brokenDown();
		await write('missed');
		host.resume();
		await write('delivered at once');
		await host.restart();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'delivered at once', 'missed']);
	});
});

const reconnect = async () =>
	await fetch(`${current.account.baseUrl}/api/v1/session/reconnect?sessionId=shop`, {
		headers: { 'X-WAREST-API-KEY': current.account.apiKey },
	});

describe('what came while the webhook was lost', () => {
	it('is fetched when the webhook is set again', async () => {
		const host = await startHost({}, { reportRenewals: true });
		await host.activate();
		await settle(host);
		host.pause();
		await write('lost');
		host.resume();
		await write('delivered');
		pass(MINUTE);
		await host.poll();
		await settle(host);
		expect(host.items.map(({ event, text }) => text ?? event)).toEqual([
			'delivered',
			'lost',
			'webhookRenewed',
		]);
	});

	it.each(['simplified', 'raw'])('is not fetched again after a restart (%s)', async (output) => {
		const host = await startHost({}, { output });
		await host.activate();
		await settle(host);
		host.pause();
		for (let count = 0; count < 3; count++) await write(`lost ${count}`);
		host.resume();
		await host.poll();
		expect(host.items).toHaveLength(3);
		host.crash();
		await host.restart();
		expect(host.items).toHaveLength(3);
	});

	it('is fetched even if the history shows it late', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		current.sandbox.control.setBehaviour({ storeMs: 800 });
		host.pause();
		await write('lost');
		host.resume();
		await host.poll();
		expect(texts(host)).toEqual([]);
		await settle(host);
		expect(texts(host)).toEqual(['lost']);
	});

	it('is fetched after a reconnect, which shows the webhook and does not use it', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		await reconnect();
		await current.sandbox.webhooks.settled();
		await write('lost');
		pass(MINUTE);
		await host.poll();
		await settle(host);
		expect(texts(host)).toEqual(['lost']);
	});

	it('waits until the session is connected again', async () => {
		const host = await brokenDown();
		await write('lost');
		current.sandbox.control.drop('shop', 'reconnecting');
		await current.sandbox.webhooks.settled();
		await host.restart();
		expect(texts(host)).toEqual(['before']);
		current.sandbox.control.scan('shop');
		await current.sandbox.webhooks.settled();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'lost']);
	});

	it('is looked for where WARest could not be asked meanwhile whether the session is connected', async () => {
		const host = await startHost({}, { secret: 'a secret of more than thirty-two characters' });
		await host.activate();
		await settle(host);
		const { control } = current.sandbox;
		control.incoming('shop', { chatId: BUDI, text: 'before' });
		const { messages, store } = control.chat('shop', BUDI);
		const late = { ...messages.at(-1)!, id: 'LATE', body: 'late' };
		await settle(host);
		const action = { kind: 'answer', status: 403 } as const;
		control.fault({ path: '/api/v1/session/list', times: 99, action });
		// Nothing tells of the reconnect.
		control.drop('shop', 'reconnecting');
		late.timestamp = Math.floor(Date.now() / 1000) + 1;
		for (let checks = 0; checks < 3; checks++) await settle(host);
		control.scan('shop');
		control.clearFaults();
		// What was written while the line was down is there once it is back, with the time at which it was written.
		messages.push(late);
		store.lastMessageTimestamp = late.timestamp;
		await settle(host);
		expect(texts(host)).toEqual(['late']);
	});

	it('is looked for after a line that was up for a moment only, just when a check looked', async () => {
		const host = await startHost();
		await host.activate();
		await write('before');
		await settle(host);
		const { control, webhooks } = current.sandbox;
		const { messages, store } = control.chat('shop', BUDI);
		const turn = async (isOn: boolean) => {
			if (isOn) control.scan('shop');
			else control.drop('shop', 'reconnecting');
			await webhooks.settled();
		};
		const check = async () => await host.poll().catch(() => {});
		await turn(false);
		const timestamp = Math.floor(Date.now() / 1000) + 10;
		for (let checks = 0; checks < 5; checks++) {
			pass(MINUTE);
			await check();
		}
		for (const secondsUp of [3, 10]) {
			pass(57_000);
			await turn(true);
			pass(secondsUp * 1000);
			await check();
			if (secondsUp === 3) await turn(false);
		}
		messages.push({ ...messages.at(-1)!, id: 'LATE', body: 'late', timestamp });
		store.lastMessageTimestamp = timestamp;
		await settle(host);
		expect(texts(host)).toEqual(['before', 'late']);
	});

	it('costs no look at the history as long as nothing is lost', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		current.sandbox.control.resetRequests();
		for (const text of ['one', 'two', 'three']) {
			await write(text);
			pass(MINUTE);
			await host.poll();
		}
		expect(reads()).toEqual([]);
	});

	it('is not what came while somebody listened for a test event: both hear it', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		await host.listen();
		await host.poll();
		await write('for both');
		await settle(host);
		expect(host.runs.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		expect(texts(host)).toEqual(['for both', 'for both']);
	});

	it('is fetched on activation where the webhook is set up by hand', async () => {
		const secret = 'a secret of more than thirty-two characters';
		const host = await startHost({}, { secret });
		await host.activate();
		await settle(host);
		host.crash();
		await write('missed');
		await host.restart();
		expect(texts(host)).toEqual(['missed']);
	});
});

describe("a clock of n8n that is ahead of WARest's", () => {
	it('is told in a failed execution, once: what gets lost may not be found', async () => {
		const host = await startHost();
		await host.activate();
		await write('before');
		const delivery = current.sandbox.webhooks.deliveries.at(-1)!;
		pass(2 * MINUTE);
		await redeliver(host, delivery);
		await expect(host.poll()).rejects.toThrow(
			"n8n's clock is 2 minutes ahead of an event of session 'shop', so 'Catch Up' may miss a lost message",
		);
		await host.poll();
		await write('on time');
		await host.poll();
		expect(texts(host)).toEqual(['before', 'on time']);
	});
});

/** People who write, each in a chat of their own. */
const customer = (index: number) => `${6281300010000 + index}@s.whatsapp.net`;

describe('much that was missed', () => {
	it('is not mixed with what was delivered shortly before, but what WARest still tried to deliver is', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		for (let count = 0; count < 1300; count++) {
			pass(100);
			current.sandbox.control.incoming('shop', { chatId: SARI, text: `delivered ${count}` });
			await current.sandbox.webhooks.settled();
			if (count === 1290) await host.poll();
			if (count !== 900) continue;
			await write('tried');
			const { messages } = current.sandbox.control.chat('shop', BUDI);
			messages.push({ ...messages.at(-1)!, id: 'DROPPED', body: 'dropped' });
		}
		host.crash();
		await write('missed');
		expect(host.items).toHaveLength(1301);
		await host.restart();
		await settle(host);
		expect(texts(host).slice(1301)).toEqual(['dropped', 'missed']);
	}, 30_000);

	it('of one chat is read over several pages', async () => {
		const host = await brokenDown();
		const chat = current.sandbox.control.chat('shop', BUDI);
		await write('first');
		const [first] = chat.messages.slice(-1);
		const copies = Array.from({ length: 500 }, (_, index) => ({
			...first,
			id: `COPY${index}`,
			body: `copy ${index}`,
			timestamp: first.timestamp + 1,
		}));
		chat.messages.push(...copies);
		pass(MINUTE);
		await host.restart();
		expect(texts(host).slice(0, 2)).toEqual(['before', 'first']);
		expect(new Set(texts(host)).size).toBe(502);
		host.crash();
		await host.restart();
		expect(host.items).toHaveLength(502);
	});

	it('of a chat is read, although somebody writes there each time that a page is asked for', async () => {
		const host = await brokenDown();
		await write('first');
		const { messages } = current.sandbox.control.chat('shop', BUDI);
		const [first] = messages.slice(-1);
		let { timestamp } = first;
		const add = (id: string) => messages.push({ ...first, id, body: id, timestamp: ++timestamp });
		for (let count = 0; count < 600; count++) add(`missed ${count}`);
		const { requests } = current.sandbox;
		let writes = 0;
		const logged = jest.spyOn(requests, 'push').mockImplementation((...added) => {
			for (let count = 0; count < 8; count++) add(`meanwhile ${writes++}`);
			return requests.unshift(...added);
		});
		pass(30 * MINUTE);
		await host.restart();
		logged.mockRestore();
		expect(texts(host).filter((text) => String(text).startsWith('missed'))).toHaveLength(600);
		await settle(host);
		expect(host.items).toHaveLength(1 + 1 + 600 + writes);
	});

	it('is not fetched again after a restart, although not all of it can be remembered', async () => {
		const host = await brokenDown();
		for (const jid of [BUDI, SARI]) {
			await write({ chatId: jid, text: 'first' });
			const { messages } = current.sandbox.control.chat('shop', jid);
			const [first] = messages.slice(-1);
			const copies = Array.from({ length: 1249 }, (_, index) => ({
				...first,
				id: `COPY${index}`,
				timestamp: first.timestamp + 1 + index,
			}));
			messages.push(...copies);
		}
		pass(30 * MINUTE);
		await host.restart();
		await settle(host);
		expect(host.items).toHaveLength(2501);
		host.crash();
		await host.restart();
		await settle(host);
		expect(host.items).toHaveLength(2501);
	}, 30_000);

	it('is fetched from all chats, although a delivery needs a second attempt every few minutes', async () => {
		const host = await brokenDown();
		const names = Array.from({ length: 100 }, (_, index) => `missed ${index}`);
		for (const [index, text] of names.entries()) await write({ chatId: customer(index), text });
		pass(MINUTE);
		await host.restart();
		for (let minute = 0; minute < 30; minute++) {
			if (minute % 4 === 0) host.failNext();
			await write({ chatId: SARI, text: `delivered ${minute}` });
			pass(MINUTE);
			await host.poll();
		}
		const missed = texts(host).filter((text) => String(text).startsWith('missed'));
		expect(missed.sort()).toEqual([...names].sort());
	});

	it('is fetched, and the gap closes, although more new people write than a check can read chats', async () => {
		const host = await brokenDown();
		await write({ chatId: SARI, text: 'missed' });
		await host.restart();
		let people = 0;
		for (let minute = 0; minute < 14; minute++) {
			for (let count = 0; count < 16; count++) {
				await write({ chatId: customer(people++), text: 'delivered' });
			}
			await write({ chatId: SARI, text: 'delivered' });
			pass(26_000);
			current.sandbox.control.resetRequests();
			await host.poll();
		}
		expect(texts(host)).toContain('missed');
		expect(host.items).toHaveLength(2 + 14 * 17);
		expect(reads()).toEqual([]);
	});

	it('is fetched from all chats but those whose history WARest does not give, and from them later', async () => {
		const host = await brokenDown();
		await write({ chatId: SARI, text: 'refused' });
		await write('missed');
		const action = { kind: 'answer', status: 404 } as const;
		const path = `/api/v1/chats/${encodeURIComponent(SARI)}`;
		current.sandbox.control.fault({ path, times: 99, action });
		await host.restart();
		for (let checks = 0; checks < 3; checks++) await settle(host);
		expect(texts(host)).toEqual(['before', 'missed']);
		expect(host.log.at(-1)).toContain("couldn't fetch what session 'shop' missed");
		current.sandbox.control.resetRequests();
		await settle(host);
		expect(reads().filter(({ path: read }) => read.includes(BUDI.split('@')[0]))).toEqual([]);
		current.sandbox.control.clearFaults();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'missed', 'refused']);
		current.sandbox.control.resetRequests();
		await settle(host);
		expect(reads()).toEqual([]);
	});

	it('is asked of a few chats only where WARest gives the history of none', async () => {
		const host = await brokenDown();
		for (let count = 0; count < 6; count++)
			await write({ chatId: customer(count), text: 'missed' });
		const action = { kind: 'answer', status: 404 } as const;
		current.sandbox.control.fault({ path: '/api/v1/chats/', times: 99, action });
		current.sandbox.control.resetRequests();
		await host.restart();
		// The list, and three chats.
		expect(reads()).toHaveLength(4);
		current.sandbox.control.clearFaults();
		await settle(host);
		expect(host.items).toHaveLength(7);
	});

	it('is fetched later where WARest says for a moment that a chat has no more messages', async () => {
		const host = await brokenDown();
		await write('missed');
		const { messages, store } = current.sandbox.control.chat('shop', BUDI);
		const [first] = messages.slice(-1);
		for (let count = 1; count <= 550; count++) {
			messages.push({ ...first, id: `COPY${count}`, timestamp: first.timestamp + count });
		}
		store.lastMessageTimestamp = first.timestamp + 550;
		pass(20 * MINUTE);
		const result = { data: [], pagination: { limit: 500, offset: 0, total: 0 } };
		const body = { status: true, code: 1000, message: 'Messages fetched', result };
		const action = { kind: 'answer', status: 200, body } as const;
		const path = `/api/v1/chats/${encodeURIComponent(BUDI)}`;
		current.sandbox.control.fault({ path, times: 1, after: 1, action });
		await host.restart();
		expect(host.items).toHaveLength(1);
		for (let checks = 0; checks < 2; checks++) await settle(host);
		expect(host.items).toHaveLength(552);
	});

	it('is read from the last few minutes only, although a delivery needs a second attempt before each check', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		for (let minute = 0; minute < 20; minute++) {
			pass(38_000);
			host.failNext();
			await write({ chatId: customer(minute), text: `delivered ${minute}` });
			pass(20_000);
			current.sandbox.control.resetRequests();
			await host.poll();
		}
		// The list, and the chats of the last minutes.
		expect(reads().length).toBeLessThan(7);
		await settle(host);
		current.sandbox.control.resetRequests();
		await settle(host);
		expect(reads()).toEqual([]);
		expect(host.items).toHaveLength(20);
	});

	it('is told after a restart from what was delivered while it was still being fetched', async () => {
		const host = await brokenDown();
		await host.restart();
		for (let count = 0; count < 540; count++) {
			pass(300);
			current.sandbox.control.incoming('shop', { chatId: customer(count % 50), text: `${count}` });
			await current.sandbox.webhooks.settled();
			if (count % 180 === 179) await host.poll();
		}
		host.crash();
		pass(MINUTE);
		await host.restart();
		for (let checks = 0; checks < 5; checks++) await settle(host);
		expect(texts(host)).toHaveLength(1 + 540);
	}, 30_000);

	it('starts the workflow in parts that a proxy lets pass, in their order', async () => {
		const host = await brokenDown();
		const long = ['a', 'b', 'c'].map((letter) => letter.repeat(200_000));
		for (const text of long) await write(text);
		await host.restart();
		expect(texts(host)).toEqual(['before', ...long]);
		expect(host.runs).toHaveLength(4);
	});

	it('is looked for once, however long that takes', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		host.pause();
		await write('lost');
		host.resume();
		current.sandbox.control.resetRequests();
		await Promise.all([host.poll(), host.poll()]);
		expect(texts(host)).toEqual(['lost']);
		expect(reads()).toHaveLength(2);
	});
});

describe('Catch Up that is turned off while a check is at it', () => {
	/** Turns it off while the check holds a request with this text. */
	async function turnOff(host: TriggerHost, text: string): Promise<void> {
		const arrived = host.hold(text);
		const restarted = host.restart();
		const letGo = await arrived;
		await host.deactivate();
		host.parameters = { ...host.parameters, options: { catchUp: false } };
		await host.activate();
		letGo();
		await restarted;
	}

	it('fetches nothing any more', async () => {
		const host = await brokenDown();
		await write('missed');
		await turnOff(host, '"goodAt":null');
		expect(texts(host)).toEqual(['before']);
	});

	it('does not fetch later what came meanwhile', async () => {
		const host = await brokenDown();
		await write('missed');
		await turnOff(host, '"progress"');
		host.crash();
		await write('while it was off');
		pass(MINUTE);
		host.parameters = { ...host.parameters, options: { catchUp: true } };
		await host.restart();
		await settle(host);
		expect(texts(host)).not.toContain('while it was off');
	});
});

describe('many chats', () => {
	it('are read a part at a time, so that the server has requests left for the workflow', async () => {
		const host = await brokenDown();
		const chats = Array.from({ length: 40 }, (_, index) => `62813000100${10 + index}`);
		for (const number of chats) {
			await write({ chatId: `${number}@s.whatsapp.net`, text: number });
		}
		current.sandbox.control.resetRequests();
		await host.restart();
		expect(texts(host)).toEqual(['before', ...chats.slice(0, 14)]);
		expect(current.sandbox.requests.length).toBeLessThan(40);
		await settle(host);
		expect(texts(host)).toEqual(['before', ...chats]);
	});
});

describe('whatever the history has', () => {
	/** So many people write in the same second, each once. */
	async function crowd(count: number): Promise<string[]> {
		const numbers = Array.from({ length: count }, (_, index) => `62813000${10_000 + index}`);
		pass(2000);
		for (const number of numbers) {
			current.sandbox.control.incoming('shop', {
				chatId: `${number}@s.whatsapp.net`,
				text: number,
			});
		}
		await current.sandbox.webhooks.settled();
		return numbers;
	}

	it.each([
		['more chats of the same second than a check reads', 40, 500],
		['more chats than a page of the list has', 40, 8],
	])('is caught up: %s', async (_, count, largestPage) => {
		current.sandbox.control.setBehaviour({ largestPage });
		const host = await brokenDown();
		const numbers = await crowd(count);
		pass(MINUTE);
		await host.restart();
		for (let checks = 0; checks < 6; checks++) await settle(host);
		expect(texts(host).slice(1).sort()).toEqual(numbers);
	});

	it.each([0, 1])('is caught up after a restart in the middle of it, once (%d)', async (checks) => {
		const host = await brokenDown();
		const numbers = await crowd(40);
		pass(10 * MINUTE);
		await host.restart();
		for (let count = 0; count < checks; count++) {
			pass(MINUTE);
			await host.poll();
		}
		expect(host.items.length).toBeLessThan(41);
		host.crash();
		await host.restart();
		await settle(host);
		await settle(host);
		expect(texts(host).slice(1).sort()).toEqual(numbers);
	});

	it('is caught up although it arrived after a look that was made too early, and the next one failed', async () => {
		const host = await brokenDown();
		await write('early');
		const between = Math.floor(Date.now() / 1000) + 60;
		pass(5 * MINUTE);
		await write('newest');
		await host.restart();
		pass(10_000);
		host.crash();
		const { messages } = current.sandbox.control.chat('shop', BUDI);
		const late = { ...messages.at(-1)!, id: 'LATE', body: 'late', timestamp: between };
		messages.splice(-1, 0, late);
		pass(5000);
		host.failNext(2);
		await host.restart();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'early', 'newest', 'late']);
	});

	it('is caught up although somebody sends forged deliveries all the time', async () => {
		const host = await brokenDown();
		await write('missed');
		await host.restart();
		await write('live');
		host.pause();
		await write('lost');
		host.resume();
		for (let times = 0; times < 15; times++) {
			pass(20_000);
			await fetch(host.url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-warest-signature': `HMAC-SHA256=${'0'.repeat(64)}`,
				},
				body: JSON.stringify({
					event: 'message_received',
					data: {},
					ts: Date.now(),
					session: { id: 'shop', registry: 'admin' },
				}),
			});
			if (times % 3 === 2) await host.poll();
		}
		expect(texts(host)).toEqual(['before', 'missed', 'live', 'lost']);
	});

	it('is caught up where WARest dropped it after failed deliveries, and kept the address', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		host.failNext();
		await write('failed at first');
		const { url } = current.sandbox.control.connection('shop').webhook.stored;
		expect(url.split('?')[0]).toBe(host.url);
		// Its circuit breaker leaves no trace (docs/warest/webhooks.md#6-3).
		const { messages } = current.sandbox.control.chat('shop', BUDI);
		messages.push({ ...messages.at(-1)!, id: 'DROPPED', body: 'dropped' });
		await settle(host);
		expect(texts(host)).toEqual(['failed at first', 'dropped']);
	});

	it('is caught up after a restart, however many deliveries followed the one that took too long', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		await write('before');
		const delivery = current.sandbox.webhooks.deliveries.at(-1)!;
		// WARest gives up waiting before n8n answers.
		const slow = redeliver(host, delivery);
		pass(10_000);
		await slow;
		const { messages } = current.sandbox.control.chat('shop', BUDI);
		messages.push({ ...messages.at(-1)!, id: 'DROPPED', body: 'dropped' });
		for (let index = 0; index < 101; index++) await write({ chatId: SARI, text: 'live' });
		host.crash();
		pass(10 * MINUTE);
		await host.restart();
		await settle(host);
		expect(new Set(texts(host))).toEqual(new Set(['before', 'live', 'dropped']));
	});
});

describe('a failure of the trigger itself', () => {
	it('is caught up after a restart, however much was delivered after it', async () => {
		const host = await startHost();
		await host.activate();
		await settle(host);
		const { webhook } = current.sandbox.control.connection('shop');
		const { url: webhookUrl, secret: webhookSecret } = webhook.stored;
		const { parameters } = host;
		host.parameters = { ...parameters, options: { tolerance: 'not a number' } };
		await write('failed');
		host.parameters = parameters;
		await fetch(`${current.account.baseUrl}/api/v1/session/shop/config`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
			body: JSON.stringify({ webhookUrl: `${webhookUrl}again`, webhookSecret }),
		});
		for (let count = 0; count < 120; count++) await write(`delivered ${count}`);
		expect(host.items).toHaveLength(120);
		host.crash();
		await host.restart();
		await settle(host);
		expect(texts(host).slice(120)).toEqual(['failed']);
		await write('live');
		host.crash();
		await host.restart();
		await settle(host);
		expect(texts(host).slice(120)).toEqual(['failed', 'live']);
	}, 30_000);
});

describe('a session that is called like a property of every object', () => {
	it.each(['constructor', 'toString', '__proto__'])('is caught up: %s', async (id) => {
		const account = { phone: '6281200019999', device: 1, name: 'Named', lid: '190000000019999' };
		current.sandbox.control.addSession({ id, account });
		current.sandbox.control.scan(id);
		pass(MINUTE);
		const host = await brokenDown({ sessionId: { __rl: true, mode: 'id', value: id } });
		await write('missed', id);
		await host.restart();
		await settle(host);
		await write('live', id);
		expect(texts(host)).toEqual(['missed', 'live']);
	});
});

describe('who wrote', () => {
	const LID = '900000000777@lid';

	/** WhatsApp has no account with these digits. */
	const hide = () =>
		current.sandbox.control.answerWhatsApp({
			method: 'onWhatsApp',
			jid: LID.replace('lid', 's.whatsapp.net'),
			answer: [],
		});

	it.each([
		['unknown', null, { jid: LID, phone: null, lid: LID }],
		['known', SARI, { jid: SARI, phone: '+6281200010005', lid: LID }],
	])('is no phone number made of a LID, whose number is %s', async (_, jid, sender) => {
		const host = await brokenDown();
		hide();
		if (jid) {
			const { contacts } = current.sandbox.control.session('shop');
			contacts.set(jid, { jid, name: 'Sari', lid: LID });
		}
		await write({ chatId: LID, text: 'hidden' });
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		await host.restart();
		expect(host.items.at(-1)).toMatchObject({ text: 'hidden', chatId: sender.jid, sender });
		await redeliver(host, { body, headers });
		expect(texts(host)).toEqual(['before', 'hidden']);
	});

	it('is asked only of those from whom something was missed', async () => {
		const host = await startHost();
		await host.activate();
		await write({ chatId: SARI, text: 'delivered' });
		host.crash();
		await write('missed');
		await host.restart();
		expect(texts(host)).toEqual(['delivered', 'missed']);
		const [asked, ...more] = reached(current.sandbox, /on-whatsapp/);
		expect(more).toEqual([]);
		expect(asked.query.checkNumbers).toContain('6281200010003');
		expect(asked.query.checkNumbers).not.toContain('6281200010005');
	});

	it('is asked again while WhatsApp does not answer', async () => {
		const host = await brokenDown();
		await write('missed');
		current.sandbox.control.failWhatsApp({ method: 'onWhatsApp', times: 4 });
		await host.restart();
		expect(texts(host)).toEqual(['before']);
		await settle(host);
		expect(texts(host)).toEqual(['before', 'missed']);
	});

	it('is the member of a group', async () => {
		const host = await brokenDown();
		const group = groupOf();
		await write({ chatId: group.jid, from: group.members[1], text: 'to all' });
		await host.restart();
		expect(host.items.at(-1)).toMatchObject({
			chatId: group.jid,
			isGroup: true,
			sender: { jid: group.members[1], name: null },
		});
	});

	it('in a group is no phone number made of a LID', async () => {
		const host = await brokenDown();
		hide();
		const group = groupOf();
		await write({ chatId: group.jid, from: LID, text: 'hidden in the group' });
		await host.restart();
		expect(host.items.at(-1)).toMatchObject({
			text: 'hidden in the group',
			chatId: group.jid,
			sender: { jid: LID, phone: null, lid: LID },
		});
	});

	it('is nobody where WARest does not know the member of a group', async () => {
		const host = await brokenDown();
		const group = groupOf();
		await write({ chatId: group.jid, text: 'to all' });
		group.messages.at(-1)!.senderJid = group.jid;
		await host.restart();
		expect(host.items.at(-1)).toMatchObject({ sender: { jid: null, phone: null, lid: null } });
	});
});

describe('people whose numbers are hidden', () => {
	const COUNT = 60;
	const lidOf = (index: number) => `1280000000${10 + index}@lid`;
	const lookUps = () => reached(current.sandbox, /resolve\/jid-or-lid/);
	const words = Array.from({ length: COUNT }, (_, index) => `hidden ${index}`);

	/** Many of them write, and n8n starts again. */
	async function manyWrote(inGroup: boolean): Promise<TriggerHost> {
		const host = await brokenDown();
		const group = groupOf().jid;
		for (const [index, text] of words.entries()) {
			const lid = lidOf(index);
			await write(inGroup ? { chatId: group, from: lid, text } : { chatId: lid, text });
		}
		pass(MINUTE);
		current.sandbox.control.resetRequests();
		await host.restart();
		return host;
	}

	it.each([
		['each in a chat of their own', false],
		['in one group', true],
	])('start the workflow in order within a few checks, with few requests: %s', async (_, group) => {
		const host = await manyWrote(group);
		for (let checks = 0; checks < 9; checks++) {
			expect(lookUps().length).toBeLessThanOrEqual(10);
			expect(current.sandbox.requests.length).toBeLessThan(50);
			current.sandbox.control.resetRequests();
			pass(MINUTE);
			await host.poll();
		}
		expect(texts(host)).toEqual(['before', ...words]);
		expect(host.items.at(-1)).toMatchObject({ sender: { lid: lidOf(COUNT - 1), phone: null } });
	});

	it('are asked for once, although the messages are read twice', async () => {
		const host = await manyWrote(false);
		for (let checks = 0; checks < 12; checks++) await settle(host);
		expect(texts(host)).toEqual(['before', ...words]);
		expect(lookUps()).toHaveLength(COUNT);
	}, 30_000);

	it('are waited for once, and go out without the number if the server refuses again', async () => {
		const host = await brokenDown();
		await write('known');
		await write({ chatId: lidOf(0), text: 'hidden' });
		await write('later');
		pass(MINUTE);
		const refuse = () =>
			current.sandbox.control.fault({
				path: '/api/v1/misc/whatsapp/resolve/jid-or-lid',
				action: { kind: 'answer', status: 429, headers: { 'retry-after': '60' } },
			});
		refuse();
		await host.restart();
		expect(texts(host)).toEqual(['before', 'known', 'later']);
		refuse();
		pass(MINUTE);
		await host.poll();
		expect(texts(host)).toEqual(['before', 'known', 'later', 'hidden']);
		expect(host.items[3]).toMatchObject({ sender: { jid: lidOf(0), phone: null } });
	});

	it('are asked for anew when something is missed the next time, though the server refused before', async () => {
		const host = await brokenDown();
		await write({ chatId: lidOf(0), text: 'hidden' });
		pass(MINUTE);
		const path = '/api/v1/misc/whatsapp/resolve/jid-or-lid';
		const headers = { 'retry-after': '60' };
		for (const step of [() => host.restart(), () => host.poll()]) {
			current.sandbox.control.fault({ path, action: { kind: 'answer', status: 429, headers } });
			await step();
			pass(MINUTE);
		}
		await settle(host);
		host.pause();
		await write({ chatId: lidOf(0), text: 'a month later' });
		host.resume();
		current.sandbox.control.resetRequests();
		await settle(host);
		expect(texts(host)).toEqual(['before', 'hidden', 'a month later']);
		expect(reached(current.sandbox, /resolve\/jid-or-lid/)).toHaveLength(1);
	});

	it('are not looked for where a message only mentions them', async () => {
		const host = await brokenDown();
		const text = 'hello all';
		const mentions = Array.from({ length: 50 }, (_, index) => `62813000${10_000 + index}`);
		const jids = mentions.map((number) => `${number}@s.whatsapp.net`);
		await write({ chatId: BUDI, text, mentions: [lidOf(0), ...jids, BUDI] });
		current.sandbox.control.resetRequests();
		await host.restart();
		expect(host.items.at(-1)).toMatchObject({
			text,
			mentions: [lidOf(0), ...mentions.map((number) => `unverified:${number}`), BUDI],
		});
		const [asked, ...more] = reached(current.sandbox, /on-whatsapp/);
		expect(more).toEqual([]);
		expect(asked.query.checkNumbers).not.toContain('62813000');
		expect(lookUps()).toEqual([]);
	});
});

describe('a message of each kind', () => {
	/** The item that a message becomes, with what the history has of it. */
	async function caughtUp(
		message: Incoming,
		row: IDataObject = {},
		parameters: INodeParameters = {},
		options: INodeParameters = {},
	) {
		const host = await brokenDown(parameters, options);
		await write(message);
		Object.assign(current.sandbox.control.chat('shop', message.chatId).messages.at(-1)!, row);
		await host.restart();
		return host.items.at(-1)!;
	}
	const media = { mimeType: 'image/jpeg', fileName: null, fileSize: 12 };
	const rows: Array<[string, IDataObject, IDataObject]> = [
		[
			'image',
			{ body: '([Image]) a cup', media: { ...media, url: 'https://mmg.whatsapp.net/v/a.enc' } },
			{ text: 'a cup', media: { mimeType: 'image/jpeg', size: 12, url: null, caption: 'a cup' } },
		],
		['video', { body: '([Video])', media: null }, { text: '', media: { mimeType: null } }],
		['gif', { body: '([Gif])', media: null }, { type: 'gif' }],
		['audio', { body: '([Audio])', media: null }, { type: 'audio' }],
		['stickermessage', { body: '([Sticker])', media: null }, { type: 'sticker', text: '' }],
		[
			'document',
			{
				body: '([Document])',
				media: { ...media, fileName: 'a.pdf', url: 'https://bucket.example/a.pdf' },
			},
			{ type: 'document', media: { fileName: 'a.pdf', url: 'https://bucket.example/a.pdf' } },
		],
		['contact', { body: 'Ana' }, { type: 'contact', text: 'Ana' }],
		['location', { body: '' }, { type: 'location', text: '' }],
		['event', { body: '' }, { type: 'event' }],
		[
			'poll',
			{
				body: '([Poll]) Tea?',
				poll: { question: 'Tea?', options: [{ index: 0, name: 'Yes' }], selectableCount: 1 },
			},
			{ text: '', details: { question: 'Tea?', options: ['Yes'], selectable: 1 } },
		],
		['interactive', { body: '' }, { event: 'answer', type: 'buttonAnswer', text: '' }],
		[
			'extendedtextmessage',
			{ body: 'and?', quotedId: 'ABC' },
			{ text: 'and?', quoted: { messageId: 'ABC', text: '' } },
		],
		['conversation', { body: 'and?', quotedId: 'ABC' }, { text: 'and?', quoted: null }],
	];

	it.each(rows)('is what the history tells: %s', async (type, row, expected) => {
		const item = await caughtUp({ chatId: BUDI, text: '' }, { type, ...row });
		expect(item).toMatchObject({ caughtUp: true, ...expected });
	});

	it('can be downloaded if the server has stored its file', async () => {
		const url = 'http://localhost:7361/storages/incoming-media/shop/image/a.jpg';
		const row = { type: 'image', body: '([Image])', media: { ...media, url } };
		const item = await caughtUp({ chatId: BUDI, text: '' }, row);
		const { baseUrl } = current.account;
		expect(item.media).toMatchObject({
			url: `${baseUrl}/storages/incoming-media/shop/image/a.jpg`,
			note: null,
		});
	});

	it('says why its file cannot be downloaded', async () => {
		const row = { type: 'image', body: '([Image])', media: { ...media, url: null } };
		const item = await caughtUp({ chatId: BUDI, text: '' }, row);
		expect((item.media as IDataObject).note).toBe(
			'WARest has not stored this file, and the history does not tell how to decrypt it.',
		);
	});

	it.each(['raw', 'both'])('is an event made of the row (%s)', async (output) => {
		const item = await caughtUp({ chatId: BUDI, text: 'missed' }, {}, {}, { output });
		const raw = (output === 'raw' ? item : item.raw) as IDataObject;
		expect(raw).toMatchObject({
			event: 'message_received',
			caughtUp: true,
			data: { text: 'missed', message: { key: { remoteJid: BUDI, fromMe: false } } },
			session: { id: 'shop' },
			history: { body: 'missed', toJid: BUDI },
		});
	});
});

describe('in queue mode', () => {
	/** Main, and a process that takes what is delivered. */
	async function startProcesses(options: INodeParameters = {}) {
		const main = await startHost({}, options);
		await main.activate();
		await settle(main);
		main.leaveWebhooksTo([triggerOfAnotherProcess()]);
		return main;
	}

	it.each(['simplified', 'raw'])(
		'what the webhook process took is not caught up by main (%s)',
		async (output) => {
			const main = await startProcesses({ output });
			await write('delivered');
			await write({ chatId: SARI, text: 'delivered, too' });
			main.pause();
			await write({ chatId: SARI, text: 'lost' });
			main.resume();
			await settle(main);
			const words = main.items.map(({ text, data }) => text ?? (data as IDataObject).text);
			expect(words).toEqual(['delivered', 'delivered, too', 'lost']);
			expect(main.runs.map(({ mode }) => mode)).toEqual(['webhook', 'webhook', 'webhook']);
			// Once for all of them, however often main looks.
			expect(reached(current.sandbox, /on-whatsapp/)).toHaveLength(1);
		},
	);

	it('what came after a reconnect is caught up, of which only the webhook process heard', async () => {
		const main = await startProcesses();
		await reconnect();
		await current.sandbox.webhooks.settled();
		await write('lost');
		pass(MINUTE);
		await settle(main);
		expect(texts(main)).toEqual(['lost']);
	});

	it('what one process took is not caught up, though another one knows as much as n8n stores', async () => {
		const main = await startProcesses();
		let taker = 0;
		const processes = [triggerOfAnotherProcess(), triggerOfAnotherProcess()];
		main.leaveWebhooksTo(processes, { choose: () => taker });
		/** As if the process whose turn it is had taken as much as is stored. */
		const hasTaken = (letter: string) => {
			const marks = Array.from({ length: 2400 }, (_, index) => String(index).padStart(8, letter));
			main.memory = { ...main.memory, taken: marks.join('') };
		};
		hasTaken('a');
		await write('taken by the first');
		await settle(main);
		taker = 1;
		hasTaken('b');
		await write('taken by the second');
		taker = 0;
		await write('taken by the first again');
		main.crash();
		main.boot();
		await main.activate();
		await settle(main);
		expect(texts(main)).toEqual([
			'taken by the first',
			'taken by the second',
			'taken by the first again',
		]);
	});

	it('what one process answered too late is caught up, though checks could only ask another one for long', async () => {
		const host = await startHost();
		await host.activate();
		let taker = 0;
		host.leaveWebhooksTo([triggerOfAnotherProcess(), triggerOfAnotherProcess()], {
			choose: () => taker,
		});
		for (let checks = 0; checks < 2; checks++) await settle(host);
		await write('before');
		// WARest gives up waiting before n8n answers.
		const slow = redeliver(host, current.sandbox.webhooks.deliveries.at(-1)!);
		pass(10_000);
		await slow;
		const { messages } = current.sandbox.control.chat('shop', BUDI);
		messages.push({ ...messages.at(-1)!, id: 'DROPPED', body: 'dropped' });
		taker = 1;
		for (let checks = 0; checks < 3; checks++) await settle(host);
		expect(texts(host)).toEqual(['before']);
		taker = 0;
		await write('after');
		await settle(host);
		expect(texts(host)).toEqual(['before', 'after', 'dropped']);
	});

	it('what a process took that has ended is not caught up, though an older copy of what n8n stores came back', async () => {
		const main = await startProcesses();
		let taker = 0;
		const processes = [triggerOfAnotherProcess(), triggerOfAnotherProcess()];
		main.leaveWebhooksTo(processes, { choose: () => taker });
		const older = main.memory;
		await write('taken by the first');
		taker = 1;
		await write('taken by the second');
		main.memory = older;
		await write('stored again');
		main.crash();
		await write('lost');
		main.boot();
		await main.activate();
		await settle(main);
		expect(texts(main)).toEqual([
			'taken by the first',
			'taken by the second',
			'stored again',
			'lost',
		]);
	});
});

describe('where the trigger does not reach itself', () => {
	/** A trigger that has lost a message. */
	async function withLoss(): Promise<TriggerHost> {
		const host = await startHost();
		await host.activate();
		await settle(host);
		current.sandbox.control.resetRequests();
		host.pause();
		await write('lost');
		return host;
	}

	it('nothing is read in vain, and what was missed follows later', async () => {
		const host = await withLoss();
		await settle(host);
		expect(reads()).toEqual([]);
		host.resume();
		await settle(host);
		expect(texts(host)).toEqual(['lost']);
	});

	it('nothing is lost while something else answers there', async () => {
		const host = await withLoss();
		host.resume();
		const { memory } = host;
		host.memory = { ...memory, registries: { shop: 'somebody else' } };
		await settle(host);
		expect(host.items).toEqual([]);
		host.memory = memory;
		await settle(host);
		expect(texts(host)).toEqual(['lost']);
	});
});
