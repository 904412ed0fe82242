import type { ListedChat } from '../../../../nodes/WarestTrigger/catch-up/history-reader';
import { CatchUpCursor } from '../../../../nodes/WarestTrigger/catch-up/cursor';

const MINUTE = 60_000;
const start = Math.floor(Date.now() / 1000) * 1000;
const CHAT = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010005@s.whatsapp.net';

const chatOf = (jid: string): ListedChat => ({ jid, isGroup: false, name: '', lastMessageAt: 0 });

/** A check that reads all chats, if it is due; whether it was. */
function pass(cursor: CatchUpCursor, now: number): boolean {
	if (!cursor.isDue(now)) return false;
	if (cursor.isBeginning) cursor.begin(now, [CHAT, OTHER].map(chatOf));
	cursor.finish(new Set([CHAT, OTHER]), new Set());
	cursor.passed();
	return true;
}

/** One that was told of a loss, and whose session has been connected for so long; a pass through two chats begins. */
function begun(minutes: number): CatchUpCursor {
	const cursor = new CatchUpCursor(start);
	cursor.saw('first', start);
	cursor.open(start);
	cursor.saw('first', start + minutes * MINUTE);
	expect(cursor.isDue(start + minutes * MINUTE)).toBe(true);
	cursor.begin(start + minutes * MINUTE, [CHAT, OTHER].map(chatOf));
	return cursor;
}

