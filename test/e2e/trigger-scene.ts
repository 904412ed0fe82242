import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { chosen, WAREST_CREDENTIAL } from '../../tools/host/demo';
import type { ExecutionRecord, WorkflowDraft } from '../../tools/host/n8n-client';
import { getStage } from './stage';

/** The session and the chat in which the tests of the trigger write. */
export const SESSION = 'support';
export const CHAT = '6281300090001@s.whatsapp.net';

const stage = getStage();

/** The sandbox: its API with the key, and what moves its world. */
export const sandbox = axios.create({
	baseURL: stage.sandbox.url,
	proxy: false,
	headers: { 'X-WAREST-API-KEY': stage.sandbox.apiKey },
});

/** Where the events of a session go, and what they are signed with. */
export interface Slot {
	url: string;
	secret: string;
	/** How many triggers share it. */
	members: number;
}

/** Has a contact write. */
export async function write(text: string): Promise<void> {
	await sandbox.post(`/control/sessions/${SESSION}/incoming`, { chatId: CHAT, text });
}

/** The place that the running session's events go to, once it is as expected; its URL without the query that makes it new. */
export async function slot(expected: (slot: Slot) => boolean, seconds = 20): Promise<Slot> {
	const giveUpAt = Date.now() + seconds * 1_000;
	for (;;) {
		const { data } = await sandbox.get<{ webhook: { running: Omit<Slot, 'members'> | null } }>(
			`/control/sessions/${SESSION}`,
		);
		const { running } = data.webhook;
		const [url = '', query] = running?.url.split('?') ?? [];
		const others = new URLSearchParams(query).get('with')?.split(',') ?? [];
		const found = running && { ...running, url, members: 1 + others.length };
		if (found && expected(found)) return found;
		if (Date.now() > giveUpAt) {
			throw new Error(`The webhook of the session is ${running?.url}, not what was expected`);
		}
		await wait(100);
	}
}

export const ofN8n = ({ url }: Slot) => url.startsWith(`${stage.n8n.url}/webhook/`);
export const ofTest = ({ url }: Slot) => url.startsWith(`${stage.n8n.url}/webhook-test/`);
/** Whether so many workflows of n8n, and who listens for a test event, share it. */
export const sharedBy = (count: number) => (slot: Slot) => ofN8n(slot) && slot.members === count;
export const free = ({ url }: Slot) => url === '';

/** A workflow of one WARest Trigger for messages. */
export function triggerWorkflow(name: string, parameters: INodeParameters = {}): WorkflowDraft {
	return {
		name,
		nodes: [
			{
				id: randomUUID(),
				webhookId: randomUUID(),
				name: 'WARest Trigger',
				type: 'n8n-nodes-warest.warestTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: {
					sessionId: chosen({ value: SESSION, name: SESSION }),
					events: ['message'],
					...parameters,
				},
				credentials: {
					[WAREST_CREDENTIAL]: { id: stage.credential.id, name: stage.credential.name },
				},
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

/** What the trigger gave to an execution. */
export const itemOf = ({ data }: ExecutionRecord): IDataObject =>
	data.resultData.runData['WARest Trigger'][0].data?.main?.[0]?.[0]?.json ?? {};

export const textsOf = (executions: ExecutionRecord[]) =>
	executions.map((execution) => itemOf(execution).text);
