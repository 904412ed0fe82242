import { serve, type Listening } from '../listening';
import { madeSummary, recordedSummary } from './action-summary';
import { recordedNames, recordingOf } from './recorded';
import { contact, useListening } from './test-world';

const current = useListening();

/** Where the recorded answers have their files. */
const recordedFiles = 'http://127.0.0.1:17364';

const types: Record<string, string> = {
	'/a.png': 'image/png',
	'/a.mp3': 'audio/mpeg',
	'/v.mp4': 'video/mp4',
	'/d.pdf': 'application/pdf',
	'/s.webp': 'image/webp',
};

let files: Listening;

beforeAll(async () => {
	files = await serve((req, res) => {
		const type = types[req.url ?? ''];
		if (type === undefined) res.writeHead(404).end();
		else res.writeHead(200, { 'Content-Type': type }).end('a file');
	});
});

afterAll(() => files.close());

/** Writes to the session, with an answer that asks for something. */
async function answered(body: unknown, { text = 'hello', status = 200 } = {}) {
	const { control, webhooks } = current.sandbox;
	current.receiver.answering = () => ({ status, body });
	const id = control.incoming('demo', { chatId: contact, text });
	await webhooks.settled();
	return id;
}

const done = () => current.sandbox.world.calls.map(madeSummary);
const run = (...actions: object[]) => answered({ actions });
const failures = () => current.sandbox.webhooks.actions.flatMap(({ error }) => error ?? []);

describe('What a receiver asks for in its answer', () => {
	it.each(recordedNames.filter((name) => name.startsWith('action.')))(
		'is done as in %s',
		async (name) => {
			const { deliveries, whatsappSocketCalls = [] } = recordingOf(name);
			const [{ receiverAnswered, body }] = deliveries;
			current.sandbox.control.session('demo').contacts.set(contact, {
				jid: contact,
				name: 'Alice',
				lid: null,
			});
			await answered(receiverAnswered?.body.replaceAll(recordedFiles, files.url), {
				text: String(body?.data.text),
				status: receiverAnswered?.status,
			});
			expect(done()).toEqual(
				whatsappSocketCalls.flatMap((call) => {
					const summary = recordedSummary(call);
					return summary ? [summary] : [];
				}),
			);
		},
	);

	it('reads, stars and reacts to the message that came', async () => {
		const key = { remoteJid: contact, fromMe: false, id: '' };
		const { control, webhooks } = current.sandbox;
		current.receiver.answering = ({ body }) => {
			const { id } = (body.data.message as { key: { id: string } }).key;
			const aimed = { to: contact, key: { ...key, id } };
			const actions = [
				{ act: 'read', ...aimed },
				{ act: 'star', ...aimed },
				{ act: 'react', emoji: '👍', ...aimed },
			];
			return { body: { actions } };
		};
		const id = control.incoming('demo', { chatId: contact, text: 'hello' });
		await webhooks.settled();
		expect(failures()).toEqual([]);
		const message = control.chat('demo', contact).messages.find((each) => each.id === id);
		expect(message?.phone).toMatchObject({ read: true, starred: true });
		expect(message?.reactions.map(({ emoji }) => emoji)).toEqual(['👍']);
	});

	it('quotes with buttons, and with nothing else', async () => {
		const quoted = { key: { id: 'MSG0000001' } };
		await run(
			{ type: 'button', to: contact, text: 'Choose', buttons: [{ displayText: 'A' }], quoted },
			{ type: 'text', to: contact, text: 'no quote', quoted },
		);
		expect(current.sandbox.control.sent.map(({ quotedId }) => quotedId)).toEqual([
			'MSG0000001',
			null,
		]);
	});

	it('carries on after a failure, which nobody is told about', async () => {
		await run(
			{ type: 'text', text: 'to nobody' },
			{ act: 'react', to: contact, key: '{{message.key}}', emoji: '👍' },
			{ type: 'text', to: contact, text: 'still' },
		);
		expect(failures()).toEqual(['to is required', 'key is required']);
		expect(done()).toEqual([[contact, 'text', 'still', []]]);
	});

	it('never reaches a LID', async () => {
		await run(
			{ type: 'text', to: '900000000777@lid', text: 'hello' },
			{ act: 'typing', chat: '900000000777@lid', ms: 1 },
		);
		expect(current.sandbox.control.sent[0].jid).toBe('900000000777@s.whatsapp.net');
		expect(current.sandbox.world.calls.at(-1)?.args).toEqual([
			'paused',
			'900000000777@s.whatsapp.net',
		]);
	});

	it('happens between the messages of a batch', async () => {
		const { control, webhooks, world } = current.sandbox;
		current.receiver.answering = (_request, place) => ({
			body: { actions: [{ type: 'text', to: contact, text: `answer ${place}` }] },
		});
		const sentBefore: number[] = [];
		const { answering } = current.receiver;
		current.receiver.answering = (request, place) => {
			sentBefore.push(world.sent.length);
			return answering(request, place);
		};
		const messages = ['one', 'two', 'three'].map((text) => ({ chatId: contact, text }));
		control.incomingTogether('demo', messages);
		await webhooks.settled();
		expect(sentBefore).toEqual([0, 1, 2]);
	});

	it('has no webhook of its own', async () => {
		await run({ type: 'text', to: contact, text: 'mine' });
		expect(current.receiver.events).toEqual(['message_received']);
	});
});
