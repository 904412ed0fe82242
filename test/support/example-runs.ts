import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Given, Start } from './whole-workflow';

/** What a contact does: the sandbox's control route for it below `/control/sessions`, and the body. */
export type Happening = [route: string, body: object];

/** One start of an example, and what then reaches the server. */
export interface ExampleRun {
	/** The trigger that starts it … */
	from: string;
	/** … by what a contact does; `sentId` is the newest message of the session … */
	happens?: (sentId: string) => Happening;
	/** … or with these items. */
	items?: INodeExecutionData[];
	/** What a person does while it runs, as soon as that is possible. */
	meanwhile?: Happening;
	/** Where n8n itself isn't there: what its nodes give, and what was answered where it waits. */
	given?: Given;
	/** In a real n8n: what a person answers where it waits. */
	answer?: (askedId: string) => Happening;
	/** Not to be run in a real n8n, where it would take a person, a model or hours. */
	engineOnly?: true;
	/** The node at which it then waits for an answer. */
	waitsAt?: string;
	/** The changes that it asks of the server, in their order: the end of the path, and what is in the body. */
	does: Array<[path: string, body: IDataObject]>;
	/** Whoever gets them is in no order: that has only what goes to the same chat. */
	inAnyOrder?: true;
	/** A tool of an agent that is run instead of the agent, what the model says to it … */
	tool?: Start['tool'];
	/** … and what it gives the model. */
	reads?: string;
	/** How many items arrive at nodes. */
	ends?: Record<string, number>;
}

const SITI = '6281200648390@s.whatsapp.net';
const RINA = '6281200457101@s.whatsapp.net';
const TEAM = '120363041200457001@g.us';
const OWN = '6281200457010@s.whatsapp.net';
const item = (json: IDataObject, more: object = {}): INodeExecutionData => ({ json, ...more });
const writes = (text: string) => (): Happening => ['shop/incoming', { chatId: SITI, text }];
const text = (to: string, message: string): [string, IDataObject] => [
	'messages/send/text',
	{ to, message },
];
const answered = (value: string | boolean) => item({ answered: true, value });
const nobody = item({ answered: false, value: null });

/** As n8n keeps a small file in an item. */
const file = (text: string, fileName: string, mimeType: string): IBinaryData => ({
	data: Buffer.from(text).toString('base64'),
	fileName,
	mimeType,
});

const CSV = 'phone,name\n+62 812-0064-8390,Siti\nno number,Nobody\n6281200331874,Ayu\n';

const REQUEST = item({
	'Your WhatsApp number': '+62 812-0045-7103',
	Customer: 'Siti',
	'Discount in percent': 10,
});

