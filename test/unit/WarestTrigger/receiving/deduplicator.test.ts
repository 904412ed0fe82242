import fc from 'fast-check';
import { Deduplicator } from '../../../../nodes/WarestTrigger/receiving/deduplicator';

/** So many of the newest deliveries are stored, if each has two names. */
const STORED_DELIVERIES = 1200;

/** Another process, or the same one after a restart, which knows what is stored. */
function processWith(stored: string): Deduplicator {
	const taken = new Deduplicator();
	taken.load(stored);
	return taken;
}

function taking(...names: string[]): Deduplicator {
	const taken = new Deduplicator();
	for (const name of names) taken.isTaken([name]);
	return taken;
}

it('takes everything once, by each of its names', () => {
	const taken = new Deduplicator();
	expect(taken.isTaken(['signature 1', 'message A'])).toBe(false);
	expect(taken.isTaken(['signature 1', 'message A'])).toBe(true);
	expect(taken.isTaken(['signature 2', 'message A'])).toBe(true);
	expect(taken.isTaken(['signature 2', 'message B'])).toBe(false);
});

it('knows after a restart, and in another process, what was stored', () => {
	const stored = taking('one').stored('');
	const second = processWith(stored);
	expect(second.isTaken(['one'])).toBe(true);
	expect(second.isTaken(['two'])).toBe(false);
	const both = processWith(second.stored(stored));
	expect(both.knows(['one'])).toBe(true);
	expect(both.knows(['two'])).toBe(true);
});

it('stores at once again what another process has overwritten', () => {
	const stored = processWith(taking('one', 'two').stored(taking('three').stored('')));
	for (const name of ['one', 'two', 'three']) expect(stored.knows([name])).toBe(true);
});

it('stores again what another process took that has ended, when an older copy was stored', () => {
	const older = taking('one').stored('');
	const ended = processWith(older);
	ended.isTaken(['two']);
	const left = processWith(ended.stored(older));
	const again = processWith(left.stored(older));
	expect(again.knows(['one'])).toBe(true);
	expect(again.knows(['two'])).toBe(true);
});

it('keeps memory and storage within bounds, the newest first', () => {
	const taken = new Deduplicator();
	for (let number = 0; number < 110_000; number++) taken.isTaken([`event ${number}`]);
	const stored = taken.stored('');
	expect(stored.length).toBe(2 * STORED_DELIVERIES * 8);
	expect(processWith(stored).knows(['event 109999'])).toBe(true);
	expect(taken.knows(['event 109999'])).toBe(true);
	expect(taken.knows(['event 60000'])).toBe(true);
	expect(taken.knows(['event 0'])).toBe(false);
});

it('keeps what it took itself where an older copy fills all that is stored', () => {
	const older = taking(...Array.from({ length: 1200 }, (_, index) => `old ${index}`)).stored('');
	const taken = processWith(older);
	const own = Array.from({ length: 2400 }, (_, index) => `own ${index}`);
	for (const name of own) taken.isTaken([name]);
	taken.stored(older);
	const stored = processWith(taken.stored(older));
	expect(own.every((name) => stored.knows([name]))).toBe(true);
});

it('has the newest deliveries stored, however many processes take them, and whichever is new', () => {
	const takers = fc.array(
		fc.record({
			taker: fc.nat(7),
			restarts: fc.oneof({ weight: 300, arbitrary: fc.constant(false) }, fc.boolean()),
		}),
		{ minLength: 3000, maxLength: 3000 },
	);
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 8 }), takers, (count, deliveries) => {
			const processes = Array.from({ length: count }, () => new Deduplicator());
			let stored = '';
			for (const [number, { taker, restarts }] of deliveries.entries()) {
				if (restarts) processes[taker % count] = new Deduplicator();
				const taken = processes[taker % count];
				taken.load(stored);
				taken.isTaken([`signature ${number}`, `message ${number}`]);
				stored = taken.stored(stored);
			}
			const restarted = processWith(stored);
			const newest = [...deliveries.keys()].slice(-STORED_DELIVERIES);
			expect(newest.filter((number) => !restarted.knows([`message ${number}`]))).toEqual([]);
		}),
		{ numRuns: 5, endOnFailure: true },
	);
});

it('keeps the newest where a copy of long ago was stored, which a restarted process never knew', () => {
	const names = Array.from({ length: 2400 }, (_, index) => `event ${index}`);
	const ended = taking(...names.slice(0, 1200));
	const older = ended.stored('');
	for (const name of names.slice(1200)) ended.isTaken([name]);
	const restarted = processWith(ended.stored(older));
	const more = Array.from({ length: 800 }, (_, index) => `later ${index}`);
	for (const name of more) restarted.isTaken([name]);
	const stored = processWith(processWith(restarted.stored(older)).stored(older));
	expect([...names.slice(-1600), ...more].filter((name) => !stored.knows([name]))).toEqual([]);
});
