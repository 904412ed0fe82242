import { eventRequest, preflightRequest } from './request';
import { recordedDeliveries, recordedNames } from './recorded';
import { signatureOf } from './signature';
import { contact, secret, useListening } from './test-world';

const signed = recordedNames.flatMap((name) =>
	recordedDeliveries(name)
		.filter(({ signatureCheck, rawBody }) => signatureCheck && rawBody !== '')
		.map((delivery, place) => ({ name: `${name} #${place + 1}`, delivery })),
);

const headerNames = (rawHeaders: string[]) => rawHeaders.filter((_, place) => place % 2 === 0);

const headerOf = ({ rawHeaders }: { rawHeaders: string[] }, name: string) =>
	rawHeaders[rawHeaders.indexOf(name) + 1];

describe('The signature', () => {
	it.each(signed)('of $name is the recorded one', ({ delivery }) => {
		const { rawBody, body, signatureCheck } = delivery;
		const username = body?.session.username ?? null;
		const sha = headerOf(delivery, 'X-WAREST-Signature-Alg').replace('HMAC-', '');
		const key = { secret: signatureCheck?.secret ?? '', username, sha };
		expect(signatureOf(rawBody, key).signature).toBe(headerOf(delivery, 'X-WAREST-Signature'));
	});

	it.each([
		['224', 'HMAC-SHA224'],
		['sha256', 'HMAC-SHA256'],
		['384', 'HMAC-SHA384'],
		['SHA-512', 'HMAC-SHA512'],
		['md5', 'HMAC-SHA256'],
		['', 'HMAC-SHA256'],
	])('with %j is %s', (sha, algorithm) => {
		const key = { secret, username: 'admin', sha };
		expect(signatureOf('{}', key).algorithm).toBe(algorithm);
	});
});

describe('The headers', () => {
	const current = useListening();

	it('of an event are the recorded ones, in their order', async () => {
		current.sandbox.control.incoming('demo', { chatId: contact, text: 'hello' });
		await current.sandbox.webhooks.settled();
		const [recorded] = recordedDeliveries('message.text');
		const [{ rawHeaders }] = current.receiver.requests;
		expect(headerNames(rawHeaders)).toEqual(headerNames(recorded.rawHeaders));
		expect(headerOf({ rawHeaders }, 'User-Agent')).toBe(
			`WAREst/1 (webhook) Node/${process.version}`,
		);
	});

	it('of a preflight are the recorded ones, in their order', async () => {
		const [recorded] = recordedDeliveries('preflight.delivery');
		const { sandbox, receiver } = current;
		await fetch(`${sandbox.url}/api/webhooks/preflight`, {
			method: 'POST',
			headers: { 'X-WAREST-API-KEY': sandbox.apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ sessionId: 'demo', url: receiver.url, secret }),
		});
		const [{ rawHeaders, rawBody, body }] = receiver.requests;
		expect(headerNames(rawHeaders)).toEqual(headerNames(recorded.rawHeaders));
		expect(rawBody.replace(String(body.ts), '')).toBe(
			recorded.rawBody.replace(String(recorded.body?.ts), ''),
		);
	});

	it.each(['signature.user-reg-zhang', 'signature.user-reg-joerg'])(
		'of %s lose what no header can carry',
		(name) => {
			const [recorded] = recordedDeliveries(name);
			const { session, ts } = recorded.body ?? { session: null, ts: 0 };
			const { id = '', registry = '', username = '' } = session ?? {};
			const given = {
				session: { id, owner: registry },
				ts,
				key: { secret, username, sha: '256' },
			};
			const { body, headers } = preflightRequest(given);
			expect(body).toBe(recorded.rawBody);
			expect(headers['X-WAREST-Signature']).toBe(headerOf(recorded, 'X-WAREST-Signature'));
			expect(headers['X-WAREST-Username']).toBe(headerOf(recorded, 'X-WAREST-Username'));
		},
	);

	it('of a session without a known owner have no user name, and the key is the secret', () => {
		const { body, headers } = eventRequest({
			session: { id: 'demo', owner: 'gone' },
			event: 'creds_update',
			data: {},
			ts: 1,
			key: { secret, username: null, sha: '256' },
		});
		expect(headers).not.toHaveProperty('X-WAREST-Username');
		expect(JSON.parse(body)).toMatchObject({ session: { username: null } });
		const { signature } = signatureOf(body, { secret, username: '', sha: '256' });
		expect(headers['X-WAREST-Signature']).toBe(signature);
	});
});
