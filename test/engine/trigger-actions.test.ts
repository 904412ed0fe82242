import { createHmac } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { serve } from '../../sandbox/listening';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';

const current = useSandbox();
const BUDI = '6281200010003@s.whatsapp.net';
const LID = '900000000777@lid';
const SECRET = 'a secret of more than thirty-two characters';
const closing: Array<() => unknown> = [];

beforeEach(() => knows(BUDI, 'Budi'));

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** The data of a `message_received`. */
interface Received extends IDataObject {
	message: { key: IDataObject };
}

/** Under this name somebody writes to the shop. */
function knows(jid: string, name: string, lid: string | null = null) {
	current.sandbox.control.session('shop').contacts.set(jid, { jid, name, lid });
}

async function startHost(actions: INodeParameters[], parameters: INodeParameters = {}) {
	const host = await TriggerHost.start(current.account, {
		events: ['message', 'answer', 'reaction', 'presence', 'edit'],
		instantActions: { action: actions },
		...parameters,
	} as INodeParameters);
	closing.push(async () => await host.close());
	return host;
}

async function activeHost(actions: INodeParameters[], parameters: INodeParameters = {}) {
	const host = await startHost(actions, parameters);
	await host.activate();
	return host;
}

/** A contact writes, and all that follows from it is over. */
async function write(text: string, { chatId = BUDI, ...rest }: IDataObject = {}) {
	const given = { chatId: String(chatId), text, ...rest };
	const id = current.sandbox.control.incoming('shop', given);
	await current.sandbox.webhooks.settled();
	return id;
}

const reply = (text: string) => ({ kind: 'text', text });
const sent = () => current.sandbox.control.sent;
const texts = () => sent().map(({ text }) => text);
const last = () => current.sandbox.webhooks.deliveries.at(-1)!;
const calls = () => current.sandbox.world.calls.map(({ method, args }) => [method, ...args]);
const failures = () => current.sandbox.webhooks.actions.flatMap(({ error }) => error ?? []);
const messageIn = (chatId: string, id: string) =>
	current.sandbox.control.chat('shop', chatId).messages.find((message) => message.id === id);

describe('each action', () => {
	it('marks the message as read, reacts to it, shows typing and answers, in the order that was chosen', async () => {
		await activeHost([
			{ kind: 'read' },
			{ kind: 'react', emoji: ' 👍 ' },
			{ kind: 'typing', milliseconds: 5 },
			reply('We answer within an hour.'),
		]);
		const id = await write('is it open today?');
		expect(failures()).toEqual([]);
		const key = { remoteJid: BUDI, fromMe: false, id };
		expect(calls()).toEqual([
			['readMessages', [key]],
			['sendMessage', BUDI, { react: { text: '👍', key } }],
			['presenceSubscribe', BUDI],
			['sendPresenceUpdate', 'available'],
			['sendPresenceUpdate', 'composing', BUDI],
			['sendPresenceUpdate', 'paused', BUDI],
			['sendMessage', BUDI, expect.anything()],
		]);
		const message = messageIn(BUDI, id);
		expect(message?.phone.read).toBe(true);
		expect(message?.reactions.map(({ emoji }) => emoji)).toEqual(['👍']);
		expect(sent()).toEqual([
			expect.objectContaining({ jid: BUDI, kind: 'text', text: 'We answer within an hour.' }),
		]);
	});

	it('sends a place', async () => {
		await activeHost([
			{ kind: 'location', latitude: -6.2088, longitude: 106.8456, name: 'Kopi Senja' },
			{ kind: 'location', latitude: 0, longitude: '106.8', name: '{{text}}', address: 'Jakarta' },
		]);
		await write('where are you?');
		expect(sent().map(({ location }) => location)).toEqual([
			{ latitude: -6.2088, longitude: 106.8456, name: 'Kopi Senja', address: null },
			{ latitude: 0, longitude: 106.8, name: '{\u2060{text}}', address: 'Jakarta' },
		]);
	});

	it('sends files, and the next one if one cannot be downloaded', async () => {
		const asked: Array<string | undefined> = [];
		const files = await serve(({ url = '' }, response) => {
			asked.push(url);
			response.writeHead(url === '/gone.pdf' ? 404 : 200, { 'content-type': 'application/pdf' });
			response.end('prices');
		});
		closing.push(files.close);
		const file = (fileType: string, path: string, more: INodeParameters = {}) => ({
			kind: 'file',
			fileType,
			url: `${files.url}${path}`,
			...more,
		});
		await activeHost([
			file('document', '/gone.pdf'),
			file('document', '/a.pdf?of={{text}}', { fileName: 'prices.pdf', caption: 'For [name]' }),
			file('document', '/b.pdf'),
			file('image', '/c.png', { caption: 'Look' }),
			file('video', '/d.mp4'),
			file('gif', '/e.mp4'),
			file('audio', '/f.mp3'),
		]);
		await write('prices?');
		expect(asked[1]).toBe('/a.pdf?of=%7B%7Btext%7D%7D');
		expect(sent().map(({ kind, text, file }) => [kind, text, file?.name])).toEqual([
			['document', 'For Budi', 'prices.pdf'],
			['document', null, 'file.pdf'],
			['image', 'Look', null],
			['video', null, null],
			['gif', null, null],
			['voice', null, null],
		]);
		expect(failures()).toHaveLength(1);
	});
});

