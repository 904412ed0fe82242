import { Seen } from '../../../nodes/transport/seen';

const MINUTE = 60_000;

afterEach(() => jest.useRealTimers());

it('is sure of what was seen for ten minutes', () => {
	jest.useFakeTimers({ now: 0 });
	const seen = new Seen();
	seen.note('a chat');
	jest.setSystemTime(10 * MINUTE - 1);
	expect(seen.has('a chat')).toBe(true);
	expect(seen.has('another chat')).toBe(false);
	jest.setSystemTime(10 * MINUTE);
	expect(seen.has('a chat')).toBe(false);
});

it('forgets what was seen longest ago when it is too much', () => {
	const seen = new Seen();
	for (let chat = 0; chat < 20_000; chat++) seen.note(`chat ${chat}`);
	seen.note('chat 0');
	seen.note('one more');
	expect(seen.has('chat 1')).toBe(false);
	expect(seen.has('chat 0')).toBe(true);
	expect(seen.has('one more')).toBe(true);
});
