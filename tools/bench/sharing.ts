import { membersOf, registerIn } from '../../nodes/webhook/register';
import type { Report } from '../host/report';
import type { DeliveryRun } from './deliveries';
import { startLoop } from './loop-process';
import type { WebhookSlot } from './sandbox-process';
import type { Stage } from './stage';
import type { Summary } from './statistics';
import { interleaved } from './statistics';
import type { Start, Subject } from './subjects';
import { message, subjectOf, waitUntilStarted, warestTrigger, webhookNode } from './subjects';
import { until } from './until';

/** Messages a second that started all of the workflows. */
export interface Sharing {
	workflows: number;
	count: number;
	parallel: number;
	warestTriggers: Summary;
	webhooks: Summary;
}

/** In the demo world; no other part receives its messages. */
const SESSION = 'shop';
const WORKFLOWS = 5;
const COUNT = 100;
const PARALLEL = 4;

/** A recorded message, as if it had come to the session. */
function messageTo(sessionId: string): DeliveryRun['body'] {
	const recorded = message();
	const { id } = recorded.session;
	const body = JSON.stringify(recorded).replaceAll(`"${id}"`, `"${sessionId}"`);
	return JSON.parse(body) as DeliveryRun['body'];
}

/** Where WARest delivers to, once all the workflows share it. */
async function sharedSlot({ sandbox }: Stage): Promise<WebhookSlot> {
	let slot: WebhookSlot = { url: '', secret: '' };
	await until(`${WORKFLOWS} workflows share a webhook`, async () => {
		slot = await sandbox.webhookOf(SESSION);
		return membersOf(registerIn(slot.url)).length === WORKFLOWS;
	});
	return slot;
}

/** WARest Triggers that share a session, and n8n's own Webhook nodes, taking the same messages in turns. */
export async function measureSharing(
	stage: Stage,
	node: string,
	rounds: number,
	report: Report,
): Promise<Sharing> {
	const { n8n, warest } = stage;
	const loop = startLoop<DeliveryRun>(node, 'delivery-loop.ts');
	const active: Subject[] = [];
	const activate = async (name: string, start: () => Start): Promise<Subject[]> => {
		const subjects: Subject[] = [];
		for (let place = 1; place <= WORKFLOWS; place++) {
			const subject = await subjectOf(n8n, `Sharing: ${name} ${place}`, start());
			active.push(subject);
			subjects.push(subject);
		}
		return subjects;
	};
	try {
		const triggers = await activate('WARest Trigger', () => warestTrigger(warest, SESSION));
		const webhooks = await activate('Webhook', webhookNode);
		const { url, secret } = await sharedSlot(stage);
		const body = messageTo(SESSION);
		const perSecond = async (subjects: Subject[], urls: string[]) => {
			const before = await Promise.all(subjects.map(({ workflow }) => n8n.count(workflow)));
			const begun = performance.now();
			await loop.time({ urls, secret, body, count: COUNT, parallel: PARALLEL });
			for (const [place, { workflow }] of subjects.entries()) {
				await waitUntilStarted(n8n, workflow, before[place] + COUNT);
			}
			return COUNT / ((performance.now() - begun) / 1000);
		};
		const subjects = {
			warestTriggers: () => perSecond(triggers, [url]),
			webhooks: () =>
				perSecond(
					webhooks,
					webhooks.map((each) => each.url),
				),
		};
		for (const warmUp of Object.values(subjects)) await warmUp();
		const rates = await interleaved(rounds, subjects);
		report(
			`  ${rates.warestTriggers.median.toFixed(1)} messages a second to ${WORKFLOWS} workflows; Webhook nodes ${rates.webhooks.median.toFixed(1)}`,
		);
		return { workflows: WORKFLOWS, count: COUNT, parallel: PARALLEL, ...rates };
	} finally {
		loop.stop();
		for (const { workflow } of active) await n8n.deactivate(workflow);
	}
}
