import { sessionState } from '../../../../nodes/transport/failures/session-state';

it.each([
	['connecting', null, /waits for its QR code/],
	['connecting', 1795339140000, /is connecting, or waits for its QR code to be scanned again/],
	['starting', null, /is connecting/],
	['reconnecting', 1795339140000, /lost its connection/],
	['replaced', 1795339140000, /another program took over/],
	['logged_out', null, /was logged out on the phone/],
	['stopped', '2026-11-22T09:19:00.000Z', /is logged out or stopped/],
	['open', 1795339140000, /was not connected just now/],
	['something new', 1795339140000, /is connecting/],
])('a session that is %s (%p)', (status, lastConn, happened) => {
	const state = sessionState('shop', [
		{ id: 'other', status: 'open' },
		{ id: 'shop', status, lastConn },
	]);
	expect(state.message).toMatch(happened);
	expect(state.hint).not.toBe('');
});

it('a session that is not among them', () => {
	expect(sessionState('Shop', [{ id: 'shop', status: 'open' }]).message).toBe(
		"Session 'Shop' does not exist",
	);
});
