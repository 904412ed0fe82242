import { createHmac } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startEngine } from '../support/engine';
import { recordedDeliveries, type RecordedDelivery } from '../support/recorded-deliveries';
import { TriggerHost } from '../support/trigger-host';
import { byId } from '../support/warest';

const SECRET = 'a secret of more than thirty-two characters';
const deliveries = recordedDeliveries();
const hosts: TriggerHost[] = [];

beforeAll(startEngine);
afterEach(async () => {
	for (const host of hosts.splice(0)) await host.close();
});

const account = { baseUrl: 'http://127.0.0.1:9', apiKey: 'key' };

async function startHost(parameters: INodeParameters = {}): Promise<TriggerHost> {
	const host = await TriggerHost.start(account, {
		events: ['all'],
		...parameters,
		options: { secret: SECRET, tolerance: 1e9, ...(parameters.options as INodeParameters) },
	});
	hosts.push(host);
	return host;
}

/** Delivers what was recorded, signed with the secret of the test. */
async function deliver(host: TriggerHost, { raw, headers, body }: RecordedDelivery) {
	const username = String(body.session.username ?? '');
	const signature = createHmac('sha256', `${SECRET}${username}`).update(raw).digest('hex');
	const signed = { ...headers, 'x-warest-signature': `HMAC-SHA256=${signature}` };
	host.parameters = { ...host.parameters, sessionId: byId(body.session.id) as never };
	return await host.deliver(raw, { ...signed, 'content-type': 'application/json' });
}

const of = (recording: string) =>
	deliveries.filter(({ name }) => name.replace(/ \d+$/, '') === recording);

/** The items that the events of a recording become. */
async function itemsOf(
	recording: string,
	parameters: INodeParameters = {},
): Promise<IDataObject[]> {
	const host = await startHost({ filters: { own: true }, ...parameters });
	const recorded = of(recording);
	expect(recorded.length).toBeGreaterThan(0);
	for (const delivery of recorded) await deliver(host, delivery);
	return host.items;
}

const alice = {
	jid: '6281200010000@s.whatsapp.net',
	phone: '+6281200010000',
	lid: null,
	name: 'Alice',
};
const nameless = { ...alice, name: null };
const group = '120363000000000000@g.us';

