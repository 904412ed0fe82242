import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import { defaultLimits } from '../../sandbox/limits';
import { serve } from '../../sandbox/listening';
import { reached, useSandbox } from '../support/sandbox';
import { byId, listInEditor, runWarest } from '../support/warest';

// The limits end with whole seconds, and some tests wait for several of them.
jest.setTimeout(30_000);

const current = useSandbox();
const jid = (number: number) => `628130009${String(1000 + number)}@s.whatsapp.net`;
const itemsFor = (chats: number[]) =>
	chats.map((chat, index) => ({ json: { to: jid(chat), text: `message ${index}` } }));
const numbers = (count: number) => [...Array(count).keys()];

const send = async (
	chats: number[],
	pace: IDataObject = {},
	{ settings, cancel }: { settings?: Partial<INode>; cancel?: AbortSignal } = {},
) =>
	await runWarest(
		current.account,
		['messages', 'sendText'],
		{
			sessionId: byId('support'),
			to: { ...byId('={{ $json.to }}') },
			message: '={{ $json.text }}',
			pace,
		},
		{ items: itemsFor(chats), settings, cancel },
	);
const onPhone = () => current.sandbox.control.sent.map(({ jid: to, text }) => [to, text]);
const sends = () => reached(current.sandbox, /messages\/send/);
const GOES_ON = { settings: { onError: 'continueRegularOutput' } } as const;
const LIMITS = { ...defaultLimits, cooldownMs: 0 };

describe('the limits of the server', () => {
	it('are waited for: every message arrives once, and the person is told', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 40, windowMs: 2000 } });
		const { items, error, hints } = await send(numbers(50), { parallel: 10 });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.sent)).toEqual(numbers(50).map(() => true));
		expect(new Set(onPhone().map(([to]) => to)).size).toBe(50);
		expect(onPhone()).toHaveLength(50);
		expect(hints).toEqual([
			expect.stringMatching(
				/^50 messages were sent\. \d+ of 50 items waited for WARest's rate limit.*: up to [1-9] s\.$/,
			),
		]);
	});

	it('are never hit, once the server has announced them', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 20, windowMs: 2000 } });
		await send(numbers(1));
		await send(numbers(30), { parallel: 1 });
		expect(sends()).toHaveLength(31);
		expect(sends().every(({ status }) => status === 200)).toBe(true);
	});

	it('are waited for when it is the quota', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, quota: { max: 10, windowMs: 1000 } });
		const { error } = await send(numbers(15), { parallel: 1 });
		expect(error).toBeUndefined();
		expect(onPhone()).toHaveLength(15);
	});

	it('between two messages to the same recipient hold up nobody else', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, cooldownMs: 1000 });
		const { items, error } = await send([1, 1, 2, 1]);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		const texts = onPhone();
		expect(texts.filter(([to]) => to === jid(1)).map(([, text]) => text)).toEqual([
			'message 0',
			'message 1',
			'message 3',
		]);
		expect(texts.slice(0, 2)).toContainEqual([jid(2), 'message 2']);
	});

	it('fail an item that would wait longer than it may, and say for how long', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 4, windowMs: 60_000 } });
		const { items } = await send(numbers(3), { maxWait: 0.05 }, GOES_ON);
		expect(items.map(({ json }) => json.sent ?? json.error)).toEqual([
			true,
			true,
			expect.stringMatching(
				/^The next request is possible in \d+ s, because of WARest's rate limit\. Try again in \d+ seconds, or allow a longer 'Max Wait' under 'Pace and Limits'\. Nothing was sent for this item\.$/,
			),
		]);
	});

	it('do not keep a list in the editor waiting behind a run', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 2, windowMs: 60_000 } });
		const cancelling = new AbortController();
		const running = send(numbers(3), {}, { cancel: cancelling.signal });
		while (onPhone().length === 0) await wait(20);
		await wait(100);
		const start = Date.now();
		const list = listInEditor(current.account, 'searchSessions');
		await expect(list).rejects.toMatchObject({
			message: expect.stringMatching(/is possible in \d+ s, because of WARest's rate limit/),
			description: expect.stringMatching(/^Try again in \d+ seconds\.$/),
		});
		expect(Date.now() - start).toBeLessThan(5000);
		cancelling.abort();
		await running;
	});

	it('are waited for when a proxy names them, before a look-up', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/chats',
			action: {
				kind: 'answer',
				status: 429,
				headers: { 'retry-after': '1' },
				html: '<h1>Slow</h1>',
			},
		});
		const { error } = await runWarest(current.account, ['chats', 'listChats'], {
			sessionId: byId('support'),
			returnAll: false,
			limit: 1,
		});
		expect(error).toBeUndefined();
		expect(reached(current.sandbox, /\/chats$/).map(({ status }) => status)).toEqual([429, 200]);
	});

	it('that name no end are tried again, less and less often', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/messages',
			times: 2,
			action: { kind: 'answer', status: 429, body: { error: 'Slow down' } },
		});
		const { error, hints } = await send([1]);
		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringContaining('temporary block on requests')]);
	});

	it('end their wait when the execution is cancelled', async () => {
		current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 2, windowMs: 60_000 } });
		const cancelling = new AbortController();
		const running = send(numbers(3), {}, { cancel: cancelling.signal });
		while (sends().length === 0) await wait(20);
		await wait(300);
		const start = Date.now();
		cancelling.abort();
		await running;
		expect(Date.now() - start).toBeLessThan(1000);
		expect(onPhone().length).toBeLessThan(3);
	});
});

