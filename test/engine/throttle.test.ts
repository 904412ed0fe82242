import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { defaultLimits } from '../../sandbox/limits';
import { startSandbox } from '../../sandbox/server';
import { fakeTimeOfDay } from '../support/fake-time';
import { reached, useSandbox } from '../support/sandbox';
import { byId, listInEditor, runWarest, type Account } from '../support/warest';

jest.setTimeout(30_000);

const current = useSandbox();
const jid = (number: number) => `628130009${String(1000 + number)}@s.whatsapp.net`;
const onPhone = () => current.sandbox.control.sent.map(({ jid: to }) => to);
const LIMITS = { ...defaultLimits, cooldownMs: 0 };

const send = async (
	chats: number[],
	pace: IDataObject,
	{ account = current.account, cancel }: { account?: Account; cancel?: AbortSignal } = {},
) =>
	await runWarest(
		account,
		['messages', 'sendText'],
		{ sessionId: byId('support'), to: byId('={{ $json.to }}'), message: 'Ready', pace },
		{
			items: chats.map((chat) => ({ json: { to: jid(chat) } })),
			settings: { onError: 'continueRegularOutput' },
			cancel,
		},
	);

describe('with a pause, in the last seconds before the quiet hours', () => {
	afterEach(() => jest.useRealTimers());

	/** Only the clock: 21:00 in n8n's default zone comes in so many seconds. */
	function clockBefore(seconds: number): void {
		fakeTimeOfDay({
			now: Date.parse('2025-11-28T21:00:00-05:00') - seconds * 1000,
			advanceTimers: true,
		});
	}

	it('nothing goes out inside them, and nothing counts that did not', async () => {
		clockBefore(2);
		const pace = { quietHours: '21:00-08:00', pause: 3, dailyCap: 3, maxWait: 0.5 };
		const { items } = await send([1, 2, 3], pace);
		expect(items.map(({ json }) => json.sent ?? json.error)).toEqual([
			true,
			expect.stringMatching(/^It is within the quiet hours.*Nothing was sent for this item\.$/),
			expect.stringMatching(/^It is within the quiet hours.*Nothing was sent for this item\.$/),
		]);
		expect(onPhone()).toHaveLength(1);
		const later = await send([4, 5, 6], { dailyCap: 3, parallel: 1 });
		expect(later.items.filter(({ json }) => json.sent)).toHaveLength(2);
	});
});

it('a message that the server refused takes no place in the pause and the daily cap', async () => {
	current.sandbox.control.fault({
		path: '/api/v1/messages',
		action: { kind: 'answer', status: 400, body: { error: 'No' } },
	});
	const pace = { pause: 60, dailyCap: 1, maxWait: 0, parallel: 1 };
	const { items } = await send([1, 2, 3], pace);
	expect(items.map(({ json }) => json.sent ?? false)).toEqual([false, true, false]);
});

it('a run leaves a sixth of the limit to lists and to the checks of the trigger', async () => {
	current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 24, windowMs: 60_000 } });
	const { items } = await send([...Array(14).keys()], { maxWait: 0, parallel: 1 });
	expect(items.filter(({ json }) => json.sent)).toHaveLength(10);
	for (let count = 0; count < 4; count++) {
		const { results } = await listInEditor(current.account, 'searchSessions');
		expect(results.length).toBeGreaterThan(0);
	}
	expect(current.sandbox.requests.every(({ status }) => status === 200)).toBe(true);
});

it('an execution that is cancelled in line behind another one ends at once', async () => {
	current.sandbox.control.setLimits({ ...LIMITS, rateLimit: { max: 2, windowMs: 60_000 } });
	const ending = [new AbortController(), new AbortController()];
	const [first, second] = ending.map(async ({ signal }) => {
		await send([1, 2, 3], { parallel: 1 }, { cancel: signal });
		return Date.now();
	});
	while (reached(current.sandbox, /messages\/send/).length === 0) await wait(20);
	await wait(500);
	const cancelled = Date.now();
	ending[1].abort();
	expect((await second) - cancelled).toBeLessThan(1000);
	ending[0].abort();
	await first;
});

it('a credential with an expression is read for each item', async () => {
	const other = await startSandbox();
	const items = [current.sandbox, other].map(({ url, apiKey }, chat) => ({
		json: { to: jid(chat), url, apiKey },
	}));
	const { error } = await runWarest(
		{ baseUrl: '={{ $json.url }}', apiKey: '={{ $json.apiKey }}' },
		['messages', 'sendText'],
		{ sessionId: byId('support'), to: byId('={{ $json.to }}'), message: 'Ready' },
		{ items },
	);
	const toOther = other.control.sent.map(({ jid: to }) => to);
	await other.close();
	expect(error).toBeUndefined();
	expect(onPhone()).toEqual([jid(0)]);
	expect(toOther).toEqual([jid(1)]);
});
