import { contact, group, member, secret, useListening } from './test-world';
import { signatureOf } from './signature';

const current = useListening();

const write = (text = 'hello') => {
	const id = current.sandbox.control.incoming('demo', { chatId: contact, text });
	return current.sandbox.webhooks.settled().then(() => id);
};

describe('A delivered event', () => {
	it('is signed with the secret and the user name over the raw body', async () => {
		const id = await write();
		const [{ rawBody, headers, body }] = current.receiver.requests;
		const { signature, algorithm } = signatureOf(rawBody, {
			secret,
			username: 'admin',
			sha: '256',
		});
		expect(headers['x-warest-signature']).toBe(signature);
		expect(headers['x-warest-signature-alg']).toBe(algorithm);
		expect(headers['x-warest-timestamp']).toBe(String(body.ts));
		expect(headers['x-warest-event-id']).toBe('demo');
		expect(body).toMatchObject({
			event: 'message_received',
			data: {
				id: 'demo',
				tags: 'text',
				text: 'hello',
				message: { key: { id } },
				sessionId: 'demo',
			},
			session: { id: 'demo', label: 'demo', registry: 'admin', username: 'admin' },
		});
	});

	it('keeps its body and signature in every attempt', async () => {
		current.receiver.answering = (_request, place) => ({ status: place < 2 ? 500 : 200 });
		await write();
		const { requests } = current.receiver;
		expect(requests.map(({ headers }) => headers['x-warest-delivery-attempt'])).toEqual([
			'1',
			'2',
			'3',
		]);
		expect(new Set(requests.map(({ rawBody }) => rawBody)).size).toBe(1);
		expect(new Set(requests.map(({ headers }) => headers['x-warest-signature'])).size).toBe(1);
		expect(await current.storedUrl()).toBe(current.receiver.url);
	});

	it('can be delivered once more by a test', async () => {
		await write();
		await current.sandbox.webhooks.redeliver(0);
		const [first, second] = current.receiver.requests;
		expect(second.rawBody).toBe(first.rawBody);
		expect(second.headers['x-warest-delivery-attempt']).toBe('2');
	});

	it('from a group says who wrote the message', async () => {
		current.sandbox.control.incoming('demo', { chatId: group, from: member, text: 'hi' });
		await current.sandbox.webhooks.settled();
		expect(current.receiver.requests[0].body.data).toMatchObject({
			message: { key: { remoteJid: group, participant: member, rawParticipant: member } },
			sender: { chatId: group, isGroup: true, authorJid: member },
		});
	});
});

describe('A receiver that fails', () => {
	it.each([500, 503, 429])(
		'with %i is asked four times; the stored URL is gone',
		async (status) => {
			current.receiver.answering = () => ({ status });
			await write();
			expect(current.receiver.requests).toHaveLength(4);
			expect(await current.storedUrl()).toBe('');
		},
	);

	it.each([400, 401, 403, 404, 410, 422])('with %i is asked once', async (status) => {
		current.receiver.answering = () => ({ status });
		await write();
		expect(current.receiver.requests).toHaveLength(1);
		expect(await current.storedUrl()).toBe('');
	});

	it('by cutting the connection is asked four times', async () => {
		current.receiver.answering = () => 'drop';
		await write();
		expect(current.receiver.requests).toHaveLength(4);
		expect(current.sandbox.webhooks.deliveries[0]).toMatchObject({ status: null });
	});

	it('by not answering is given up after the time-out', async () => {
		Object.assign(current.sandbox.webhooks.settings, { timeoutMs: 30, retries: 1 });
		current.receiver.answering = () => 'never';
		await write();
		expect(current.sandbox.webhooks.deliveries.map(({ error }) => error)).toEqual([
			'timeout of 30ms exceeded',
			'timeout of 30ms exceeded',
		]);
	});

	it('keeps hearing about the session until the session is started again', async () => {
		current.receiver.answering = (_request, place) => ({ status: place === 0 ? 404 : 200 });
		await write('lost');
		await write('heard');
		expect(current.receiver.events).toHaveLength(2);
		await current.sandbox.control.restartServer();
		await write('not heard');
		expect(current.receiver.events).toHaveLength(2);
	});

	it('erases a URL that was registered in the meantime', async () => {
		const newUrl = `${current.receiver.url}?v=2`;
		current.receiver.answering = async () => {
			await current.register(newUrl);
			return { status: 404 };
		};
		await write();
		expect(await current.storedUrl()).toBe('');
		expect(current.sandbox.control.connection('demo').webhook.running?.url).toBe(newUrl);
	});
});
