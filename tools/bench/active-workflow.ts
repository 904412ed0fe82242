import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';
import type { N8nClient, Stored, WorkflowDraft } from '../host/n8n-client';

const REGISTERED_WITHIN_MS = 30_000;

/** A browser's question whether it may post there; n8n names the methods that the webhook has. */
async function takesPosts(url: string): Promise<boolean> {
	const { headers } = await axios.options<unknown>(url, {
		headers: { origin: new URL(url).origin },
		proxy: false,
		validateStatus: () => true,
	});
	return String(headers['access-control-allow-methods']).includes('POST');
}

/** Stores and activates a workflow; n8n registers its webhook only a little later when it is busy. */
export async function createActive(
	n8n: N8nClient,
	draft: WorkflowDraft,
	webhookUrl: string,
): Promise<Stored> {
	const workflow = await n8n.createWorkflow(draft);
	await n8n.activate(workflow);
	const giveUpAt = Date.now() + REGISTERED_WITHIN_MS;
	while (!(await takesPosts(webhookUrl))) {
		if (Date.now() > giveUpAt) throw new Error(`${draft.name}: its webhook is not there`);
		await wait(50);
	}
	return workflow;
}
