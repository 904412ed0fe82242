import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../host/n8n-client';
import { createActive } from './active-workflow';

/** An active workflow that hands what it is given, item by item, to one node. */
export interface TimedWorkflow {
	/** Runs the node on one item for each chat; gives the milliseconds that n8n notes for the node. */
	time(chats: string[]): Promise<number>;
}

const SUBJECT = 'Subject';

function nodeAt(place: number, name: string, node: Partial<INode>): INode {
	return {
		id: randomUUID(),
		name,
		type: '',
		typeVersion: 1,
		position: [place * 220, 0],
		parameters: {},
		...node,
	};
}

/** Webhook → Split Out → the node; the webhook answers when all of it has run. */
export async function createTimedWorkflow(
	n8n: N8nClient,
	name: string,
	subject: Partial<INode>,
): Promise<TimedWorkflow> {
	const path = randomUUID();
	const nodes = [
		nodeAt(0, 'Webhook', {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData' },
		}),
		nodeAt(1, 'Items', {
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		}),
		nodeAt(2, SUBJECT, subject),
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const url = `${n8n.url}/webhook/${path}`;
	const workflow = await createActive(
		n8n,
		{
			name,
			nodes,
			connections: { Webhook: to('Items'), Items: to(SUBJECT) },
			settings: { executionOrder: 'v1' },
		},
		url,
	);
	return {
		async time(chats) {
			const items = chats.map((chat) => ({ chat }));
			await axios.post(url, { items }, { proxy: false });
			const { status, data } = await n8n.lastExecution(workflow);
			const [run] = data.resultData.runData[SUBJECT] ?? [];
			const made = run?.data?.main?.[0]?.length;
			if (status !== 'success' || made !== chats.length) {
				throw new Error(
					`${name}: ${status}, ${made} of ${chats.length} items. ${data.resultData.error?.message ?? ''}`,
				);
			}
			return run.executionTime;
		},
	};
}
