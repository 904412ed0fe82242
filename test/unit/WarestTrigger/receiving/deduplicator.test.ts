import { Deduplicator } from '../../../../nodes/WarestTrigger/receiving/deduplicator';

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
	for (let number = 0; number < 25_000; number++) taken.isTaken([`event ${number}`]);
	const stored = taken.stored('');
	expect(stored).toHaveLength(600 * 8);
	expect(processWith(stored).knows(['event 24999'])).toBe(true);
	expect(taken.knows(['event 24999'])).toBe(true);
	expect(taken.knows(['event 10000'])).toBe(true);
	expect(taken.knows(['event 0'])).toBe(false);
});

it('keeps what it took itself where an older copy fills all that is stored', () => {
	const older = taking(...Array.from({ length: 300 }, (_, index) => `old ${index}`)).stored('');
	const taken = processWith(older);
	const own = Array.from({ length: 400 }, (_, index) => `own ${index}`);
	for (const name of own) taken.isTaken([name]);
	const stored = processWith(taken.stored(older));
	expect(own.every((name) => stored.knows([name]))).toBe(true);
});