/** Each example, run with what a person changes first in the sandbox. */
export const EXAMPLE_RUNS: Record<string, ExampleRun[]> = {
	'agent-with-memory-and-review': [
		{
			from: 'WARest Trigger',
			happens: writes('Are you open today?'),
			engineOnly: true,
			given: { 'AI Agent': [[item({ output: '**Yes**, until 18:00' })]] },
			does: [text(SITI, '*Yes*, until 18:00')],
		},
		{
			from: 'WARest Trigger',
			happens: writes('Are you open today?'),
			engineOnly: true,
			tool: { name: 'Look up the conversation', says: {} },
			does: [],
			reads: expect.stringContaining('Are you open today?'),
		},
		{
			from: 'WARest Trigger',
			happens: writes('Do you deliver to Mars?'),
			engineOnly: true,
			tool: { name: 'Write to the team', says: { message: 'Do we deliver to Mars?' } },
			does: [text(TEAM, 'Do we deliver to Mars?')],
		},
	],
	approval: [
		{
			from: 'Request',
			items: [REQUEST],
			engineOnly: true,
			waitsAt: 'Ask the boss',
			does: [text(RINA, expect.stringContaining('asks for a discount of 10 % for Siti'))],
		},
		{
			from: 'Request',
			items: [REQUEST],
			engineOnly: true,
			given: { 'Ask the boss': [[answered(true)]] },
			does: [text('6281200457103@s.whatsapp.net', 'Approved: 10 % for Siti ✅')],
		},
		{
			from: 'Request',
			items: [REQUEST],
			engineOnly: true,
			given: { 'Ask the boss': [[answered(false)]], 'Approved?': [[], [answered(false)]] },
			does: [text('6281200457103@s.whatsapp.net', 'No discount for Siti this time.')],
		},
		{
			from: 'Request',
			items: [REQUEST],
			engineOnly: true,
			given: { 'Ask the boss': [[], [nobody]] },
			does: [
				text(
					'6281200457103@s.whatsapp.net',
					'Nobody has decided about Siti within a day. Please ask again.',
				),
			],
		},
	],
	broadcast: [
		{
			from: 'Upload the list',
			items: [
				item(
					{ Message: 'Hello {name}, the new harvest is here' },
					{ binary: { List: file(CSV, 'list.csv', 'text/csv') } },
				),
			],
			given: {
				'Read the list': [
					[
						item({ phone: '+62 812-0064-8390', name: 'Siti' }),
						item({ phone: 'no number', name: 'Nobody' }),
						item({ phone: '6281200331874', name: 'Ayu' }),
					],
				],
			},
			does: [
				text(SITI, 'Hello Siti, the new harvest is here'),
				text('6281200331874@s.whatsapp.net', 'Hello Ayu, the new harvest is here'),
			],
			inAnyOrder: true,
			ends: { Sent: 2, 'Not sent': 1 },
		},
	],
	'files-from-a-form': [
		{
			from: 'Upload',
			items: [
				item(
					{ 'WhatsApp number': '+62 812-0064-8390' },
					{
						binary: {
							Invoice: file('%PDF-1.4', 'invoice.pdf', 'application/pdf'),
							Photo: file('\xff\xd8\xff', 'photo.jpg', 'image/jpeg'),
						},
					},
				),
			],
			does: [
				['messages/send/document', { to: SITI, caption: 'Your invoice' }],
				['messages/send/document', { to: SITI, caption: 'Your order, ready to go' }],
			],
		},
	],
	'group-onboarding': [
		{
			from: 'New customer',
			items: [item({ Customer: 'Siti', 'WhatsApp number': '+62 812-0064-8390' })],
			does: [
				['group/create', { groupName: 'Kopi Senja and Siti', participants: ['6281200648390'] }],
				['group/description', { groupDescription: expect.stringContaining('16:00') as unknown }],
				['messages/send/text', { message: expect.stringContaining('Welcome, Siti') as unknown }],
			] as ExampleRun['does'],
		},
		{
			from: 'WARest Trigger',
			happens: () => [
				'shop/group-changes',
				{ groupId: TEAM, change: 'add', participants: [SITI], by: RINA },
			],
			does: [text(TEAM, expect.stringContaining('Welcome @6281200648390!'))],
		},
		{
			from: 'WARest Trigger',
			happens: () => [
				'shop/group-changes',
				{ groupId: TEAM, change: 'leave', participants: [RINA] },
			],
			given: { 'Joined?': [[]] },
			does: [],
		},
	],
	'new-number-by-qr': [
		{
			from: 'When clicking ‘Execute workflow’',
			items: [item({})],
			meanwhile: ['market-stall/scan', {}],
			does: [
				['session/create', { sessionId: 'market-stall' }],
				text(
					'6281200457090@s.whatsapp.net',
					'This number is connected to n8n as session "market-stall".',
				),
			],
		},
	],
	'nightly-health-report': [
		{
			from: 'Every night at eleven',
			items: [item({})],
			does: [
				text(
					OWN,
					expect.stringMatching(
						/^\*WhatsApp tonight\*\n❌ Session 'warehouse': .*\n→ [^]*\n✅ WARest server: /,
					),
				),
			],
		},
	],
	'order-confirmed-in-the-chat': [
		{
			from: 'WARest Trigger',
			happens: writes('I want to order'),
			engineOnly: true,
			waitsAt: 'Ask how they want it',
			does: [
				text(SITI, 'How would you like your order?\n\n1. Delivery\n2. Pick-up\n3. No, thanks'),
			],
		},
		{
			from: 'WARest Trigger',
			happens: writes('I want to order'),
			given: { 'Ask how they want it': [[answered('Delivery')]] },
			answer: () => ['shop/incoming', { chatId: SITI, text: '1' }],
			does: [text(SITI, 'Thank you! We have noted: Delivery.')],
		},
		{
			from: 'WARest Trigger',
			happens: writes('I want to order'),
			engineOnly: true,
			given: { 'Ask how they want it': [[], [nobody]] },
			does: [text(SITI, expect.stringContaining('nothing was ordered'))],
		},
	],
	'pin-vip-chats': [
		{
			from: 'WARest Trigger',
			happens: writes('Hello'),
			does: [[`chats/${encodeURIComponent(SITI)}/pin`, { pin: true }]],
		},
	],
	poll: [
		{
			from: 'Every Friday at ten',
			items: [item({})],
			does: [['messages/send/poll', { to: TEAM, question: 'Who can work on Saturday?' }]],
		},
		{
			from: 'WARest Trigger',
			happens: (messageId) => [
				'shop/votes',
				{ chatId: TEAM, messageId, from: RINA, options: ['I can'] },
			],
			does: [['poll-update-vote', { voterJid: RINA }]],
		},
	],
	'support-inbox': [
		{
			from: 'WARest Trigger',
			happens: writes('Where is my parcel?'),
			engineOnly: true,
			waitsAt: 'Ask the team',
			does: [text(TEAM, expect.stringContaining('Siti Rahmawati (+6281200648390) writes:\nWhere'))],
		},
		{
			from: 'WARest Trigger',
			happens: writes('Where is my parcel?'),
			given: { 'Ask the team': [[answered('It arrives today')]] },
			answer: (quotedId) => [
				'shop/incoming',
				{ chatId: TEAM, from: RINA, quotedId, text: 'It arrives today' },
			],
			does: [text(SITI, 'It arrives today')],
		},
		{
			from: 'WARest Trigger',
			happens: writes('Where is my parcel?'),
			engineOnly: true,
			given: { 'Ask the team': [[], [nobody]] },
			does: [text(SITI, expect.stringContaining('takes us a little longer'))],
		},
	],
	'two-workflows-1-prices': [
		{
			from: 'WARest Trigger',
			happens: writes('What is the price of Toraja?'),
			does: [text(SITI, expect.stringContaining('Toraja 250 g'))],
		},
	],
	'two-workflows-2-opening-hours': [
		{
			from: 'WARest Trigger',
			happens: writes('Are you open today?'),
			does: [text(SITI, expect.stringContaining('every day from 8 to 18'))],
		},
	],
};

/** Has it happen in a sandbox, as soon as that is possible. */
export async function happen(sandboxUrl: string, [route, body]: Happening): Promise<void> {
	const url = `${sandboxUrl}/control/sessions/${route}`;
	for (let turn = 0; turn < 100; turn++) {
		const { status } = await axios.post(url, body, { proxy: false, validateStatus: () => true });
		if (status < 300) return;
		await wait(50);
	}
	throw new Error(`${route} is not possible`);
}
