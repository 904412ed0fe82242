import { Taken } from '../../nodes/WarestTrigger/receiving/deduplicator';

it('takes everything once, by each of its names', () => {
	const taken = new Taken();
	expect(taken.isTaken(['signature 1', 'message A'], '')).toBe(false);
	expect(taken.isTaken(['signature 1', 'message A'], '')).toBe(true);
	expect(taken.isTaken(['signature 2', 'message A'], '')).toBe(true);
	expect(taken.isTaken(['signature 2', 'message B'], '')).toBe(false);
});

it('knows after a restart, and in another process, what was stored', () => {
	const first = new Taken();
	first.isTaken(['one'], '');
	const stored = first.stored('');
	const second = new Taken();
	expect(second.isTaken(['one'], stored)).toBe(true);
	expect(second.isTaken(['two'], stored)).toBe(false);
	const both = second.stored(stored);
	expect(new Taken().isTaken(['one'], both)).toBe(true);
	expect(new Taken().isTaken(['two'], both)).toBe(true);
});

it('stores at once again what another process has overwritten', () => {
	const taken = new Taken();
	taken.isTaken(['one'], '');
	taken.isTaken(['two'], '');
	const elsewhere = new Taken();
	elsewhere.isTaken(['three'], '');
	const stored = taken.stored(elsewhere.stored(''));
	for (const name of ['one', 'two', 'three']) {
		expect(new Taken().isTaken([name], stored)).toBe(true);
	}
});

it('keeps memory and storage within bounds, the newest first', () => {
	const taken = new Taken();
	for (let number = 0; number < 25_000; number++) taken.isTaken([`event ${number}`], '');
	const stored = taken.stored('');
	expect(stored).toHaveLength(600 * 8);
	expect(new Taken().isTaken(['event 24999'], stored)).toBe(true);
	expect(taken.isTaken(['event 24999'], '')).toBe(true);
	expect(taken.isTaken(['event 10000'], '')).toBe(true);
	expect(taken.isTaken(['event 0'], '')).toBe(false);
});
