import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { chosen, WAREST_CREDENTIAL } from '../host/demo';
import type { ExecutionRecord, Stored } from '../host/n8n-client';
import { getStage, signedIn } from './stage';

const stage = getStage();
const client = signedIn(stage);
const SESSION = 'support';
const CHAT = '6281300090001@s.whatsapp.net';

const sandbox = axios.create({ baseURL: stage.sandbox.url, proxy: false });
const write = async (text: string) =>
	await sandbox.post(`/control/sessions/${SESSION}/incoming`, { chatId: CHAT, text });

/** The address that the session's events go to, once it is as expected. */
async function webhookUrl(expected: (url: string) => boolean): Promise<string> {
	for (let turn = 0; turn < 200; turn++) {
		const { data } = await sandbox.get<{ webhook: { running: { url: string } } }>(
			`/control/sessions/${SESSION}`,
		);
		const { url } = data.webhook.running;
		if (expected(url)) return url;
		await wait(100);
	}
	throw new Error('The webhook of the session did not become what was expected');
}

/** What was sent to the chat, once it is so many messages. */
async function sentTexts(count: number): Promise<string[]> {
	for (let turn = 0; turn < 100; turn++) {
		const { data } = await sandbox.get<{ sent: Array<{ jid: string; text: string }> }>(
			'/control/sent',
		);
		const texts = data.sent.filter(({ jid }) => jid === CHAT).map(({ text }) => text);
		if (texts.length >= count) return texts;
		await wait(100);
	}
	throw new Error(`Fewer than ${count} messages were sent`);
}

const isN8n = (url: string) => url.startsWith(stage.n8n.url);

function triggerNode(): INode {
	return {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'WARest Trigger',
		type: 'n8n-nodes-warest.warestTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			sessionId: chosen({ value: SESSION, name: SESSION }),
			events: ['message'],
			instantActions: { action: [{ kind: 'read' }, { kind: 'text', text: 'We got "[text]"' }] },
		},
		credentials: { [WAREST_CREDENTIAL]: { id: stage.credential.id, name: stage.credential.name } },
	};
}

const itemOf = ({ data }: ExecutionRecord): IDataObject =>
	data.resultData.runData['WARest Trigger'][0].data?.main?.[0]?.[0]?.json ?? {};

let workflow: Stored;

beforeAll(async () => {
	workflow = await client.createWorkflow({
		name: 'On a message',
		nodes: [triggerNode()],
		connections: {},
	});
});

// The tests of this file are the steps of one person, one after the other.

it('registers itself with WARest when the workflow is activated', async () => {
	await client.activate(workflow);
	expect(await webhookUrl(isN8n)).toContain('/webhook/');
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
	const url = await webhookUrl(isN8n);
	const forged = { event: 'message_received', data: {}, ts: Date.now(), session: { id: SESSION } };
	const headers = { 'x-warest-signature': `HMAC-SHA256=${'0'.repeat(64)}` };
	const { status } = await axios.post(url, forged, { headers, proxy: false });
	expect(status).toBe(200);
	await write('after the forgery');
	const executions = await client.executions(workflow, 4);
	expect(executions.map(itemOf).map(({ text }) => text)).toContain('after the forgery');
	expect(executions).toHaveLength(4);
});

it('gives the place free when the workflow is deactivated', async () => {
	await client.deactivate(workflow);
	expect(await webhookUrl((url) => !isN8n(url))).toBe('');
});