const todoOf = ({ todo }: CatchUpCursor) => todo.map(({ jid }) => jid);

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
		const cursor = begun(1);
		cursor.finish(new Set([CHAT, OTHER]), new Set());
		cursor.passed();
		expect(cursor.from).toBe(start);
	});

	it('makes two passes, and stays where it began until the first is over', () => {
		const cursor = begun(10);
		expect([cursor.from, cursor.isLastPass]).toEqual([start, false]);
		cursor.finish(new Set([CHAT, OTHER]), new Set());
		cursor.passed();
		expect(cursor.from).toBe(start + 8 * MINUTE);
		cursor.saw('first', start + 11 * MINUTE);
		cursor.begin(start + 11 * MINUTE, []);
		expect([cursor.proof, cursor.isLastPass]).toEqual([start + 9 * MINUTE, true]);
		cursor.passed();
		expect(cursor.isDue(start + 12 * MINUTE)).toBe(false);
	});

	it('proves nothing of the time in which nobody saw that the session is connected', () => {
		const cursor = begun(10);
		cursor.finish(new Set([CHAT, OTHER]), new Set());
		cursor.passed();
		expect(pass(cursor, start + 20 * MINUTE)).toBe(true);
		expect(cursor.from).toBe(start + 8 * MINUTE);
	});

	it('proves nothing by a connection that has only just been seen: what the last one missed comes late', () => {
		const cursor = begun(10);
		cursor.saw('second', start + 11 * MINUTE);
		cursor.saw('second', start + 11 * MINUTE + 29_999);
		cursor.begin(start + 11 * MINUTE + 29_999, []);
		expect(cursor.proof).toBe(start);
		cursor.saw('second', start + 11 * MINUTE + 30_000);
		cursor.begin(start + 11 * MINUTE + 30_000, []);
		expect(cursor.proof).toBe(start + 9 * MINUTE + 30_000);
	});

	it.each([
		['that was seen to be away', ['first', null, 'first']],
		['that was never seen to be away', ['first', 'second']],
	])('looks for what came late in a session %s', (_, connections) => {
		const cursor = new CatchUpCursor(start);
		for (const connection of connections) {
			expect(cursor.isOpen).toBe(false);
			cursor.saw(connection, start);
		}
		expect(cursor.isOpen).toBe(true);
	});

	it('begins a pass anew that would prove nothing, as soon as it can', () => {
		const cursor = new CatchUpCursor(start);
		cursor.saw('first', start + 10 * MINUTE);
		cursor.open(start + 10 * MINUTE);
		expect(cursor.isBeginning).toBe(true);
		cursor.begin(start + 10 * MINUTE, [CHAT, OTHER].map(chatOf));
		expect(cursor.isBeginning).toBe(false);
		cursor.saw('first', start + 11 * MINUTE);
		expect(cursor.isBeginning).toBe(true);
		cursor.begin(start + 11 * MINUTE, [CHAT, OTHER].map(chatOf));
		cursor.saw('first', start + 12 * MINUTE);
		expect([cursor.isBeginning, cursor.proof]).toEqual([false, start + 9 * MINUTE]);
	});

	it('waits for what the server delivers by itself', () => {
		const cursor = new CatchUpCursor(start);
		cursor.dropped(start);
		expect(cursor.isDue(start + 29_999)).toBe(false);
		expect(pass(cursor, start + 30_000)).toBe(true);
		// The same loss is told with each check.
		expect(pass(cursor, start + MINUTE)).toBe(true);
		cursor.dropped(start);
		expect(cursor.isDue(start + 2 * MINUTE)).toBe(false);
	});

	it('does not count a pass that was made before what came late was there', () => {
		const cursor = new CatchUpCursor(start);
		cursor.open(start + 10 * MINUTE);
		for (const minutes of [10, 11, 12]) expect(pass(cursor, start + minutes * MINUTE)).toBe(true);
		expect(cursor.isDue(start + 13 * MINUTE)).toBe(false);
	});

	it('knows of each chat how far it was read, over many checks', () => {
		const cursor = begun(10);
		cursor.wereRead({ [CHAT]: start + 3 * MINUTE });
		cursor.finish(new Set([OTHER]), new Set());
		expect(cursor.startOf(CHAT)).toBe(start + 3 * MINUTE);
		expect(cursor.startOf(OTHER)).toBe(start);
		expect(todoOf(cursor)).toEqual([CHAT]);
	});

	it('ends a pass that is under way although something is dropped meanwhile, and makes two more', () => {
		const cursor = begun(10);
		cursor.finish(new Set([CHAT]), new Set());
		cursor.dropped(start + 11 * MINUTE);
		expect([cursor.isBeginning, todoOf(cursor)]).toEqual([false, [OTHER]]);
		cursor.finish(new Set([OTHER]), new Set());
		cursor.passed();
		expect(cursor.from).toBe(start + 8 * MINUTE);
		expect(pass(cursor, start + 12 * MINUTE)).toBe(true);
		expect(pass(cursor, start + 13 * MINUTE)).toBe(true);
		expect(cursor.isDue(start + 14 * MINUTE)).toBe(false);
	});

	it('does not count a pass that is told later of what was dropped before it', () => {
		const cursor = begun(10);
		cursor.dropped(start + 10 * MINUTE - 1000);
		cursor.finish(new Set([CHAT, OTHER]), new Set());
		cursor.passed();
		for (const minutes of [11, 12]) expect(pass(cursor, start + minutes * MINUTE)).toBe(true);
		expect(cursor.isDue(start + 13 * MINUTE)).toBe(false);
	});

	it('goes back to what was dropped before all that it held for known, also in the middle of a pass', () => {
		const cursor = begun(10);
		cursor.finish(new Set([CHAT, OTHER]), new Set());
		cursor.passed();
		cursor.begin(start + 11 * MINUTE, [CHAT, OTHER].map(chatOf));
		cursor.finish(new Set([CHAT]), new Set());
		cursor.dropped(start + 5 * MINUTE);
		cursor.finish(new Set([OTHER]), new Set());
		cursor.passed();
		expect([cursor.from, cursor.isOpen]).toEqual([start + 3 * MINUTE, true]);
	});

	it('never goes back further than to where its process began', () => {
		const cursor = new CatchUpCursor(start);
		cursor.dropped(start + MINUTE);
		expect(cursor.from).toBe(start);
	});

	it('goes on although something is dropped before each pass', () => {
		const cursor = new CatchUpCursor(start);
		for (let minutes = 1; minutes <= 10; minutes++) {
			const now = start + minutes * MINUTE;
			cursor.dropped(now - 20_000);
			cursor.saw('first', now);
			pass(cursor, now);
		}
		expect(cursor.isOpen).toBe(true);
		expect(cursor.from).toBe(start + 8 * MINUTE);
	});

	it('tries a chat again that WARest did not give, after the others, and never forgets where it was', () => {
		const cursor = begun(10);
		cursor.finish(new Set(), new Set([CHAT]));
		expect([todoOf(cursor), cursor.isThrough]).toEqual([[OTHER, CHAT], false]);
		cursor.wereRead({ [OTHER]: start + 10 * MINUTE });
		cursor.finish(new Set([OTHER]), new Set([CHAT]));
		expect(cursor.isThrough).toBe(true);
		cursor.passed();
		expect([cursor.isOpen, cursor.isBeginning]).toEqual([true, true]);
		cursor.begin(start + 11 * MINUTE, [CHAT, OTHER].map(chatOf));
		expect([cursor.startOf(CHAT), cursor.startOf(OTHER)]).toEqual([start, start + 8 * MINUTE]);
	});

	it('goes on after a restart with what was proved, not with what was only read', () => {
		const proven = begun(10).proven({ [CHAT]: start + 3 * MINUTE, [OTHER]: start + 9 * MINUTE });
		const restarted = new CatchUpCursor(start, proven);
		expect(restarted.startOf(CHAT)).toBe(start + 3 * MINUTE);
		expect(restarted.startOf(OTHER)).toBe(start + 8 * MINUTE);
	});
});
