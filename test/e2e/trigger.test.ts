import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stored } from '../../tools/host/n8n-client';
import { getStage, signedIn } from './stage';
import {
	CHAT,
	free,
	itemOf,
	ofN8n,
	sandbox,
	SESSION,
	slot,
	triggerWorkflow,
	write,
} from './trigger-scene';

const client = signedIn(getStage());

let workflow: Stored;

/** What the instant actions sent to the chat, once there are that many messages. */
async function sentTexts(count: number): Promise<string[]> {
	for (let turn = 0; turn < 100; turn++) {
		const { data } = await sandbox.get<{ sent: Array<{ jid: string; text: string | null }> }>(
			'/control/sent',
		);
		const toChat = data.sent.filter(({ jid }) => jid === CHAT).map(({ text }) => text ?? '');
		const texts = toChat.filter((text) => text.startsWith('We got'));
		if (texts.length >= count) return texts;
		await wait(100);
	}
	throw new Error(`Fewer than ${count} messages were sent`);
}

beforeAll(async () => {
	workflow = await client.createWorkflow(
		triggerWorkflow('On a message', {
			instantActions: { action: [{ kind: 'read' }, { kind: 'text', text: 'We got "[text]"' }] },
		}),
	);
});

// The tests in this file are one person's steps, in order.

it('registers itself with WARest when the workflow is activated', async () => {
	await client.activate(workflow);
	expect((await slot(ofN8n)).secret).toHaveLength(64);
});

it('starts the workflow once for each message that somebody writes', async () => {
	for (const text of ['one', 'two', 'three']) await write(text);
	const executions = await client.executions(workflow, 3);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	const items = executions.map(itemOf);
	expect(items.map(({ text }) => String(text)).sort()).toEqual(['one', 'three', 'two']);
	expect(items[0]).toMatchObject({
		event: 'message',
		sessionId: SESSION,
		chatId: CHAT,
		sender: { jid: CHAT, phone: '+6281300090001' },
	});
});

it('answers each of them at once with its instant actions', async () => {
	const texts = await sentTexts(3);
	expect(texts.sort()).toEqual(['We got "one"', 'We got "three"', 'We got "two"']);
});

it('does not start it for what is not signed by WARest', async () => {
	const { url } = await slot(ofN8n);
	const forged = { event: 'message_received', data: {}, ts: Date.now(), session: { id: SESSION } };
	const headers = { 'x-warest-signature': `HMAC-SHA256=${'0'.repeat(64)}` };
	const { status } = await axios.post(url, forged, { headers, proxy: false });
	expect(status).toBe(200);
	await write('after the forgery');
	const executions = await client.executions(workflow, 4);
	expect(executions.map(itemOf).map(({ text }) => text)).toContain('after the forgery');
	expect(executions).toHaveLength(4);
});

it('gives up the webhook when the workflow is deactivated', async () => {
	await client.deactivate(workflow);
	await slot(free);
});