/** What the events of each recording become; several events, one user action: one item. */
const EXPECTED: Record<string, IDataObject[]> = {
	'message.text': [
		{
			event: 'message',
			sessionId: 'demo',
			chatId: alice.jid,
			phone: alice.phone,
			lid: alice.lid,
			isGroup: false,
			sender: alice,
			fromMe: false,
			messageId: '3AA6343EEB63D9980000',
			type: 'text',
			text: 'hello from alice',
			quoted: null,
			mentions: [],
			media: null,
			details: null,
			sentAt: '2026-11-22T09:16:40.000Z',
			receivedAt: expect.stringMatching(/^20..-..-..T/),
		},
	],
	'message.text-group': [{ event: 'message', type: 'text', chatId: group, isGroup: true }],
	'message.text-link': [{ event: 'message', type: 'text' }],
	'message.text-ephemeral': [{ event: 'message', type: 'text' }],
	'message.text-command': [{ event: 'message', type: 'text' }],
	'message.text-lid-sender': [
		{
			event: 'message',
			chatId: '6281200010002@s.whatsapp.net',
			sender: {
				jid: '6281200010002@s.whatsapp.net',
				phone: '+6281200010002',
				lid: '900000000777@lid',
				name: 'Alice',
			},
		},
	],
	'message.group-lid-participant-long': [
		{
			event: 'message',
			chatId: group,
			sender: {
				jid: '6281200010004@s.whatsapp.net',
				phone: '+6281200010004',
				lid: '1234567890123456@lid',
				name: 'Alice',
			},
		},
	],
	'message.text-mentions': [
		{
			event: 'message',
			text: 'hi @6281200010001 @8613800138000 @900000000555',
			mentions: ['6281200010001@s.whatsapp.net', '8613800138000@s.whatsapp.net'],
		},
	],
	'message.text-quote': [
		{
			event: 'message',
			text: 'my answer',
			quoted: {
				messageId: '3EB0AAAA000000000001',
				sender: {
					jid: '6281100000001@s.whatsapp.net',
					phone: '+6281100000001',
					lid: null,
					name: null,
				},
				type: 'text',
				text: 'the original question',
			},
		},
	],
	'message.text-webmessageinfo': [
		{ event: 'message', text: 'resent', sentAt: '2023-11-14T22:13:20.000Z' },
	],
	'message.button-response': [
		{
			event: 'answer',
			type: 'buttonAnswer',
			text: 'Yes',
			details: { id: 'btn-1', title: 'Yes', description: null },
			quoted: expect.objectContaining({ messageId: '3EB0AAAA000000000001' }),
		},
	],
	'message.template-button-reply': [
		{ event: 'answer', text: 'OK', details: { id: 'id-1', title: 'OK', description: null } },
	],
	'message.list-response': [
		{
			event: 'answer',
			type: 'listAnswer',
			text: 'Item A1',
			details: { id: 'A1', title: 'Item A1', description: 'desc' },
		},
	],
	'message.interactive-response': [
		{
			event: 'answer',
			text: 'Ping',
			details: { id: 'btn-ping', title: 'Ping', description: null },
		},
	],
	'message.image-stored': [
		{
			event: 'message',
			type: 'image',
			text: 'look at this',
			media: expect.objectContaining({
				mimeType: 'image/jpeg',
				size: 286,
				width: 64,
				height: 48,
				caption: 'look at this',
				note: null,
				url: expect.stringMatching(
					/^http:\/\/127\.0\.0\.1:9\/storages\/incoming-media\/demo\/imageMessage\/[0-9a-f]{64}\.jpeg$/,
				),
			}),
		},
	],
	'message.image-view-once': [{ event: 'message', type: 'image' }],
	'message.image-download-failed': [
		{
			event: 'message',
			type: 'image',
			media: expect.objectContaining({ url: null, note: expect.stringContaining('not stored') }),
		},
	],
	'message.video-download-failed': [{ event: 'message', type: 'video' }],
	'message.video-stored-group': [{ event: 'message', type: 'video', isGroup: true }],
	'message.video-note': [{ event: 'message', type: 'videoNote' }],
	'message.audio': [{ event: 'message', type: 'voice' }],
	'message.audio-stored': [{ event: 'message', type: 'voice' }],
	'message.sticker': [{ event: 'message', type: 'sticker' }],
	'message.sticker-stored': [{ event: 'message', type: 'sticker' }],
	'message.document': [{ event: 'message', type: 'document' }],
	'message.document-stored': [{ event: 'message', type: 'document' }],
	'message.document-mime-not-allowed': [{ event: 'message', type: 'document' }],
	'message.document-zip-not-stored': [{ event: 'message', type: 'document' }],
	'message.document-with-caption': [
		{
			event: 'message',
			type: 'document',
			text: 'monthly report',
			media: expect.objectContaining({
				fileName: 'report.pdf',
				size: 12345,
				url: null,
				note: expect.stringContaining('documents that have a caption'),
			}),
		},
	],
	'message.location': [
		{
			event: 'message',
			type: 'location',
			details: {
				latitude: expect.any(Number),
				longitude: expect.any(Number),
				name: expect.any(String),
				address: expect.any(String),
			},
		},
	],
	'message.live-location': [{ event: 'message', type: 'liveLocation' }],
	'message.contacts': [
		{
			event: 'message',
			type: 'contacts',
			details: {
				contacts: expect.arrayContaining([
					{ name: expect.any(String), vcard: expect.stringContaining('BEGIN:VCARD') },
				]),
			},
		},
	],
	'message.poll-v1': [
		{
			event: 'message',
			type: 'poll',
			details: { question: expect.any(String), options: expect.any(Array), selectable: 1 },
		},
	],
	'message.poll-vote': [
		{
			event: 'pollVote',
			messageId: '3EB0POLL0000000001',
			details: {
				voteId: '3AB285685F048A800000',
				encryptedVote: expect.objectContaining({
					pollCreationMessageKey: expect.objectContaining({ id: '3EB0POLL0000000001' }),
					vote: { encPayload: expect.any(String), encIv: expect.any(String) },
					key: expect.objectContaining({ participant: alice.jid }),
				}),
			},
		},
	],
	'message.group-invite': [{ event: 'message', type: 'groupInvite' }],
	'message.event': [{ event: 'message', type: 'event' }],
	'message.order': [{ event: 'message', type: 'order' }],
	'message.product': [{ event: 'message', type: 'product' }],
	'message.list-incoming': [{ event: 'message', type: 'list' }],
	'message.template-incoming': [{ event: 'message', type: 'template' }],
	'message.reaction-removed': [
		{ event: 'reaction', text: '', details: expect.objectContaining({ removed: true }) },
	],
	'event.update-reaction': [
		{
			event: 'reaction',
			messageId: '3AX0',
			text: '🔥',
			details: expect.objectContaining({ emoji: '🔥', removed: false }),
		},
	],
	'message.edit': [
		{
			event: 'edit',
			messageId: '3AEDITED0000000001',
			text: 'corrected text',
			sender: nameless,
			fromMe: false,
			sentAt: '2023-11-14T22:13:21.000Z',
		},
	],
	'message.edit-from-me': [{ event: 'edit', fromMe: true, text: 'my corrected text' }],
	'event.update-edit': [{ event: 'edit', messageId: '3AX2', text: 'edited text' }],
	'message.revoke': [{ event: 'revoke', messageId: '3AREVOKED000000001', sender: alice }],
	'event.messages-delete-keys': [
		{
			event: 'deletedHere',
			chatId: alice.jid,
			messageId: '3ADEL1',
			details: { wholeChat: false, messageIds: ['3ADEL1', '3ADEL2'] },
		},
	],
	'event.messages-delete-all': [
		{
			event: 'deletedHere',
			chatId: alice.jid,
			messageId: null,
			details: { wholeChat: true, messageIds: [] },
		},
	],
	'message.pin': [{ event: 'pin', details: expect.objectContaining({ action: 'pinned' }) }],
	'message.pin-from-me': [{ event: 'pin', fromMe: true }],
	'message.keep-from-me': [
		{ event: 'pin', messageId: '3AKEPT01', details: expect.objectContaining({ action: 'kept' }) },
	],
	'event.update-pin': [{ event: 'pin', messageId: '3AX0' }],
	'message.group-stub-add': [
		{
			event: 'groupMembers',
			chatId: group,
			isGroup: true,
			details: {
				action: 'add',
				participants: [
					{
						jid: '6281200010009@s.whatsapp.net',
						phone: '+6281200010009',
						lid: null,
						name: null,
					},
				],
			},
		},
	],
	'message.group-stub-leave': [
		{ event: 'groupMembers', details: expect.objectContaining({ action: 'remove' }) },
	],
	'message.group-stub-promote': [
		{ event: 'groupMembers', details: expect.objectContaining({ action: 'promote' }) },
	],
	'message.group-stub-subject': [
		{
			event: 'groupUpdate',
			chatId: group,
			sender: expect.objectContaining({ phone: '+6281200010001' }),
			details: { subject: 'New subject' },
		},
	],
	'event.group-update': [
		{ event: 'groupUpdate', details: { subject: 'New subject' } },
		{ event: 'groupUpdate', details: { announce: true } },
	],
	'event.group-participants-add': [{ event: 'groupMembers' }],
	'event.group-participants-remove': [{ event: 'groupMembers' }],
	'event.group-participants-promote': [{ event: 'groupMembers' }],
	'event.group-participants-demote': [{ event: 'groupMembers' }],
	'event.group-participants-modify': [{ event: 'groupMembers' }],
	'event.presence-composing': [
		{ event: 'presence', details: { state: 'composing', lastSeen: null } },
	],
	'event.presence-unavailable': [
		{
			event: 'presence',
			chatId: alice.jid,
			sender: nameless,
			details: { state: 'unavailable', lastSeen: '2023-11-14T22:13:20.000Z' },
		},
	],
	'event.call-offer': [
		{
			event: 'call',
			chatId: alice.jid,
			sender: nameless,
			sentAt: '2023-11-14T22:13:20.000Z',
			details: { callId: 'CALL1', state: 'offer', video: true, offline: false },
		},
	],
	'event.creds-update': [{ event: 'credentials', chatId: null, details: null }],
	'message.undecryptable': [{ event: 'system', type: 'system' }],
	'message.sender-key-only': [{ event: 'system', type: 'system' }],
};

