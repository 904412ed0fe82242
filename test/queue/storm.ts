import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';
import type { N8nClient, Stored } from '../../tools/host/n8n-client';
import type { Delivery, Order, Phone, Tally } from './phone';
import { SUPPORT } from './phone';

/** How many people write. */
export const MESSAGES = 300;
/** Of every three messages, two are delivered twice, and two are forged. */
const AGAIN = 2 / 3;

const textIn = ({ body }: Delivery) => (JSON.parse(body) as { data: { text?: string } }).data.text;

/** Each attempt to deliver one of these messages, with its place among all deliveries. */
async function attemptsFor(phone: Phone, expected: Order[]) {
	const texts = new Set(expected.map(({ text }) => text));
	return (await phone.deliveries())
		.map((delivery, index) => ({ delivery, index, text: textIn(delivery) ?? '' }))
		.filter(({ text }) => texts.has(text));
}

/** One attempt for each of these messages, once there is one. */
async function oneForEach(phone: Phone, expected: Order[]) {
	for (;;) {
		const attempts = await attemptsFor(phone, expected);
		const one = new Map(attempts.map((attempt) => [attempt.text, attempt]));
		if (one.size === expected.length) return [...one.values()];
		await wait(200);
	}
}

/** Somebody who doesn't know the secret changes the text of a delivery. */
async function forge({ url, headers, body }: Delivery): Promise<void> {
	const forged = body.replaceAll('Order', 'Forged order');
	await axios.post(url, forged, { headers, proxy: false, validateStatus: () => true });
}

/** How the workflow's executions have ended, once none is under way. */
export async function ended(
	client: N8nClient,
	workflow: Stored,
): Promise<{ success: number; error: number }> {
	const count = async (status: string) => await client.count(workflow, status);
	while ((await count('new')) + (await count('running')) > 0) await wait(1000);
	return { success: await count('success'), error: await count('error') };
}

/** How a storm ended. */
export interface Aftermath extends Tally {
	messages: number;
	atOnce: number;
	repeats: number;
	forgeries: number;
	/** Everything that was sent, whatever its text. */
	sent: number;
	/** Attempts to deliver the messages, by n8n's answer; `null` where none came. */
	answersOfN8n: Record<string, number>;
}

/**
 * Everybody writes, so many at a time, to a workflow that sends each message back to who wrote it; what was delivered
 * comes again, and forged, while the same messages are still under way.
 */
export async function storm(
	phone: Phone,
	client: N8nClient,
	workflow: Stored,
	atOnce: number,
): Promise<Aftermath> {
	const expected = phone.orders(MESSAGES);
	const again = Math.round(atOnce * AGAIN);
	const counts = { repeats: 0, forgeries: 0 };
	for (let begin = 0; begin < MESSAGES; begin += atOnce) {
		const wave = expected.slice(begin, begin + atOnce);
		await Promise.all(wave.map(async ({ to, text }) => await phone.write(SUPPORT, to, { text })));
		const delivered = await oneForEach(phone, wave);
		const repeated = delivered.slice(0, again);
		const forged = delivered.slice(-again);
		counts.repeats += repeated.length;
		counts.forgeries += forged.length;
		await Promise.all([
			...repeated.map(async ({ index }) => await phone.redeliver(index)),
			...forged.map(async ({ delivery }) => await forge(delivery)),
		]);
		await phone.hasDelivered();
	}
	await ended(client, workflow);
	const answersOfN8n: Record<string, number> = {};
	for (const { delivery } of await attemptsFor(phone, expected)) {
		const status = String(delivery.status);
		answersOfN8n[status] = (answersOfN8n[status] ?? 0) + 1;
	}
	return {
		messages: MESSAGES,
		atOnce,
		...counts,
		...(await phone.tally(expected)),
		sent: (await phone.sentTo(expected)).length,
		answersOfN8n,
	};
}
