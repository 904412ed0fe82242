import { RateWindow } from '../../../../nodes/transport/limits/rate-window';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const seconds = (after: number) => String(NOW / 1000 + after);

const headers = (remaining: number, resetAfter: number, limit = 10) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': seconds(resetAfter),
});

const fresh = () => new RateWindow('ratelimit', { limit: 120, windowMs: 60_000 });
/** Whether so much is left, and no more. */
const leaves = (window: RateWindow, units: number, now = NOW) =>
	(units === 0 || window.waitFor(units, now) === 0) && window.waitFor(units + 1, now) > 0;

it('subtracts the requests under way from what a new window has left', () => {
	const window = fresh();
	window.waitFor(1, NOW);
	for (let count = 0; count < 4; count++) window.spend(1);
	window.settle(1, headers(9, 30), NOW);
	expect(leaves(window, 6)).toBe(true);
});

it('does not subtract them twice from what is left of the same window', () => {
	const window = fresh();
	window.waitFor(1, NOW);
	for (let count = 0; count < 4; count++) window.spend(1);
	for (const remaining of [9, 8, 7, 6]) window.settle(1, headers(remaining, 30), NOW);
	expect(leaves(window, 6)).toBe(true);
});

it('takes no answer of an older window for one of the current', () => {
	const window = fresh();
	window.waitFor(1, NOW);
	for (let count = 0; count < 3; count++) window.spend(1);
	window.settle(1, headers(9, 60), NOW);
	window.settle(1, headers(1, 0), NOW);
	expect(leaves(window, 7)).toBe(true);
	expect(window.waitFor(8, NOW)).toBe(61_000);
});

it('believes the server where others use the same key', () => {
	const window = fresh();
	window.spend(1);
	window.settle(1, headers(9, 30), NOW);
	window.spend(1);
	window.settle(1, headers(3, 30), NOW);
	expect(leaves(window, 3)).toBe(true);
});

it('is full again a second after its end, by the clock of the server', () => {
	const window = fresh();
	window.spend(1);
	const date = new Date(NOW + 3_600_000).toUTCString();
	window.settle(1, { ...headers(0, 3600 + 5), date }, NOW);
	expect(window.waitFor(1, NOW)).toBe(6000);
	expect(window.waitFor(1, NOW + 6000)).toBe(0);
	expect(leaves(window, 10, NOW + 6000)).toBe(false);
});

it('keeps nothing back where the server tells no limits', () => {
	const window = fresh();
	window.spend(1);
	window.settle(1, {}, NOW);
	expect(window.waitFor(100_000, NOW)).toBe(0);
});

it('gives back what did not reach the server', () => {
	const window = fresh();
	window.spend(1);
	window.settle(1, headers(5, 30), NOW);
	window.spend(2);
	window.settle(2, null, NOW, false);
	expect(leaves(window, 5)).toBe(true);
	window.spend(2);
	window.settle(2, null, NOW);
	expect(leaves(window, 3)).toBe(true);
});
