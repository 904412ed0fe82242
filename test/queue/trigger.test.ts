import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stored, WorkflowDraft } from '../host/n8n-client';
import { record, secondsSince } from './figures';
import type { Delivery, Order } from './phone';
import { Phone, SUPPORT } from './phone';
import type { Role } from './processes';
import { ROLES } from './processes';
import { publish, takers } from './runs';
import { getStage, signedIn } from './stage';
import { byHand, chain, warest, warestTrigger } from './workflows';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_330_000_000);
const MESSAGES = 300;
const REPEATS = 200;
const FORGERIES = 200;
/** So many requests of each kind are under way at once. */
const AT_ONCE = 5;

const production = (url: string) => url.startsWith(`${stage.url}/webhook/`);
const test = (url: string) => url.startsWith(`${stage.url}/webhook-test/`);

/** Does something with each entry, with so many at once. */
async function each<T>(entries: T[], atOnce: number, act: (entry: T) => Promise<unknown>) {
	const waiting = entries.values();
	const lane = async () => {
		for (const entry of waiting) await act(entry);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}

/** How often each process has written a text to its log. */
async function mentions(text: string): Promise<Record<Role, number>> {
	const counts = ROLES.map(async (role) => {
		const log = await readFile(stage.n8n[role].logFile, 'utf8');
		return [role, log.split(text).length - 1] as const;
	});
	return Object.fromEntries(await Promise.all(counts)) as Record<Role, number>;
}

/** The first deliveries of these messages, with their places among all deliveries. */
async function deliveriesOf(expected: Order[]) {
	const texts = new Set(expected.map(({ text }) => text));
	return (await phone.deliveries())
		.map((delivery, index) => ({ delivery, index }))
		.filter(({ delivery: { body } }) => texts.delete(String(textIn(body))));
}

const textIn = (body: string) => (JSON.parse(body) as { data: { text?: string } }).data.text;

/** Somebody who doesn't know the secret changes the words of a delivery. */
async function forge({ url, headers, body }: Delivery): Promise<void> {
	const forged = body.replaceAll('Order', 'Forged order');
	await axios.post(url, forged, { headers, proxy: false, validateStatus: () => true });
}

/** Everybody writes; what was delivered is delivered again, and forged, while the rest still comes. */
async function storm(expected: Order[], atOnce: number): Promise<void> {
	await each(expected, atOnce, async ({ to, text }) => await phone.write(SUPPORT, to, { text }));
	let seen = await deliveriesOf(expected);
	while (seen.length < expected.length) {
		await wait(100);
		seen = await deliveriesOf(expected);
	}
	await Promise.all([
		each(seen.slice(0, REPEATS), atOnce, async ({ index }) => await phone.redeliver(index)),
		each(seen.slice(-FORGERIES), atOnce, async ({ delivery }) => await forge(delivery)),
	]);
	await phone.hasDelivered();
}

/** How the workflow's executions have ended, once none is under way. */
async function ended(): Promise<{ success: number; error: number }> {
	const count = async (status: string) => await client.count(workflow, status);
	while ((await count('new')) + (await count('running')) > 0) await wait(200);
	return { success: await count('success'), error: await count('error') };
}

/** With which statuses n8n answered the deliveries of these messages. */
async function statuses(expected: Order[]): Promise<Record<string, number>> {
	const texts = new Set(expected.map(({ text }) => text));
	const counts: Record<string, number> = {};
	for (const { body, status } of await phone.deliveries()) {
		if (texts.has(String(textIn(body)))) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
	}
	return counts;
}

/** A workflow that sends every message back to who wrote it. */
const answering = (options: INodeParameters) =>
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

/** WARest forgets the webhook. */
async function lose(): Promise<void> {
	const headers = { 'X-WAREST-API-KEY': stage.sandbox.apiKey };
	const reconnect = `${stage.sandbox.url}/api/v1/session/reconnect?sessionId=${SUPPORT}`;
	await axios.get(reconnect, { headers, proxy: false });
	expect(await phone.webhookUrl(SUPPORT, (url) => !production(url))).toBe('');
}

let workflow: WorkflowDraft & Stored;

beforeAll(async () => {
	await phone.waitBetweenDeliveries();
	workflow = await publish(client, answering({}));
});

afterAll(async () => {
	await client.deactivate(workflow);
});

// The tests of this file are the steps of one day, one after the other.

it('is registered with an address that only the webhook process answers', async () => {
	const { pathname } = new URL(await phone.webhookUrl(SUPPORT, production));
	const anyStatus = { proxy: false, validateStatus: () => true } as const;
	const { status } = await axios.post(stage.n8n.main.url + pathname, {}, anyStatus);
	expect(status).toBe(404);
	expect((await axios.post(stage.n8n.webhooks.url + pathname, {}, anyStatus)).status).toBe(200);
});

it('answers each of 300 messages once, among repeats and forgeries', async () => {
	const expected = phone.orders(MESSAGES);
	const before = await mentions('Enqueued execution');
	const begun = Date.now();
	await storm(expected, AT_ONCE);
	await phone.hasArrived(expected);
	const executions = await ended();
	const seconds = secondsSince(begun);
	const after = await mentions('Enqueued execution');
	const tally = await phone.tally(expected);
	record('trigger', {
		messages: MESSAGES,
		repeats: REPEATS,
		forgeries: FORGERIES,
		atOnce: AT_ONCE,
		...tally,
		executions,
		startedByTheWebhookProcess: after.webhooks - before.webhooks,
		startedByMain: after.main - before.main,
		answersOfN8n: await statuses(expected),
		seconds,
	});
	expect(tally).toEqual({ arrived: MESSAGES, missing: 0, twice: 0 });
	expect(await phone.sentTo(expected)).toHaveLength(MESSAGES);
	expect(executions).toEqual({ success: MESSAGES, error: 0 });
	expect(after.webhooks - before.webhooks).toBe(MESSAGES);
	expect(after.main).toBe(before.main);
});

it('listens for a test event at main, and has it run by a worker', async () => {
	const { success } = await ended();
	await client.listen(workflow, 'WARest Trigger');
	await phone.webhookUrl(SUPPORT, test);
	const [order] = phone.orders(1);
	await phone.write(SUPPORT, order.to, { text: order.text });
	await phone.hasArrived([order]);
	const id = (await client.started(workflow, 1)).at(-1) ?? '';
	expect((await client.ended(id)).status).toBe('success');
	expect(await ended()).toEqual({ success: success + 1, error: 0 });
	expect(await takers(stage, id)).toHaveLength(1);
	await phone.webhookUrl(SUPPORT, production);
	expect(await phone.sentTo([order])).toHaveLength(1);
});

it('is registered again by main within two minutes when WARest has lost it', async () => {
	const renewed = `has set the webhook of session '${SUPPORT}' again`;
	const before = await mentions(renewed);
	await lose();
	const begun = Date.now();
	await phone.webhookUrl(SUPPORT, production);
	const seconds = secondsSince(begun);
	expect(seconds).toBeLessThan(120);
	const after = await mentions(renewed);
	expect({ ...after, main: after.main - before.main }).toEqual({ ...before, main: 1 });
	const [order] = phone.orders(1);
	await phone.write(SUPPORT, order.to, { text: order.text });
	await phone.hasArrived([order]);
	expect(await phone.sentTo([order])).toHaveLength(1);
	record('trigger-renewal', { renewedBy: 'main', secondsUntilRenewed: seconds });
});

it('starts nothing twice when more comes at once than the database can follow', async () => {
	const expected = phone.orders(MESSAGES);
	const before = await ended();
	await storm(expected, MESSAGES);
	const after = await ended();
	const tally = await phone.tally(expected);
	record('trigger-burst', {
		messages: MESSAGES,
		repeats: REPEATS,
		forgeries: FORGERIES,
		atOnce: MESSAGES,
		...tally,
		executions: { success: after.success - before.success, error: after.error - before.error },
		answersOfN8n: await statuses(expected),
	});
	expect(tally.twice).toBe(0);
	expect(await phone.sentTo(expected)).toHaveLength(tally.arrived);
});

it('catches up once with what came while the webhook was lost', async () => {
	await client.deactivate(workflow);
	workflow = await publish(client, answering({ catchUp: true }));
	const delivered = phone.orders(30);
	await each(delivered, AT_ONCE, async ({ to, text }) => await phone.write(SUPPORT, to, { text }));
	await phone.hasArrived(delivered);
	await lose();
	const missed = phone.orders(10);
	await each(missed, AT_ONCE, async ({ to, text }) => await phone.write(SUPPORT, to, { text }));
	const begun = Date.now();
	await phone.hasArrived(missed);
	const seconds = secondsSince(begun);
	await ended();
	const tally = await phone.tally([...delivered, ...missed]);
	record('trigger-catch-up', {
		delivered: 30,
		missed: 10,
		...tally,
		secondsUntilCaughtUp: seconds,
	});
	expect(tally).toEqual({ arrived: 40, missing: 0, twice: 0 });
});
