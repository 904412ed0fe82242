import { explain } from '../../../../nodes/transport/failures/explanations';

it.each([
	[401, null, 'Missing X-WAREST-API-KEY', 'WARest does not accept the API key'],
	[403, null, 'Admin only', "The API key isn't allowed to do this"],
	[403, 2201, 'Forbidden', 'This API key may not use the session'],
	[400, 2001, 'phone is required', 'phone is required'],
	[413, null, 'request entity too large', 'The request is too large for the server'],
	[500, 8000, 'Internal server error', "WARest couldn't do it"],
	[503, null, null, 'WARest is not available now'],
	[504, null, null, 'WARest did not answer its proxy in time'],
	[418, null, "I'm a teapot", "I'm a teapot"],
	[418, null, null, 'WARest answered with status 418'],
])('%d %p %p', (status, code, message, happened) => {
	const explained = explain({ status, code, message });
	expect(explained.message).toEqual(
		typeof happened === 'string' ? happened : expect.stringMatching(happened),
	);
	expect(explained.hint).not.toBe('');
});
