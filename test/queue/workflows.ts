import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { chosen, WAREST_CREDENTIAL, WAREST_NODE } from '../../tools/host/demo';
import type { WorkflowDraft } from '../../tools/host/n8n-client';
import type { Stage } from './stage';

/** The trigger's node type as n8n knows it. */
const TRIGGER_NODE = 'n8n-nodes-warest.warestTrigger';

/** A parameter with a list in the editor, filled by hand. */
export const byHand = (value: string) => ({ __rl: true, mode: 'id', value });

type Part = Pick<INode, 'name' | 'type' | 'parameters'> & Partial<INode>;

const credentials = ({ credential: { id, name } }: Stage) => ({
	[WAREST_CREDENTIAL]: { id, name },
});

/** One of the WARest node's operations. */
export const warest = (
	stage: Stage,
	name: string,
	resource: string,
	{ sessionId, operation, ...parameters }: INodeParameters & { sessionId: string },
): Part => ({
	name,
	type: WAREST_NODE,
	typeVersion: 1.1,
	parameters: {
		resource,
		operation,
		sessionId: chosen({ value: sessionId, name: sessionId }),
		...parameters,
	},
	credentials: credentials(stage),
});

/** The WARest Trigger node, for messages. */
export const warestTrigger = (
	stage: Stage,
	sessionId: string,
	options: INodeParameters = {},
): Part => ({
	name: 'WARest Trigger',
	type: TRIGGER_NODE,
	typeVersion: 1.1,
	webhookId: randomUUID(),
	parameters: {
		sessionId: chosen({ value: sessionId, name: sessionId }),
		events: ['message'],
		options,
	},
	credentials: credentials(stage),
});

/** n8n's own Webhook node. */
export const webhook = (path: string): Part => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: randomUUID(),
	parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
});

/** Turns each entry of the list `items` that the webhook got into an item. */
export const splitOut: Part = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};

/** A workflow of nodes in a row. */
export function chain(name: string, ...parts: Part[]): WorkflowDraft {
	const nodes = parts.map((part, index) => ({
		id: randomUUID(),
		typeVersion: 1,
		position: [index * 220, 0] as [number, number],
		...part,
	}));
	const links = nodes
		.slice(1)
		.map((next, index) => [
			nodes[index].name,
			{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
		]);
	const connections = Object.fromEntries(links) as WorkflowDraft['connections'];
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