/** A server that counts how many requests it has at the same time, and answers each like WARest. */
async function crowd(run: (url: string) => Promise<unknown>): Promise<number> {
	let now = 0;
	let most = 0;
	const { url, close } = await serve((request, response) => {
		now += 1;
		most = Math.max(most, now);
		request.resume();
		setTimeout(() => {
			now -= 1;
			const body = { status: true, code: 1000, message: 'Done', results: [{ ok: true }] };
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		}, 30);
	});
	await run(url);
	await close();
	return most;
}

describe('items at the same time', () => {
	const pins =
		(chats: number[], pace: IDataObject = {}) =>
		async (baseUrl: string) =>
			await runWarest(
				{ baseUrl, apiKey: 'any' },
				['chats', 'pinChat'],
				{
					sessionId: byId('support'),
					chatId: byId('={{ $json.to }}'),
					pin: true,
					options: { allowUnknown: true },
					pace,
				},
				{ items: itemsFor(chats) },
			);

	it('are as many as the person says', async () => {
		expect(await crowd(pins(numbers(20), { parallel: 4 }))).toBe(4);
	});

	it('are fewer for messages than for changes, unless the person says so', async () => {
		const messages = async (url: string) => {
			const { account } = current;
			current.account = { ...account, baseUrl: url };
			await send(numbers(12));
			current.account = account;
		};
		expect(await crowd(messages)).toBe(3);
		expect(await crowd(pins(numbers(20)))).toBe(20);
	});

	it('are never two of the same chat', async () => {
		expect(await crowd(pins(numbers(10).map(() => 1)))).toBe(1);
	});

	it('come out in the order of the input, each with its own result', async () => {
		current.sandbox.control.delay({ path: '/api/v1/chats', milliseconds: 5 });
		const chats = numbers(30).map((index) => index % 7);
		const { items } = await send(chats, { parallel: 5 });
		expect(items.map(({ json, pairedItem }) => [json.toJid, pairedItem])).toEqual(
			chats.map((chat, item) => [jid(chat), { item }]),
		);
		for (const chat of numbers(7)) {
			const texts = onPhone().filter(([to]) => to === jid(chat));
			const inOrder = chats.flatMap((to, index) => (to === chat ? [`message ${index}`] : []));
			expect(texts.map(([, text]) => text)).toEqual(inOrder);
		}
	});

	it('end with the first error, which says what was done', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/messages',
			action: { kind: 'answer', status: 400, body: { error: 'No' } },
		});
		const { error } = await send([1, 2, 3, 4, 5, 6], { parallel: 2 });
		const [[to, text], ...more] = onPhone();
		// Of two that go at the same time, either may arrive first and fail.
		const [done, failed] = to === jid(1) ? [0, 1] : [1, 0];
		expect(text).toBe(`message ${done}`);
		expect(error).toMatchObject({
			context: expect.objectContaining({ itemIndex: failed }),
			description: expect.stringMatching(
				RegExp(
					`Nothing was sent for this item\\..* Not done: items? .*\\. Done: items? ${done}\\b`,
				),
			),
		});
		expect(more.length).toBeLessThan(2);
	});
});

describe("n8n's Retry On Fail", () => {
	const RETRIES = { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } };
	const refuseOne = (action: object) => {
		const answer = { kind: 'answer', status: 400, body: { error: 'No' }, ...action } as const;
		current.sandbox.control.fault({ path: '/api/v1/messages', action: answer, times: 1 });
	};

	it('does not send again what was sent', async () => {
		refuseOne({});
		const { items, error } = await send([1, 2, 3], { parallel: 2 }, RETRIES);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.toJid)).toEqual([jid(1), jid(2), jid(3)]);
		expect(
			onPhone()
				.map(([to]) => to)
				.sort(),
		).toEqual([jid(1), jid(2), jid(3)]);
		expect(sends()).toHaveLength(4);
	});

	it('does not send again what may have been sent', async () => {
		current.sandbox.control.fault({ path: '/api/v1/messages', action: { kind: 'cut-after' } });
		const { error } = await send([1], {}, RETRIES);
		expect(error?.description).toContain('WARest may have done it, or not');
		expect(onPhone()).toHaveLength(1);
	});

	it('sends it again if the person wants that', async () => {
		refuseOne({});
		await send([1, 2, 3], { parallel: 2, skipDone: false }, RETRIES);
		expect(onPhone().length).toBeGreaterThan(3);
	});
});

