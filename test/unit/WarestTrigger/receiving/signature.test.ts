import { isSigned } from '../../../../nodes/WarestTrigger/receiving/signature';
import { recordedDeliveries } from '../../../support/recorded-deliveries';

const deliveries = recordedDeliveries();
const user = ({ body }: (typeof deliveries)[number]) => String(body.session.username ?? '');
const [text] = deliveries.filter(({ name }) => name === 'message.text 1');

it('has all the recordings', () => {
	expect(deliveries.length).toBeGreaterThanOrEqual(170);
	const algorithms = deliveries.map(({ headers }) => headers['x-warest-signature'].split('=')[0]);
	expect([...new Set(algorithms)].sort()).toEqual(['HMAC-SHA256', 'HMAC-SHA384', 'HMAC-SHA512']);
});

it.each(deliveries.map((delivery) => [delivery.name, delivery] as const))(
	'accepts %s, and not with one bit changed in body, signature, secret or user name',
	(_name, delivery) => {
		const { raw, secret, headers } = delivery;
		const signature = headers['x-warest-signature'];
		const username = user(delivery);
		expect(isSigned(signature, raw, secret, username)).toBe(true);

		for (const at of [0, raw.length >> 1, raw.length - 1]) {
			const changed = Buffer.from(raw);
			changed[at] ^= 1;
			expect(isSigned(signature, changed, secret, username)).toBe(false);
		}
		const last = Number.parseInt(signature.slice(-1), 16) ^ 1;
		const changed = `${signature.slice(0, -1)}${last.toString(16)}`;
		expect(isSigned(changed, raw, secret, username)).toBe(false);
		expect(isSigned(signature, raw, `${secret}x`, username)).toBe(false);
		expect(isSigned(signature, raw, secret, `${username}x`)).toBe(false);
	},
);

it('takes SHA-224, which no recording has', () => {
	// openssl dgst -sha224 -hmac "whsec-Test-123admin"
	const raw = Buffer.from('{"a":1}');
	const signature = 'HMAC-SHA224=b33a9dc89ff5c7adf42cdcc4123fc43322cbdf8416a9bb584030e0a7';
	expect(isSigned(signature, raw, 'whsec-Test-123', 'admin')).toBe(true);
});

const hex = text.headers['x-warest-signature'].split('=')[1];

it.each([
	['nothing', undefined],
	['several headers', [text.headers['x-warest-signature']]],
	['only the digits', hex],
	['capital digits', `HMAC-SHA256=${hex.toUpperCase()}`],
	['another name of the algorithm', `hmac-sha256=${hex}`],
	['an algorithm of another length', `HMAC-SHA512=${hex}`],
	['a weak algorithm', `HMAC-SHA1=${hex.slice(0, 40)}`],
	['blanks around it', ` HMAC-SHA256=${hex} `],
	['a second signature', `HMAC-SHA256=${hex}, HMAC-SHA256=${hex}`],
	['too few digits', `HMAC-SHA256=${hex.slice(2)}`],
	['a line break after it', `HMAC-SHA256=${hex}\n`],
])('refuses %s', (_what, header) => {
	expect(isSigned(header, text.raw, text.secret, user(text))).toBe(false);
});
