import type { IDataObject } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { byId, runnerOf } from '../support/warest';
import type { Incoming } from '../../sandbox/webhooks/contacts/incoming';

const current = useSandbox();
const chats = runnerOf(current, 'chats', { sessionId: byId('shop'), limit: 1 });

const BUDI = '6281200010003@s.whatsapp.net';
const group = () =>
	[...current.sandbox.control.session('shop').chats.values()].find(({ isGroup }) => isGroup)!;

/** What the history has of people: no names of members. */
const known = ({ jid, phone }: IDataObject) => ({ jid, phone });

it.each<[string, () => Incoming]>([
	['text', () => ({ chatId: BUDI, text: 'Are you open?' })],
	['message of a group', () => ({ chatId: group().jid, text: 'Hello all' })],
])('of a %s is the same from the trigger and from the history', async (_, incoming) => {
	const host = await TriggerHost.start(current.account, { events: ['message'] });
	await host.activate();
	current.sandbox.control.incoming('shop', incoming());
	await current.sandbox.webhooks.settled();
	current.sandbox.clock.advance(2000);
	const [{ event, receivedAt, sender, ...message }] = host.items as [IDataObject];
	await host.close();
	expect([event, receivedAt]).toEqual(['message', expect.stringMatching(/Z$/)]);
	const { items } = await chats('getChatMessages', { chatId: byId(message.chatId) });
	expect(items[0].json).toMatchObject({ ...message, sender: known(sender as IDataObject) });
	expect(message).toMatchObject({ sessionId: 'shop', sentAt: expect.stringMatching(/Z$/) });
});
