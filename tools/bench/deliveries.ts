import type { Report } from '../host/report';
import { startLoop } from './loop-process';
import type { Stage } from './stage';
import type { Summary } from './statistics';
import { interleaved } from './statistics';
import type { Subject } from './subjects';
import { message, subjectOf, waitUntilStarted, warestTrigger, webhookNode } from './subjects';

/** So many messages, so many of them at the same time. */
export interface DeliveryRun {
	/** Each message goes to all of them, at the same time. */
	urls: string[];
	secret: string;
	/** Its `ts` and every `MESSAGE-ID` in it are made anew for each message. */
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
const SECRET = 'a secret of more than thirty-two characters';

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
		const trigger = warestTrigger(warest, body.session.id, { secret: SECRET });
		const subjects = {
			warestTrigger: await subjectOf(n8n, 'Deliveries: WARest Trigger', trigger),
			webhook: await subjectOf(n8n, 'Deliveries: Webhook', webhookNode()),
		};
		const perSecond = async ({ workflow, url }: Subject) => {
			const before = await n8n.count(workflow);
			const run = { urls: [url], secret: SECRET, body, count: COUNT, parallel: PARALLEL };
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