describe('a text', () => {
	it('has the name and the words of who wrote in the place of [name] and [text]', async () => {
		await activeHost([reply('[name], you wrote "[text]". [Text]')]);
		await write('is it [name]?');
		expect(texts()).toEqual(['Budi, you wrote "is it [name]?". [Text]']);
	});

	it('has the phone number where there is no name, and nothing where there is no number', async () => {
		await activeHost([reply('Hi [name].')]);
		knows(BUDI, '');
		await write('one');
		knows(LID, '');
		const [group] = current.sandbox.control.session('shop').groups.keys();
		await write('two', { chatId: group, from: LID });
		expect(texts()).toEqual(['Hi +6281200010003.', 'Hi .']);
	});

	it('arrives as it looks, whatever WARest would make of its braces', async () => {
		await activeHost([reply('{{text}} {{session.username}} {{{ { } }}'), reply('[text]')]);
		await write('{{session.username}}');
		const shown = texts().map((text) => text?.replaceAll('\u2060', ''));
		expect(shown).toEqual(['{{text}} {{session.username}} {{{ { } }}', '{{session.username}}']);
	});

	it('is not sent if nothing is left of it', async () => {
		await activeHost([reply('[text]'), reply('Got it')]);
		await write('', { wire: { imageMessage: { mimetype: 'image/jpeg' } }, shown: 'a picture' });
		expect(texts()).toEqual(['Got it']);
	});
});

