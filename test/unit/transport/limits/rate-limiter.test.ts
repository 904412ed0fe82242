import type { KnownJid } from '../../../../nodes/identity/known';
import { post, read, type Call } from '../../../../nodes/transport/call';
import { nextTicket, passAll } from '../../../../nodes/transport/limits/gate';
import { path } from '../../../../nodes/transport/path';
import { LEFT_BY_RUNS, RateLimiter } from '../../../../nodes/transport/limits/rate-limiter';
import { WaitBudget } from '../../../../nodes/transport/limits/wait-budget';

const message = post(path`/messages/send/text`, { to: '6281200010003@s.whatsapp.net' as KnownJid });
const list = read(path`/session/list`);

/** One request through the limits of a server; gives what it may not wait for, or what ends it. */
const through = async (limiter: RateLimiter, call: Call, limit = 1000, reserve = 0) =>
	await passAll([limiter.gate(reserve)], call, nextTicket(), new WaitBudget({ limit }));

const allowing = (limit: number, remaining: number, reset = 60) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + reset),
});

/** A server that has answered one request with these headers. */
async function told(headers: Record<string, string>): Promise<RateLimiter> {
	const limiter = new RateLimiter();
	const end = await through(limiter, list);
	if (typeof end !== 'function') throw new Error('The first request had to wait');
	end({ headers, reached: true, mayBeDone: true });
	return limiter;
}

it('lets an item go that has waited as long as it may, and a little longer', async () => {
	expect(await through(new RateLimiter(), message, -1)).toEqual(expect.any(Function));
});

it('does not let it wait again', async () => {
	expect(await through(await told(allowing(2, 0)), message, -1)).toMatchObject({
		why: "WARest's rate limit",
	});
});

it('gives an item what is left, and no more', async () => {
	const limiter = await told(allowing(120, 3));
	expect(await through(limiter, message)).toEqual(expect.any(Function));
	expect(await through(limiter, message)).toMatchObject({ milliseconds: expect.any(Number) });
	expect(await through(limiter, list)).toEqual(expect.any(Function));
});

it('lets a run leave 20 of 120 to others, which take them', async () => {
	const limiter = await told(allowing(120, 22));
	expect(await through(limiter, message, 0, LEFT_BY_RUNS)).toEqual(expect.any(Function));
	expect(await through(limiter, list, 0, LEFT_BY_RUNS)).toMatchObject({
		why: "WARest's rate limit",
	});
	for (let count = 0; count < 20; count++) {
		expect(await through(limiter, list, 0)).toEqual(expect.any(Function));
	}
	expect(await through(limiter, list, 0)).toMatchObject({ milliseconds: expect.any(Number) });
});

it('lets a run go on where the limit is smaller than what it leaves', async () => {
	for (const limit of [1, 2, 3, 6, 12]) {
		const limiter = await told(allowing(limit, limit));
		expect(await through(limiter, message, 0, LEFT_BY_RUNS)).toEqual(expect.any(Function));
	}
});

it('does not count what did not reach the server', async () => {
	const limiter = await told(allowing(120, 2));
	const end = await through(limiter, message);
	if (typeof end !== 'function') throw new Error('It had to wait');
	end({ headers: null, reached: false, mayBeDone: false });
	expect(await through(limiter, message)).toEqual(expect.any(Function));
});

it('lets nobody overtake who waits, except those who may take what a run leaves', async () => {
	const limiter = await told(allowing(120, 21));
	const cancelling = new AbortController();
	const { signal } = cancelling;
	const budget = new WaitBudget({ limit: 300_000, signal });
	const run = limiter.gate(LEFT_BY_RUNS);
	const waiting = passAll([run], message, nextTicket(), budget).catch(() => 'cancelled');
	// One unit would be left for it, but the message needs two and was first.
	expect(await through(limiter, list, 0, LEFT_BY_RUNS)).toMatchObject({
		why: "WARest's rate limit",
	});
	for (let count = 0; count < 21; count++) {
		expect(await through(limiter, list, 0)).toEqual(expect.any(Function));
	}
	cancelling.abort();
	expect(await waiting).toBe('cancelled');
});

it('keeps nobody behind one who was cancelled', async () => {
	const limiter = await told(allowing(120, 21));
	const cancelling = new AbortController();
	const budget = new WaitBudget({ limit: 300_000, signal: cancelling.signal });
	const run = limiter.gate(LEFT_BY_RUNS);
	const waiting = passAll([run], message, nextTicket(), budget).catch(() => 'cancelled');
	cancelling.abort();
	expect(await waiting).toBe('cancelled');
	expect(await through(limiter, list, 0, LEFT_BY_RUNS)).toEqual(expect.any(Function));
});

it('lets those go first who asked first', async () => {
	const limiter = await told({ ...allowing(4, 0, 0), date: new Date().toUTCString() });
	const went: number[] = [];
	const cancelling = new AbortController();
	const asking = async (number: number) => {
		const budget = new WaitBudget({ limit: 300_000, signal: cancelling.signal });
		const end = await passAll([limiter.gate(0)], message, nextTicket(), budget);
		if (typeof end === 'function') went.push(number);
	};
	const [first, second, ...others] = [0, 1, 2, 3].map(asking);
	await Promise.all([first, second]);
	expect(went.sort()).toEqual([0, 1]);
	cancelling.abort();
	await Promise.all(
		others.map(async (other) => {
			await expect(other).rejects.toThrow('The execution was cancelled');
		}),
	);
});
