import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { byId, runnerOf, type Conditions } from '../support/warest';

const current = useSandbox();
const BUDI = '6281200331874@s.whatsapp.net';
const HIDDEN = '900000000888@lid';
const GROUP = '120363041200457001@g.us';

const messages = runnerOf(current, 'messages');
const chats = runnerOf(current, 'chats', { sessionId: byId('shop') });
const sent = () =>
	current.sandbox.control.sent.map(({ jid, text, quotedId }) => ({ jid, text, quotedId }));
const sends = () => reached(current.sandbox, /messages\/send/);

/** The answer to an item that comes in, with nothing entered but the text. */
const replyTo = async (json: IDataObject, parameters: object = {}, conditions: Conditions = {}) =>
	await messages('reply', { message: 'Yes', ...parameters }, { items: [{ json }], ...conditions });

/** What the trigger makes of what contacts write. */
async function triggered(...writes: Array<() => void>): Promise<IDataObject[]> {
	const host = await TriggerHost.start(current.account, {
		sessionId: byId('shop'),
		events: ['all'],
	} as unknown as INodeParameters);
	await host.activate();
	for (const write of writes) write();
	await current.sandbox.webhooks.settled();
	await host.close();
	return host.items;
}

const write = (chatId: string, text: string) =>
	current.sandbox.control.incoming('shop', { chatId, text });

it("answers the trigger's item in its chat and quotes it, with nothing entered but the text", async () => {
	const items = await triggered(() => write(BUDI, 'Is it ready?'));
	const { items: output, error } = await replyTo(items[0]);
	expect(error).toBeUndefined();
	expect(output[0].json).toMatchObject({ toJid: BUDI, sent: true });
	expect(sent()).toEqual([{ jid: BUDI, text: 'Yes', quotedId: items[0].messageId }]);
	const { body } = sends()[0];
	expect(body).toMatchObject({ sessionId: 'shop' });
});

it('answers several items, each in its own chat', async () => {
	const items = await triggered(
		() => write(BUDI, 'Is it ready?'),
		() => current.sandbox.control.incoming('shop', { chatId: GROUP, text: 'And mine?' }),
	);
	const { error } = await messages(
		'reply',
		{ message: '={{ $json.text }}' },
		{ items: items.map((json) => ({ json })) },
	);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{ jid: BUDI, text: 'Is it ready?', quotedId: items[0].messageId },
		{ jid: GROUP, text: 'And mine?', quotedId: items[1].messageId },
	]);
});

it('answers an item of Fetch Chat Messages', async () => {
	const { items } = await chats('getChatMessages', { chatId: byId(BUDI), limit: 1 });
	const { error } = await replyTo(items[0].json);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([{ jid: BUDI, text: 'Yes', quotedId: items[0].json.messageId }]);
});

it('takes the message from an earlier node, and doesn’t quote it if told so', async () => {
	const incoming = { sessionId: 'shop', chatId: BUDI, messageId: 'ABC' };
	await replyTo(
		{ output: 'It is', message: incoming },
		{
			message: '={{ $json.output }}',
			incoming: '={{ $json.message }}',
			options: { quote: false },
		},
	);
	expect(sent()).toEqual([{ jid: BUDI, text: 'It is', quotedId: null }]);
});

it('refuses somebody who hides their number, and sends nothing to the digits of the LID', async () => {
	const items = await triggered(() => write(HIDDEN, 'Is it ready?'));
	expect(items[0].chatId).toBe(HIDDEN);
	const { error } = await replyTo(items[0]);
	expect(error?.message).toContain(
		`'Incoming Message' is of a chat, "${HIDDEN}", that is someone who hides their number`,
	);
	expect(error?.description).toContain("WARest can't write to them");
	expect(sends()).toEqual([]);
});

it('asks WhatsApp whose chat it is if only the history says so', async () => {
	const item = { sessionId: 'shop', chatId: 'unverified:6281200331874', id: 'ABC' };
	expect((await replyTo(item)).error).toBeUndefined();
	expect(sent()).toEqual([{ jid: BUDI, text: 'Yes', quotedId: 'ABC' }]);
});

const message = { event: 'message', sessionId: 'shop', chatId: BUDI, messageId: 'ABC' };

it.each([
	['what another node made', { output: 'Yes' }, /holds no WhatsApp message/],
	['an empty item', {}, /is an empty item/],
	['a call', { ...message, event: 'call', messageId: null }, /holds no WhatsApp message/],
	['somebody typing', { ...message, event: 'presence', messageId: null }, /no WhatsApp message/],
	['a system message', { ...message, event: 'system' }, /holds no WhatsApp message/],
	['a note of WARest', { ...message, messageId: 'sys_01' }, /holds no WhatsApp message/],
	['a message without a session', { ...message, sessionId: '' }, /holds no WhatsApp message/],
	['two chats', { ...message, chatId: `${BUDI},${GROUP}` }, /names more than one chat/],
	['digits without a domain', { ...message, chatId: '6281200331874' }, /no WhatsApp message/],
	['several chats in a list', { ...message, chatId: [BUDI, GROUP] }, /no WhatsApp message/],
	['a deleted message', { ...message, event: 'revoke' }, /holds a message that was deleted/],
	['a status', { ...message, chatId: 'status@broadcast' }, /is a status or of a channel/],
])('refuses %s, and sends nothing', async (_what, item, refusal) => {
	const { error } = await replyTo(item);
	expect(error?.message).toMatch(refusal);
	expect(sends()).toEqual([]);
});

it('says where to find the message if other nodes stand in between', async () => {
	const { error } = await replyTo({ output: 'Yes' });
	expect(error?.message).toBe(`'Incoming Message' holds no WhatsApp message: "{"output":"Yes"}"`);
	expect(error?.description).toContain("{{ $('WARest Trigger').item.json }}");
});
