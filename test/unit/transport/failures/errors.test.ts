import type { INode } from 'n8n-workflow';
import { post, read } from '../../../../nodes/transport/call';
import {
	answerError,
	connectionError,
	strangeAnswerError,
} from '../../../../nodes/transport/failures/errors';
import { path } from '../../../../nodes/transport/path';
import { sentence } from '../../../../nodes/Warest/engine/sentence';

const origin = { node: { name: 'WARest' } as INode, server: 'http://warest.test', apiKey: '' };
const looking = read(path`/session/list`);
const changing = post(path`/messages/action/mute`, {});

it('names the code of a failed connection where there is one', () => {
	const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
	expect(connectionError(origin, looking, refused)).toMatchObject({
		message: 'Nothing answers at http://warest.test',
		description: expect.stringMatching(/\(ECONNREFUSED\)$/),
		httpCode: 'ECONNREFUSED',
	});
	expect(connectionError(origin, looking, new Error('x')).description).not.toContain('(');
});

it('doubts only a change that the server may have got', () => {
	const cut = Object.assign(new Error('x'), { code: 'ECONNRESET' });
	const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
	const doubt = /WARest may have done it, or not/;
	expect(connectionError(origin, changing, cut).description).toMatch(doubt);
	expect(connectionError(origin, looking, cut).description).not.toMatch(doubt);
	expect(connectionError(origin, changing, refused).description).not.toMatch(doubt);
});

const WARNING = 'WARest may have done it, or not: check on the phone before you run it again.';
it.each(['ETIMEDOUT', 'ECONNRESET', 'ANSWER_TOO_LARGE', 'EUNKNOWN'])(
	'tells nobody to try a change again that was cut off by %s',
	(code) => {
		const cut = Object.assign(new Error('x'), { code });
		const changed = connectionError(origin, changing, cut).description!;
		expect(changed).toContain(WARNING);
		expect(changed.replace(WARNING, '')).not.toMatch(/\bagain\b/);
	},
);

it.each([500, 502, 503, 504, 599])('tells nobody to try a change again after %d', (status) => {
	const answer = { status, code: null, message: null, succeeded: false, results: [] };
	const changed = answerError(origin, changing, answer).description!;
	expect(changed).toContain(WARNING);
	expect(changed.replace(WARNING, '')).not.toMatch(/\bagain\b/);
});

it('tells to try a reading again', () => {
	const cut = Object.assign(new Error('x'), { code: 'ECONNRESET' });
	expect(connectionError(origin, looking, cut).description).toContain('Try again in a moment.');
});

it.each([
	[404, "Check that the 'Base URL' of the credential leads to WARest itself"],
	[405, "Check that the 'Base URL' of the credential leads to WARest itself"],
	[
		302,
		"Set the 'Base URL' of the credential to the address that it redirects to: http://other.test",
	],
	[200, "Check that the 'Base URL' of the credential leads to WARest itself"],
])('still says what to do of a page with status %d that leaves a change open', (status, next) => {
	const location = 'http://other.test/api/v1/session/list';
	const doubted = strangeAnswerError(origin, changing, status, location);
	const sure = strangeAnswerError(origin, looking, status, location);
	expect(doubted.message).toBe(sure.message);
	expect(doubted.description).toMatch(/^WARest may have done it, or not/);
	expect(doubted.description).toContain(next);
	expect(sure.description).toMatch(RegExp(`^${next}`));
});

it('shows no key, wherever it stands in a text', () => {
	const secret = { ...origin, apiKey: ' k3y-7-91c ', server: 'http://k3y-7-91c.test' };
	const { message } = connectionError(secret, looking, new Error('x'));
	expect(message).toBe('WARest at http://***.test could not be reached');
});

it('puts an error into one text', () => {
	expect(sentence(new Error('It broke'))).toBe('It broke');
	expect(sentence(Object.assign(new Error('It broke'), { description: 'Mend &lt;it&gt;' }))).toBe(
		'It broke. Mend <it>',
	);
});
