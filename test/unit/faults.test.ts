import { faultCode, faultOf } from '../../nodes/transport/faults';

const SERVER = 'http://warest.test';

it.each([
	['ECONNREFUSED', /Nothing answers/, false],
	['EHOSTUNREACH', /Nothing answers/, false],
	['ENOTFOUND', /is not known on this network/, false],
	['EAI_AGAIN', /is not known on this network/, false],
	['ECONNABORTED', /did not answer in time/, true],
	['ETIMEDOUT', /did not answer in time/, true],
	['ECONNRESET', /was cut/, true],
	['EPIPE', /was cut/, true],
	['CERT_HAS_EXPIRED', /is not trusted/, false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /is not trusted/, false],
	['EPROTO', /does not speak HTTPS/, false],
	['ERR_INVALID_CHAR', /API key has characters/, false],
	['ESOMETHINGNEW', /could not be reached/, true],
	[null, /could not be reached/, true],
])(
	'%s: what happened, and whether the server may have got the request',
	(code, happened, taken) => {
		const fault = faultOf(code);
		expect(fault.happened(SERVER)).toMatch(happened);
		expect(fault.taken).toBe(taken);
		expect(fault.next).not.toBe('');
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
