import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import type { N8nClient, Stored, WorkflowDraft } from '../../tools/host/n8n-client';
import type { Order } from './phone';
import { SHOP, SUPPORT } from './phone';
import type { Role } from './processes';
import type { Stage } from './stage';
import { byHand, chain, splitOut, warest, warestTrigger, webhook } from './workflows';

/** Stores a workflow and publishes it. */
export async function publish(client: N8nClient, draft: WorkflowDraft) {
	const workflow = await client.createWorkflow(draft);
	await client.activate(workflow);
	return workflow;
}

/** Posts to a production webhook, as somebody else's program would. */
export async function post(stage: Stage, path: string, body: unknown): Promise<void> {
	await axios.post(`${stage.url}/webhook/${path}`, body, { proxy: false });
}

/** A workflow that receives orders through its webhook, and sends each as a text. */
export class Sender {
	private constructor(
		private readonly stage: Stage,
		readonly workflow: Stored,
		private readonly path: string,
	) {}

	static async publish(stage: Stage, client: N8nClient, path: string): Promise<Sender> {
		const draft = chain(
			path,
			webhook(path),
			splitOut,
			warest(stage, 'Send', 'messages', {
				operation: 'sendText',
				sessionId: SHOP,
				to: byHand('={{ $json.to }}'),
				message: '={{ $json.text }}',
			}),
		);
		return new Sender(stage, await publish(client, draft), path);
	}

	/** Starts one execution for these orders. */
	async send(items: Order[]): Promise<void> {
		await post(this.stage, this.path, { items });
	}
}

/** A workflow that sends every message back to its sender. */
export const answering = (stage: Stage, options: INodeParameters): WorkflowDraft =>
	chain(
		'Answer each message',
		warestTrigger(stage, SUPPORT, options),
		warest(stage, 'Answer', 'messages', {
			operation: 'sendText',
			sessionId: SUPPORT,
			to: byHand('={{ $json.chatId }}'),
			message: '={{ $json.text }}',
		}),
	);

/** The workers' logs say who took an execution, each time. */
export async function takers({ n8n }: Pick<Stage, 'n8n'>, executionId: string): Promise<Role[]> {
	const workers: Role[] = ['workerA', 'workerB'];
	const found = workers.map(async (role) => {
		const log = await readFile(n8n[role].logFile, 'utf8');
		const times = log.split(`Worker started execution ${executionId} (`).length - 1;
		return Array<Role>(times).fill(role);
	});
	return (await Promise.all(found)).flat();
}
