import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { recordedDeliveries } from '../../test/support/recorded-deliveries';
import { WAREST_CREDENTIAL } from '../host/demo';
import type { N8nClient, Stored } from '../host/n8n-client';
import { createActive } from './active-workflow';
import type { DeliveryRun } from './deliveries';

const STARTED_WITHIN_MS = 60_000;

/** A recorded text message, with another key each time. */
export function message(): DeliveryRun['body'] {
	const recorded = recordedDeliveries().find(({ name }) => name === 'message.text 1');
	if (!recorded) throw new Error('There is no recording of a text message');
	const { id } = (recorded.body.data as { message: { key: { id: string } } }).message.key;
	const raw = recorded.raw.toString().replaceAll(id, 'MESSAGE-ID');
	return JSON.parse(raw) as DeliveryRun['body'];
}

/** An active workflow that requests to an address start. */
export interface Subject {
	workflow: Stored;
	url: string;
}

/** A node that starts a workflow, and the path of its address. */
export interface Start {
	node: INode;
	path: string;
}

const startNode = (node: Pick<INode, 'type' | 'webhookId'> & Partial<INode>): INode => ({
	id: randomUUID(),
	name: 'Start',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...node,
});

/** A WARest Trigger for the messages of a session. */
export function warestTrigger(
	{ id, name }: Stored,
	sessionId: string,
	options: INodeParameters = {},
): Start {
	const webhookId = randomUUID();
	const node = startNode({
		webhookId,
		type: 'n8n-nodes-warest.warestTrigger',
		typeVersion: 1.1,
		parameters: {
			sessionId: { __rl: true, mode: 'id', value: sessionId },
			events: ['message'],
			options,
		},
		credentials: { [WAREST_CREDENTIAL]: { id, name } },
	});
	return { node, path: `${webhookId}/warest` };
}

/** n8n's own Webhook node. */
export function webhookNode(): Start {
	const path = randomUUID();
	const node = startNode({
		webhookId: path,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path },
	});
	return { node, path };
}

/** An active workflow that begins with a node, and has perhaps others in a row after it. */
export async function subjectOf(
	n8n: N8nClient,
	name: string,
	{ node, path }: Start,
	...more: INode[]
): Promise<Subject> {
	const nodes = [node, ...more];
	const links = more.map((next, place) => [
		nodes[place].name,
		{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
	]);
	const draft = {
		name,
		nodes,
		connections: Object.fromEntries(links) as Record<string, never>,
		settings: { executionOrder: 'v1' },
	};
	const url = `${n8n.url}/webhook/${path}`;
	return { workflow: await createActive(n8n, draft, url), url };
}

/** Each delivery must start the workflow, or the rate says nothing; n8n answers a little before. */
export async function waitUntilStarted(
	n8n: N8nClient,
	workflow: Stored,
	count: number,
): Promise<void> {
	const giveUpAt = Date.now() + STARTED_WITHIN_MS;
	for (;;) {
		const started = await n8n.count(workflow);
		if (started === count) return;
		if (started > count || Date.now() > giveUpAt) {
			throw new Error(`${workflow.name}: ${started} executions for ${count} deliveries`);
		}
		await wait(100);
	}
}