describe('the events of a real server', () => {
	it.each(Object.entries(EXPECTED))('%s', async (recording, expected) => {
		const items = await itemsOf(recording);
		expect(items).toEqual(expected.map((item) => expect.objectContaining(item)));
	});

	it('tells each state of a session in the same words', async () => {
		const states = async (recording: string) =>
			(await itemsOf(recording))
				.filter(({ event }) => event === 'session')
				.map(({ details }) => (details as IDataObject).state);
		expect(await states('event.session-qr')).toEqual(['create', 'connecting', 'qr']);
		expect(await states('event.session-logged-out')).toEqual(['logged_out', 'connecting', 'qr']);
		expect(await states('event.session-delete-api')).toEqual(['close']);
		expect(await states('event.session-close-reconnect')).toEqual(
			expect.arrayContaining(['reconnecting', 'connecting', 'open']),
		);
	});

	it('gives every item the same fields, and a phone number only to whom it belongs', async () => {
		const host = await startHost({ filters: { own: true } });
		for (const delivery of deliveries) await deliver(host, delivery);
		expect(host.items.length).toBeGreaterThan(100);
		const [shape] = EXPECTED['message.text'].map((item) => Object.keys(item).sort());
		for (const item of host.items) {
			expect(Object.keys(item).sort()).toEqual(shape);
			const sender = item.sender as IDataObject | null;
			expect(sender?.phone ?? '').not.toMatch(/^\+?(900000|1234567890)/);
		}
	});
});