describe('the chat', () => {
	it('may be a group; the key then says who wrote', async () => {
		const { jid, members } = [...current.sandbox.control.session('shop').chats.values()].find(
			({ isGroup }) => isGroup,
		)!;
		await activeHost([{ kind: 'read' }, reply('Hello all')]);
		const id = await write('hi', { chatId: jid, from: members[1] });
		expect(calls()[0]).toEqual([
			'readMessages',
			[{ remoteJid: jid, fromMe: false, id, participant: members[1] }],
		]);
		expect(sent()).toEqual([expect.objectContaining({ jid, text: 'Hello all' })]);
	});

	it.each([
		[LID, '900000000777@s.whatsapp.net'],
		['1234567890123456@lid', '1234567890123456@lid'],
	])(
		'may be a group with hidden numbers: the key has %s, where WARest says %s',
		async (from, participant) => {
			const [jid] = current.sandbox.control.session('shop').groups.keys();
			await activeHost([{ kind: 'react', emoji: '👍' }]);
			const id = await write('hi', { chatId: jid, from });
			expect(last().body).toContain(`"participant":"${participant}"`);
			const key = { remoteJid: jid, fromMe: false, id, participant: from };
			expect(calls()).toEqual([['sendMessage', jid, { react: { text: '👍', key } }]]);
		},
	);

	it('of a hidden number is reached at the number that WhatsApp tells', async () => {
		knows(BUDI, 'Budi', LID);
		const host = await activeHost([{ kind: 'read' }, reply('Hi [name]')]);
		const id = await write('hidden', { chatId: LID });
		expect(last().body).toContain(LID);
		expect(calls()[0]).toEqual(['readMessages', [{ remoteJid: BUDI, fromMe: false, id }]]);
		expect(sent()).toEqual([expect.objectContaining({ jid: BUDI })]);
		expect(host.runs[0].hints).toEqual([]);
	});

	it.each(['simplified', 'raw', 'both'])(
		'of a hidden number that nobody tells gets nothing, which the run says (%s)',
		async (output) => {
			const host = await activeHost([{ kind: 'read' }, reply('Hi')], { output });
			await write('hidden', { chatId: LID });
			expect(host.items).toHaveLength(1);
			expect(calls()).toEqual([]);
			expect(host.answers.at(-1)?.body).toEqual({ accepted: true });
			expect(host.runs[0].hints).toEqual([
				expect.stringContaining(`The instant actions did not run in the chat '${LID}'.`),
			]);
		},
	);
});

describe('nothing is done', () => {
	it('a second time when a delivery comes again', async () => {
		const host = await activeHost([reply('Once')]);
		await write('hello');
		await current.sandbox.webhooks.redeliver(-1);
		expect(host.answers.slice(-2).map(({ body }) => body)).toEqual([
			{ accepted: true, actions: [expect.objectContaining({ text: 'Once' })], delayMs: 1 },
			{ accepted: true },
		]);
		expect(texts()).toEqual(['Once']);
	});

	it('when WARest did not get the answer and asks again: it may have got it', async () => {
		const host = await startHost([reply('Once')], { options: { secret: SECRET } });
		let requests = 0;
		const { url, close } = await serve((request, response) => {
			void (async () => {
				const raw = Buffer.from(await readAll(request));
				const { body } = await host.deliver(raw, request.headers as Record<string, string>);
				if (++requests === 1) request.socket.destroy();
				else response.end(JSON.stringify(body));
			})();
		});
		closing.push(close);
		await fetch(`${current.account.baseUrl}/api/v1/session/shop/config`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': current.account.apiKey },
			body: JSON.stringify({ webhookUrl: url, webhookSecret: SECRET }),
		});
		await write('hello');
		expect(requests).toBe(2);
		expect(host.items).toHaveLength(1);
		expect(texts()).toEqual([]);
	});

	it('for a message that WhatsApp hands over late', async () => {
		const host = await activeHost([reply('Now')]);
		const { control, webhooks } = current.sandbox;
		control.drop('shop', 'reconnecting');
		await write('late');
		control.scan('shop');
		await webhooks.settled();
		expect(host.items.map(({ text }) => text)).toEqual(['late']);
		expect(texts()).toEqual([]);
		await write('live');
		expect(texts()).toEqual(['Now']);
	});

	it('for what is not a new message: a reaction, an edit, somebody who types', async () => {
		const events = ['reaction', 'edit', 'presence', 'call', 'session'];
		const host = await activeHost([{ kind: 'read' }, reply('Hi')], { events });
		const { control, webhooks } = current.sandbox;
		const messageId = await write('hello');
		control.react('shop', { chatId: BUDI, messageId, emoji: '👍' });
		control.editIncoming('shop', { chatId: BUDI, messageId, text: 'hi' });
		control.presence('shop', { chatId: BUDI, presence: 'composing' });
		control.call('shop', { from: BUDI });
		control.drop('shop', 'reconnecting');
		await webhooks.settled();
		expect(new Set(host.items.map(({ event }) => event))).toEqual(new Set(events));
		expect(calls()).toEqual([]);
	});

	it.each<[string, (data: Received) => void]>([
		['on the own phone', ({ message }) => (message.key.fromMe = true)],
		['in a channel', ({ message }) => (message.key.remoteJid = '120363000000000001@newsletter')],
		['without an author', (data) => delete data.sender],
		['without an ID', ({ message }) => delete message.key.id],
		['with a template for an ID', ({ message }) => (message.key.id = '{{text}}')],
	])('for a message %s', async (_what, change) => {
		const host = await startHost([{ kind: 'read' }, reply('Hi')], {
			options: { secret: SECRET },
			filters: { own: true },
		});
		const registered = await activeHost([]);
		await write('hello');
		await registered.deactivate();
		const deliver = async (alter: (data: Received) => void) => {
			const body = JSON.parse(last().body) as { data: Received; session: IDataObject };
			alter(body.data);
			const raw = Buffer.from(JSON.stringify(body));
			const key = `${SECRET}${String(body.session.username)}`;
			const signature = createHmac('sha256', key).update(raw).digest('hex');
			return await host.deliver(raw, {
				'content-type': 'application/json',
				'x-warest-signature': `HMAC-SHA256=${signature}`,
			});
		};
		expect((await deliver(change)).body).toEqual({ accepted: true });
		expect(host.items).toHaveLength(1);
		// The same without the change has actions.
		const { body } = await deliver(({ message }) => (message.key.id = 'ANOTHER'));
		expect(body).toMatchObject({ actions: [{ act: 'read' }, { type: 'text' }] });
	});

	it('for what does not start the workflow', async () => {
		const host = await activeHost([reply('Hi')], { filters: { words: 'order' } });
		await write('hello');
		expect(host.items).toEqual([]);
		expect(texts()).toEqual([]);
		await write('my order');
		expect(texts()).toEqual(['Hi']);
	});

	it('if an expression gives something else than on activation; the workflow starts all the same', async () => {
		const host = await activeHost([reply('Hi')]);
		host.parameters = {
			...host.parameters,
			instantActions: { action: [reply('={{ "" }}')] },
		} as INodeParameters;
		await write('hello');
		expect(host.answers.at(-1)).toEqual({ status: 200, body: { accepted: true } });
		expect(host.items).toHaveLength(1);
		expect(texts()).toEqual([]);
	});
});

