import { faultCode, faultOf } from '../../../../nodes/transport/failures/faults';

const SERVER = 'http://warest.test';

const failed = (code: string | null, syscall?: string, message = 'x') =>
	// As n8n and axios wrap it.
	new Error('n8n', {
		cause: Object.assign(
			new Error('axios', { cause: Object.assign(new Error(message), { code, syscall }) }),
			{
				code,
			},
		),
	});

it.each([
	['ECONNREFUSED', 'connect', /Nothing answers/],
	['EHOSTUNREACH', 'connect', /Nothing answers/],
	['ETIMEDOUT', 'connect', /Nothing answers/],
	['ENOTFOUND', 'getaddrinfo', /is unknown on this network/],
	['EAI_AGAIN', 'getaddrinfo', /is unknown on this network/],
])('%s of %s: the server surely got nothing', (code, syscall, happened) => {
	const { message: text, taken } = faultOf(failed(code, syscall));
	expect(text(SERVER)).toMatch(happened);
	expect(taken).toBe(false);
});

it.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ETIMEDOUT', 'ENOTFOUND'])(
	'%s while the answer is awaited: the server may have got the request',
	(code) => {
		for (const syscall of ['read', 'write', undefined]) {
			expect(faultOf(failed(code, syscall)).taken).toBe(true);
		}
	},
);

it('sees that no address of a name could be connected to', () => {
	const each = ['::1', '127.0.0.1'].map((address) =>
		Object.assign(new Error(address), { code: 'ECONNREFUSED', syscall: 'connect' }),
	);
	expect(faultOf(new Error('axios', { cause: new AggregateError(each) })).taken).toBe(false);
});

it('trusts EPROTO only where the first answer was no TLS', () => {
	const wrong = 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number';
	expect(faultOf(failed('EPROTO', 'write', wrong))).toMatchObject({ taken: false });
	expect(faultOf(failed('EPROTO', 'write', 'bad record mac'))).toMatchObject({ taken: true });
});

it.each([
	['ECONNABORTED', /did not answer in time/, true],
	['ETIMEDOUT', /did not answer in time/, true],
	['ECONNRESET', /was lost/, true],
	['EPIPE', /was lost/, true],
	['CERT_HAS_EXPIRED', /is not trusted/, false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /is not trusted/, false],
	['ERR_INVALID_CHAR', /API key has characters/, false],
	['ESOMETHINGNEW', /could not be reached/, true],
	[null, /could not be reached/, true],
])(
	'%s: what happened, and whether the server may have got the request',
	(code, happened, taken) => {
		const fault = faultOf(failed(code));
		expect(fault.message(SERVER)).toMatch(happened);
		expect(fault.taken).toBe(taken);
		expect(fault.hint).not.toBe('');
	},
);

it.each([
	[Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'ECONNRESET'],
	[new Error('x', { cause: Object.assign(new Error('y'), { code: 'ETIMEDOUT' }) }), 'ETIMEDOUT'],
	[{ code: '', error: { code: 'EPIPE' } }, 'EPIPE'],
	[new Error('x'), null],
	['text', null],
	[null, null],
])('finds the code in %p', (error, code) => {
	expect(faultCode(error)).toBe(code);
});