describe('Output', () => {
	it('gives the event as it came, also what is told twice, if it is to be raw', async () => {
		const items = await itemsOf('message.edit', { options: { output: 'raw' } });
		expect(items).toEqual(of('message.edit').map(({ body }) => body));
	});

	it('gives both if that is wanted', async () => {
		const [delivery] = of('message.text');
		const items = await itemsOf('message.text', { options: { output: 'both' } });
		expect(items).toEqual([
			expect.objectContaining({ text: 'hello from alice', raw: delivery.body }),
		]);
	});

	it.each(['simplified', 'raw', 'both'])(
		'has an output for each chosen event, in the order of the list (%s)',
		async (output) => {
			const host = await startHost({
				options: { output, outputForEach: true },
				events: ['reaction', 'message', 'answer', 'edit'],
			});
			for (const name of ['message.text', 'message.button-response', 'event.update-reaction']) {
				await deliver(host, of(name)[0]);
			}
			const filled = host.runs.map(({ outputs }) => outputs.map(({ length }) => length));
			// Answer, edit, message, reaction.
			expect(filled).toEqual([
				[0, 0, 1, 0],
				[1, 0, 0, 0],
				[0, 0, 0, 1],
			]);
		},
	);
});

describe('what does not start the workflow', () => {
	const texts = async (parameters: INodeParameters, recordings: string[]) => {
		const host = await startHost(parameters);
		for (const name of recordings) for (const one of of(name)) await deliver(host, one);
		return host.items.map(({ text }) => text);
	};

	it('an event that is not chosen', async () => {
		expect(await texts({ events: ['edit'] }, ['message.text', 'message.edit'])).toEqual([
			'corrected text',
		]);
	});

	it.each([
		['groups', ['lid in group']],
		['persons', ['hello from alice', 'Yes']],
	])('a chat that is not among the %s', async (chatKind, expected) => {
		const recordings = [
			'message.text',
			'message.group-lid-participant-long',
			'message.button-response',
		];
		expect(await texts({ filters: { chatKind } }, recordings)).toEqual(expected);
	});

	it('another chat', async () => {
		const filters = { chats: { chat: [{ chatId: byId('+62 812-0001-0002') }] } };
		const recordings = ['message.text', 'message.text-lid-sender'];
		expect(await texts({ filters } as never, recordings)).toEqual(['hi from a lid']);
	});

	it('another chat, where the chosen one has a hidden number or one that the list only claims', async () => {
		const recordings = ['message.text', 'message.text-lid-sender'];
		const chosen = async (value: string) => {
			const chat = { __rl: true as const, mode: 'list', value };
			return await texts({ filters: { chats: { chat: [{ chatId: chat }] } } } as never, recordings);
		};
		expect(await chosen('900000000777@lid')).toEqual(['hi from a lid']);
		expect(await chosen('unverified:900000000777')).toEqual(['hi from a lid']);
		expect(await chosen('unverified:6281200010000')).toEqual(['hello from alice']);
	});

	it('another sender', async () => {
		const filters = { senders: '6281200010004, +62 812-0001-0009' };
		const recordings = ['message.text', 'message.group-lid-participant-long'];
		expect(await texts({ filters }, recordings)).toEqual(['lid in group']);
	});

	it('a text without one of the words', async () => {
		const filters = { words: 'order, ALICE' };
		expect(await texts({ filters }, ['message.text', 'message.button-response'])).toEqual([
			'hello from alice',
		]);
	});

	it('what is done on the own phone, unless it is wanted', async () => {
		expect(await texts({}, ['message.edit-from-me'])).toEqual([]);
		expect(await texts({ filters: { own: true } }, ['message.edit-from-me'])).toEqual([
			'my corrected text',
		]);
	});
});

it.each([
	[{ events: [] }, "'Events' is empty"],
	[{ options: { secret: 'short' } }, "'Options → Secret for Manual Setup' is too short"],
	[{ sessionId: byId('') as never }, "'Session' is empty"],
	[{ filters: { senders: '0812' } }, "'Filters → Senders' has an entry"],
])('says what is wrong with %j', async (parameters, message) => {
	const host = await startHost(parameters);
	await expect(host.activate()).rejects.toThrow(message);
});
