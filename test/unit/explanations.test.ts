import { explain } from '../../nodes/transport/explanations';

const answer = (status: number, code: number | null, message: string | null) => ({
	status,
	code,
	message,
	results: [],
	succeeded: false,
	retryAfter: null,
});

it.each([
	[401, null, 'Missing X-WAREST-API-KEY', 'WARest does not accept the API key'],
	[403, null, 'Admin only', 'The API key does not have the right to do this'],
	[403, 2201, 'Forbidden', 'This API key may not use the session'],
	[400, 2001, 'phone is required', 'phone is required'],
	[413, null, 'request entity too large', 'It is too large for the server'],
	[500, 8000, 'Internal server error', 'WARest could not do it'],
	[503, null, null, 'WARest is not available now'],
	[504, null, null, 'WARest did not answer its proxy in time'],
	[418, null, "I'm a teapot", "I'm a teapot"],
	[418, null, null, 'WARest answered with status 418'],
	[429, null, 'Too many requests', /allows no more requests/],
	[429, 3001, 'Slow down', 'Slow down'],
	[429, null, null, 'Too many requests'],
])('%d %p %p', (status, code, message, happened) => {
	const explained = explain(answer(status, code, message), null);
	expect(explained.happened).toEqual(
		typeof happened === 'string' ? happened : expect.stringMatching(happened),
	);
	expect(explained.next).not.toBe('');
});

it('says when to try again, where the server told it', () => {
	expect(explain(answer(429, null, 'Recipient cooldown'), 3).next).toBe('Try again in 3 seconds.');
	expect(explain(answer(429, null, 'Recipient cooldown'), null).next).toBe(
		'Try again in a minute.',
	);
});
