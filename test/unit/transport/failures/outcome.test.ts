import { Changes, outcomeSentence, refuses } from '../../../../nodes/transport/failures/outcome';

it.each([400, 401, 403, 404, 409, 413, 422, 429])('%d proves that nothing was done', (status) =>
	expect(refuses({ status, code: null })).toBe(true),
);

it.each([200, 207, 301, 302, 303, 304, 307, 308, 408, 499, 500, 502, 503, 504])(
	'%d proves nothing',
	(status) => expect(refuses({ status, code: null })).toBe(false),
);

it('takes no proof from an answer that is not in the envelope of WARest', () => {
	expect(refuses(null)).toBe(false);
});

it('knows a sticker that could not be made, which is a 502', () => {
	expect(refuses({ status: 502, code: 3013 })).toBe(true);
	expect(refuses({ status: 502, code: 4000 })).toBe(false);
});

it('says of each outcome what a person has to know', () => {
	expect(outcomeSentence('done', 'sent')).toBe('It was sent.');
	expect(outcomeSentence('not done', 'sent')).toBe('Nothing was sent.');
	expect(outcomeSentence('unknown')).toMatch(/^WARest may have done it, or not/);
});

it.each([
	[[], 'not done', false],
	[['not done'], 'not done', false],
	[['not done', 'unknown'], 'unknown', false],
	[['done', 'not done'], 'unknown', true],
] as const)('an item that failed after %p', (ended, ofFailure, arePartlyDone) => {
	const changes = new Changes();
	for (const outcome of ended) changes.note(outcome);
	expect(changes).toMatchObject({ ofFailure, arePartlyDone });
});