describe('the pace that the person sets', () => {
	it('is a pause between messages of a session, and the output tells it', async () => {
		// An item may come to its turn a moment after the one before it: its wait is then shorter than the pause.
		const { items, hints } = await send([1, 2, 3], { pause: 2, jitter: 20 });
		const waited = items.map(({ json }) => json.waited as Array<{ seconds: number; for: string }>);
		const pause = { seconds: expect.any(Number), for: 'the pause between messages' };
		expect(waited).toEqual([[], [pause], [pause]]);
		expect(waited[1][0].seconds).toBeGreaterThanOrEqual(1);
		expect(waited[2][0].seconds).toBeGreaterThanOrEqual(2);
		// They waited at the same time: the longest wait counts, not the sum.
		const longest = Math.max(waited[1][0].seconds, waited[2][0].seconds);
		expect(hints).toEqual([
			`3 messages were sent. 2 of 3 items waited for the pause between messages: up to ${longest} s.`,
		]);
	});

	it('is refused for an item that would wait longer than it may, which holds up nobody', async () => {
		const { items } = await send([1, 2, 3], { pause: 30, maxWait: 0.1, parallel: 1 }, GOES_ON);
		expect(items.map(({ json }) => json.sent ?? json.error)).toEqual([
			true,
			expect.stringMatching(/^The message would have to wait 30 s for its turn.*Nothing was sent/),
			expect.stringMatching(/^The message would have to wait 30 s for its turn/),
		]);
	});

	it('is a number of messages for a day', async () => {
		const { items } = await send([1, 2, 3], { dailyCap: 2, parallel: 1 }, GOES_ON);
		expect(items.map(({ json }) => json.sent ?? json.error)).toEqual([
			true,
			true,
			expect.stringMatching(/^The session 'support' has sent its 2 messages of today/),
		]);
		const later = await send([4], { dailyCap: 3 });
		expect(later.error).toBeUndefined();
		expect((await send([5], { dailyCap: 3 })).error?.message).toContain('its 3 messages of today');
	});

	/** A time of day in n8n's default zone, some hours from now. */
	const clock = (hours: number) =>
		new Date(Date.now() + hours * 3_600_000).toLocaleTimeString('en-GB', {
			timeZone: 'America/New_York',
			hour: '2-digit',
			minute: '2-digit',
		});

	it('are quiet hours, in which nothing is sent', async () => {
		const { error } = await send([1], { quietHours: `${clock(-1)}-${clock(1)}` });
		expect(error?.message).toMatch(/^It is within the quiet hours/);
		expect(error?.description).toMatch(/^Run it again after.*Nothing was sent\.$/);
		expect(onPhone()).toEqual([]);
		expect((await send([1], { quietHours: `${clock(1)}-${clock(2)}` })).error).toBeUndefined();
		expect((await send([1], { quietHours: `${clock(1)}-${clock(-1)}` })).error).toBeUndefined();
	});

	it('needs both ends of the quiet hours, as times of day', async () => {
		for (const quietHours of ['21:00', '21 to 8', '21:00-25:00', '-08:00']) {
			const { error } = await send([1], { quietHours });
			expect(error?.message).toBe(`'Quiet Hours' is not two times of day: "${quietHours}"`);
		}
	});

	it('is a time-out, after which it is not known whether the message was sent', async () => {
		current.sandbox.control.delay({ path: '/api/v1/messages', milliseconds: 1500 });
		const { error } = await send([1], { timeout: 1 });
		expect(error?.message).toMatch(/did not answer in time$/);
		expect(error?.description).toContain('WARest may have done it, or not');
	});
});

describe('a look-up that fails', () => {
	const list = async (pace: IDataObject = {}) =>
		await runWarest(current.account, ['sessions', 'listSessions'], { pace });
	const lists = () => reached(current.sandbox, /session\/list$/);

	it.each([
		['a cut connection', { kind: 'cut-before' }],
		['half an answer', { kind: 'cut-midway' }],
		['a proxy without a server', { kind: 'answer', status: 502, html: '<h1>Bad gateway</h1>' }],
	] as const)('with %s is tried again', async (_what, action) => {
		current.sandbox.control.fault({ action, times: 2 });
		const { items, error } = await list();
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
	});

	it('is tried three times', async () => {
		current.sandbox.control.fault({ action: { kind: 'cut-after' }, times: 5 });
		const { error } = await list();
		expect(error?.message).toContain('was lost');
		expect(lists()).toHaveLength(3);
	});

	it('is tried once if the item may not wait', async () => {
		current.sandbox.control.fault({ action: { kind: 'cut-after' }, times: 5 });
		await list({ maxWait: 0 });
		expect(lists()).toHaveLength(1);
	});
});
