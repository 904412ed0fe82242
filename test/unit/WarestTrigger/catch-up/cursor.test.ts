import { CatchUpCursor } from '../../../../nodes/WarestTrigger/catch-up/cursor';

const MINUTE = 60_000;
const start = Math.floor(Date.now() / 1000) * 1000;
const CHAT = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010005@s.whatsapp.net';

/** One whose session was seen to be connected each minute. */
function connectedFor(minutes: number): CatchUpCursor {
	const cursor = new CatchUpCursor(start);
	for (let minute = 0; minute <= minutes; minute++) cursor.saw(true, start + minute * MINUTE);
	return cursor;
}

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
		const cursor = connectedFor(10);
		cursor.open(start + MINUTE);
		expect(cursor.isDue(start + 10 * MINUTE)).toBe(true);
		expect([cursor.from, cursor.isLastPass]).toEqual([start, false]);
		cursor.passed();
		expect(cursor.from).toBe(start + 7 * MINUTE);
		cursor.saw(true, start + 11 * MINUTE);
		expect(cursor.isDue(start + 11 * MINUTE)).toBe(true);
		expect([cursor.proof, cursor.isLastPass]).toEqual([start + 8 * MINUTE, true]);
		cursor.passed();
		expect(cursor.isDue(start + 12 * MINUTE)).toBe(false);
	});

	it('proves nothing of the time in which nobody saw that the session is connected', () => {
		const cursor = connectedFor(10);
		cursor.open(start + MINUTE);
		for (const minutes of [20, 21]) {
			cursor.isDue(start + minutes * MINUTE);
			cursor.passed();
			expect(cursor.from).toBe(start + 7 * MINUTE);
		}
	});

	it('proves nothing by what it has only just seen: what came while the line was down comes late', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start + 10 * MINUTE);
		cursor.saw(true, start + 10 * MINUTE);
		cursor.saw(true, start + 10 * MINUTE + 29_999);
		cursor.isDue(start + 10 * MINUTE + 29_999);
		cursor.passed();
		expect(cursor.from).toBe(start);
		cursor.saw(true, start + 10 * MINUTE + 30_000);
		cursor.isDue(start + 10 * MINUTE + 30_000);
		cursor.passed();
		expect(cursor.from).toBe(start + 8 * MINUTE);
	});

	it('begins a pass anew that would prove nothing, as soon as it can', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start + 10 * MINUTE);
		cursor.saw(true, start + 10 * MINUTE);
		cursor.isDue(start + 10 * MINUTE);
		cursor.wereRead({ [CHAT]: start + 9 * MINUTE });
		cursor.finish([CHAT]);
		cursor.isDue(start + 11 * MINUTE);
		expect(cursor.isDone(CHAT)).toBe(true);
		cursor.saw(true, start + 12 * MINUTE);
		cursor.isDue(start + 12 * MINUTE);
		expect([cursor.isDone(CHAT), cursor.startOf(CHAT)]).toEqual([false, start]);
		cursor.finish([CHAT]);
		cursor.saw(true, start + 13 * MINUTE);
		cursor.isDue(start + 13 * MINUTE);
		expect([cursor.isDone(CHAT), cursor.proof]).toEqual([true, start + 8 * MINUTE]);
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
		for (const minutes of [10, 11, 12]) {
			expect(cursor.isDue(start + minutes * MINUTE)).toBe(true);
			cursor.passed();
		}
		expect(cursor.isDue(start + 13 * MINUTE)).toBe(false);
	});

	it('knows of each chat how far it was read, over many checks', () => {
		const cursor = connectedFor(10);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		cursor.wereRead({ [CHAT]: start + 3 * MINUTE });
		cursor.finish([CHAT]);
		expect([cursor.startOf(CHAT), cursor.isDone(CHAT)]).toEqual([start + 3 * MINUTE, true]);
		expect([cursor.startOf(OTHER), cursor.isDone(OTHER)]).toEqual([start, false]);
	});

	it('ends a pass that is under way although something is dropped meanwhile, and makes two more', () => {
		const cursor = connectedFor(10);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		cursor.finish([CHAT]);
		cursor.dropped(start + 11 * MINUTE);
		expect(cursor.isDone(CHAT)).toBe(true);
		cursor.passed();
		cursor.isDue(start + 12 * MINUTE);
		expect([cursor.from, cursor.isDone(CHAT)]).toEqual([start + 7 * MINUTE, false]);
		cursor.passed();
		expect(cursor.isDue(start + 13 * MINUTE)).toBe(true);
		cursor.passed();
		expect(cursor.isDue(start + 14 * MINUTE)).toBe(false);
	});

	it('goes on although something is dropped before each pass', () => {
		const cursor = new CatchUpCursor(start);
		for (let minutes = 1; minutes <= 10; minutes++) {
			const now = start + minutes * MINUTE;
			cursor.dropped(now - 20_000);
			cursor.saw(true, now);
			cursor.isDue(now);
			cursor.passed();
		}
		expect(cursor.isOpen).toBe(true);
		expect(cursor.from).toBe(start + 7 * MINUTE);
	});

	it('goes on after a restart with what was proved, not with what was only read', () => {
		const cursor = connectedFor(10);
		cursor.open(start);
		cursor.isDue(start + 10 * MINUTE);
		const proven = cursor.proven({ [CHAT]: start + 3 * MINUTE, [OTHER]: start + 9 * MINUTE });
		const restarted = new CatchUpCursor(start, proven);
		expect(restarted.startOf(CHAT)).toBe(start + 3 * MINUTE);
		expect(restarted.startOf(OTHER)).toBe(start + 7 * MINUTE);
	});
});
