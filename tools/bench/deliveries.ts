import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WAREST_CREDENTIAL } from '../host/demo';
import type { N8nClient, Stored } from '../host/n8n-client';
import type { Report } from '../host/report';
import { recordedDeliveries } from '../../test/support/recorded-deliveries';
import { createActive } from './active-workflow';
import { startLoop } from './loop-process';
import type { Stage } from './stage';
import type { Summary } from './statistics';
import { interleaved } from './statistics';

/** So many messages, so many of them at the same time. */
export interface DeliveryRun {
	url: string;
	secret: string;
	/** Its `ts` and every `MESSAGE-ID` in it are made anew for each delivery. */
	body: { session: { id: string; username: string } } & Record<string, unknown>;
	count: number;
	parallel: number;
}

/** Deliveries answered in a second. */
export interface Deliveries {
	count: number;
	parallel: number;
	warestTrigger: Summary;
	webhook: Summary;
}

const COUNT = 300;
const PARALLEL = 10;
const STARTED_WITHIN_MS = 60_000;
const SECRET = 'a secret of more than thirty-two characters';

/** A recorded text message, with another key each time. */
function message(): DeliveryRun['body'] {
	const recorded = recordedDeliveries().find(({ name }) => name === 'message.text 1');
	if (!recorded) throw new Error('There is no recording of a text message');
	const { id } = (recorded.body.data as { message: { key: { id: string } } }).message.key;
	const raw = recorded.raw.toString().replaceAll(id, 'MESSAGE-ID');
	return JSON.parse(raw) as DeliveryRun['body'];
}

function startNode(type: string, node: Partial<INode>): INode {
	return {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'Start',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...node,
	};
}

interface Subject {
	workflow: Stored;
	url: string;
}

/** An active workflow that is nothing but its first node. */
async function subjectOf(
	n8n: N8nClient,
	name: string,
	node: INode,
	path: string,
): Promise<Subject> {
	const url = `${n8n.url}/webhook/${path}`;
	return { workflow: await createActive(n8n, { name, nodes: [node], connections: {} }, url), url };
}

/** Each delivery must start the workflow, or the rate says nothing; n8n answers a little before. */
async function waitUntilStarted(n8n: N8nClient, workflow: Stored, count: number): Promise<void> {
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

/** The WARest Trigger and n8n's own Webhook node taking the same deliveries in turns, in a real n8n. */
export async function measureDeliveries(
	{ n8n, warest }: Stage,
	node: string,
	rounds: number,
	report: Report,
): Promise<Deliveries> {
	const loop = startLoop<DeliveryRun>(node, 'delivery-loop.ts');
	try {
		const body = message();
		const trigger = startNode('n8n-nodes-warest.warestTrigger', {
			parameters: {
				sessionId: { __rl: true, mode: 'id', value: body.session.id },
				events: ['message'],
				options: { secret: SECRET },
			},
			credentials: { [WAREST_CREDENTIAL]: { id: warest.id, name: warest.name } },
		});
		const path = randomUUID();
		const webhook = startNode('n8n-nodes-base.webhook', {
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path },
		});
		const subjects = {
			warestTrigger: await subjectOf(
				n8n,
				'Deliveries: WARest Trigger',
				trigger,
				`${trigger.webhookId}/warest`,
			),
			webhook: await subjectOf(n8n, 'Deliveries: Webhook', webhook, path),
		};
		const perSecond = async ({ workflow, url }: Subject) => {
			const before = await n8n.count(workflow);
			const run = { url, secret: SECRET, body, count: COUNT, parallel: PARALLEL };
			const milliseconds = await loop.time(run);
			await waitUntilStarted(n8n, workflow, before + COUNT);
			return COUNT / (milliseconds / 1000);
		};
		await perSecond(subjects.warestTrigger);
		await perSecond(subjects.webhook);
		const rates = await interleaved(rounds, {
			warestTrigger: () => perSecond(subjects.warestTrigger),
			webhook: () => perSecond(subjects.webhook),
		});
		report(
			`  ${Math.round(rates.warestTrigger.median)} deliveries a second; Webhook node ${Math.round(rates.webhook.median)}`,
		);
		return { count: COUNT, parallel: PARALLEL, ...rates };
	} finally {
		loop.stop();
	}
}
