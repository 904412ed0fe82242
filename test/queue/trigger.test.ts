import axios from 'axios';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stored, WorkflowDraft } from '../../tools/host/n8n-client';
import { record, secondsSince } from './figures';
import type { Order } from './phone';
import { Phone, SUPPORT } from './phone';
import type { Role } from './processes';
import { ROLES } from './processes';
import { answering, publish, takers } from './runs';
import { getStage, signedIn } from './stage';
import { ended, MESSAGES, storm } from './storm';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_330_000_000);
/** How many people write at a time. */
const AT_ONCE = 10;

const production = (url: string) => url.startsWith(`${stage.url}/webhook/`);
/** Somebody listens for a test event, beside the published workflow. */
const withTest = (url: string) => production(url) && /[?&]with=t\./.test(url);
const withoutTest = (url: string) => production(url) && !withTest(url);

/** How often each process has written a text to its log. */
async function mentions(text: string): Promise<Record<Role, number>> {
	const counts = ROLES.map(async (role) => {
		const log = await readFile(stage.n8n[role].logFile, 'utf8');
		return [role, log.split(text).length - 1] as const;
	});
	return Object.fromEntries(await Promise.all(counts)) as Record<Role, number>;
}

/** People write, one message each. */
async function write(orders: Order[]): Promise<void> {
	await Promise.all(orders.map(async ({ to, text }) => await phone.write(SUPPORT, to, { text })));
}

/** WARest forgets the webhook. */
async function lose(): Promise<void> {
	const headers = { 'X-WAREST-API-KEY': stage.sandbox.apiKey };
	const reconnect = `${stage.sandbox.url}/api/v1/session/reconnect?sessionId=${SUPPORT}`;
	await axios.get(reconnect, { headers, proxy: false });
	expect(await phone.webhookUrl(SUPPORT, (url) => !production(url))).toBe('');
}

let workflow: WorkflowDraft & Stored;

beforeEach(async () => await phone.forget());

beforeAll(async () => {
	await phone.waitBetweenDeliveries();
	workflow = await publish(client, answering(stage, {}));
});

afterAll(async () => {
	await client.deactivate(workflow);
});

// The tests in this file are the steps of one day, in order.

it('is registered with an address that only the webhook process answers', async () => {
	const { pathname } = new URL(await phone.webhookUrl(SUPPORT, production));
	const anyStatus = { proxy: false, validateStatus: () => true } as const;
	const { status } = await axios.post(stage.n8n.main.url + pathname, {}, anyStatus);
	expect(status).toBe(404);
	expect((await axios.post(stage.n8n.webhooks.url + pathname, {}, anyStatus)).status).toBe(200);
});

it('answers each of 300 messages once, among repeats and forgeries', async () => {
	const before = await mentions('Enqueued execution');
	const begun = Date.now();
	const aftermath = await storm(phone, client, workflow, AT_ONCE);
	const seconds = secondsSince(begun);
	const executions = await ended(client, workflow);
	const after = await mentions('Enqueued execution');
	record('trigger', {
		...aftermath,
		executions,
		startedByTheWebhookProcess: after.webhooks - before.webhooks,
		startedByMain: after.main - before.main,
		seconds,
	});
	const once = { arrived: MESSAGES, missing: 0, twice: 0, sent: MESSAGES };
	expect(aftermath).toMatchObject(once);
	expect(executions).toEqual({ success: MESSAGES, error: 0 });
	expect(after.webhooks - before.webhooks).toBe(MESSAGES);
	expect(after.main).toBe(before.main);
});

it('listens for a test event on main beside the published workflow, and workers run both', async () => {
	const { success } = await ended(client, workflow);
	await client.listen(workflow, 'WARest Trigger');
	await phone.webhookUrl(SUPPORT, withTest);
	const [order] = phone.orders(1);
	await phone.write(SUPPORT, order.to, { text: order.text });
	await phone.webhookUrl(SUPPORT, withoutTest);
	while ((await client.count(workflow, 'success')) < success + 2) await wait(500);
	expect(await ended(client, workflow)).toEqual({ success: success + 2, error: 0 });
	for (const id of (await client.started(workflow, 2)).slice(-2)) {
		expect(await takers(stage, id)).toHaveLength(1);
	}
	expect(await phone.sentTo([order])).toHaveLength(2);
});

it('is registered again within two minutes when WARest has lost it', async () => {
	await lose();
	const begun = Date.now();
	await phone.webhookUrl(SUPPORT, production);
	const seconds = secondsSince(begun);
	record('trigger-renewal', { secondsUntilRenewed: seconds });
	expect(seconds).toBeLessThan(120);
	const [order] = phone.orders(1);
	await phone.write(SUPPORT, order.to, { text: order.text });
	await phone.hasArrived([order]);
	expect(await phone.sentTo([order])).toHaveLength(1);
});

it('catches up once on what came while the webhook was lost', async () => {
	await client.deactivate(workflow);
	workflow = await publish(client, answering(stage, { catchUp: true }));
	const delivered = phone.orders(10);
	await write(delivered);
	await phone.hasArrived(delivered);
	// How often a trigger looks after it was published; then it has no reason to look again.
	await phone.hasBeenLookedAt(2);
	await lose();
	const missed = phone.orders(5);
	await write(missed);
	const begun = Date.now();
	await phone.hasArrived(missed);
	const seconds = secondsSince(begun);
	await ended(client, workflow);
	const tally = await phone.tally([...delivered, ...missed]);
	record('trigger-catch-up', {
		delivered: delivered.length,
		missed: missed.length,
		...tally,
		secondsUntilCaughtUp: seconds,
	});
	expect(tally).toEqual({ arrived: 15, missing: 0, twice: 0 });
});
