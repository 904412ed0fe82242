import { CatchUpCursor } from '../../../../nodes/WarestTrigger/catch-up/cursor';

const MINUTE = 60_000;
const start = Math.floor(Date.now() / 1000) * 1000;
const CHAT = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010005@s.whatsapp.net';

describe('a cursor', () => {
	it('has nothing to do as long as nothing may be missing, and the good moments go on', () => {
		const cursor = new CatchUpCursor(start);
		expect(cursor.isDue(start + 10 * MINUTE)).toBe(false);
		expect(cursor.from).toBe(start + 8 * MINUTE);
	});

	it('looks again at the second in which it ends: the history knows no shorter time', () => {
		expect(new CatchUpCursor(start + 608).from).toBe(start);
	});

	it('never begins before what is known', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start);
		expect(cursor.isDue(start)).toBe(true);
		cursor.passed();
		expect(cursor.from).toBe(start);
	});

	it('makes two passes, and stays where it began until the first is over', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start + MINUTE);
		expect(cursor.isDue(start + 10 * MINUTE)).toBe(true);
		expect([cursor.from, cursor.isLastPass]).toEqual([start, false]);
		cursor.passed();
		expect(cursor.from).toBe(start + 8 * MINUTE);
		expect(cursor.isDue(start + 11 * MINUTE)).toBe(true);
		expect([cursor.fromAfter, cursor.isLastPass]).toEqual([start + 9 * MINUTE, true]);
		cursor.passed();
		expect(cursor.isDue(start + 12 * MINUTE)).toBe(false);
	});

	it('waits for what the server delivers by itself', () => {
		const cursor = new CatchUpCursor(start);
		cursor.dropped(start);
		expect(cursor.isDue(start + 29_999)).toBe(false);
		expect(cursor.isDue(start + 30_000)).toBe(true);
		// The same loss is told with each check.
		cursor.passed();
		cursor.isDue(start + MINUTE);
		cursor.passed();
		cursor.dropped(start);
		expect(cursor.isDue(start + 2 * MINUTE)).toBe(false);
	});

	it('does not count a pass that was made before what came late was there', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start + 10 * MINUTE);
		expect(cursor.isDue(start + 10 * MINUTE)).toBe(true);
		cursor.passed();
		expect(cursor.from).toBe(start);
		for (const minutes of [11, 12]) {
			expect(cursor.isDue(start + minutes * MINUTE)).toBe(true);
			cursor.passed();
		}
		expect(cursor.isDue(start + 13 * MINUTE)).toBe(false);
	});

	it('knows of each chat how far it was read, over many checks', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		cursor.read({ [CHAT]: start + 3 * MINUTE });
		cursor.finish([CHAT]);
		expect([cursor.startOf(CHAT), cursor.isDone(CHAT)]).toEqual([start + 3 * MINUTE, true]);
		expect([cursor.startOf(OTHER), cursor.isDone(OTHER)]).toEqual([start, false]);
	});

	it('ends a pass that is under way although something is dropped meanwhile, and makes two more', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		cursor.read({ [CHAT]: start + 9 * MINUTE });
		cursor.finish([CHAT]);
		cursor.dropped(start + 11 * MINUTE);
		expect(cursor.isDone(CHAT)).toBe(true);
		cursor.passed();
		expect([cursor.from, cursor.isDone(CHAT)]).toEqual([start + 8 * MINUTE, false]);
		for (const minutes of [12, 13]) {
			expect(cursor.isDue(start + minutes * MINUTE)).toBe(true);
			cursor.passed();
		}
		expect(cursor.isDue(start + 14 * MINUTE)).toBe(false);
	});

	it('does not count a pass that is told later of what was dropped before it', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		cursor.dropped(start + 10 * MINUTE - 1000);
		cursor.passed();
		expect(cursor.from).toBe(start);
	});

	it('goes on after a restart where it was stored', () => {
		const cursor = new CatchUpCursor(start, { [CHAT]: start + 3 * MINUTE });
		cursor.open(start + 5 * MINUTE);
		expect(cursor.startOf(CHAT)).toBe(start + 3 * MINUTE - 2000);
		expect(cursor.startOf(OTHER)).toBe(start);
	});
});