it.each<[INodeParameters, string]>([
	[{ kind: 'react', emoji: 'ok' }, `'Action 2 → Emoji' is not a single emoji: "ok"`],
	[{ kind: 'react', emoji: '' }, `'Action 2 → Emoji' is empty`],
	[{ kind: 'text', text: ' ' }, `'Action 2 → Text' is empty`],
	[{ kind: 'text', text: '={{ null }}' }, `'Action 2 → Text' is empty`],
	[
		{ kind: 'file', fileType: 'image', url: 'C:\\price.pdf' },
		`'Action 2 → URL' is not a web address: "C:\\price.pdf"`,
	],
	[
		{ kind: 'file', fileType: 'sticker', url: 'https://example.com/' },
		`'Action 2 → File Type' is not one of its values: "sticker"`,
	],
	[
		{ kind: 'location', latitude: 91, longitude: 0 },
		`'Action 2 → Latitude' is not a number from -90 to 90: "91"`,
	],
	[
		{ kind: 'location', latitude: 1, longitude: '={{ "" }}' },
		`'Action 2 → Longitude' is not a number from -180 to 180`,
	],
	[
		{ kind: 'typing', milliseconds: 1.5 },
		`'Action 2 → Milliseconds' is not a whole number from 1 to 10000: "1.5"`,
	],
	[{ kind: 'text', text: '={{ $json.text }}' }, "An expression in 'Instant Actions'"],
])('%j is refused on activation', async (action, message) => {
	const host = await startHost([{ kind: 'read' }, action]);
	await expect(host.activate()).rejects.toThrow(
		message.replace("'Action", "'Instant Actions → Action"),
	);
	expect(current.sandbox.control.connection('shop').webhook.stored.url).toBe('');
});
