import { Deduplicator } from '../../../../nodes/WarestTrigger/receiving/deduplicator';

it('takes everything once, by each of its names', () => {
	const taken = new Deduplicator();
	expect(taken.isTaken(['signature 1', 'message A'], '')).toBe(false);
	expect(taken.isTaken(['signature 1', 'message A'], '')).toBe(true);
	expect(taken.isTaken(['signature 2', 'message A'], '')).toBe(true);
	expect(taken.isTaken(['signature 2', 'message B'], '')).toBe(false);
});

it('knows after a restart, and in another process, what was stored', () => {
	const first = new Deduplicator();
	first.isTaken(['one'], '');
	const stored = first.stored('');
	const second = new Deduplicator();
	expect(second.isTaken(['one'], stored)).toBe(true);
	expect(second.isTaken(['two'], stored)).toBe(false);
	const both = second.stored(stored);
	expect(new Deduplicator().isTaken(['one'], both)).toBe(true);
	expect(new Deduplicator().isTaken(['two'], both)).toBe(true);
});

it('stores at once again what another process has overwritten', () => {
	const taken = new Deduplicator();
	taken.isTaken(['one'], '');
	taken.isTaken(['two'], '');
	const elsewhere = new Deduplicator();
	elsewhere.isTaken(['three'], '');
	const stored = taken.stored(elsewhere.stored(''));
	for (const name of ['one', 'two', 'three']) {
		expect(new Deduplicator().isTaken([name], stored)).toBe(true);
	}
});

it('keeps memory and storage within bounds, the newest first', () => {
	const taken = new Deduplicator();
	for (let number = 0; number < 25_000; number++) taken.isTaken([`event ${number}`], '');
	const stored = taken.stored('');
	expect(stored).toHaveLength(600 * 8);
	expect(new Deduplicator().isTaken(['event 24999'], stored)).toBe(true);
	expect(taken.isTaken(['event 24999'], '')).toBe(true);
	expect(taken.isTaken(['event 10000'], '')).toBe(true);
	expect(taken.isTaken(['event 0'], '')).toBe(false);
});
