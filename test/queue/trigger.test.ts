import axios from 'axios';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stored, WorkflowDraft } from '../host/n8n-client';
import { record, secondsSince } from './figures';
import type { Delivery } from './phone';
import { Phone, SUPPORT } from './phone';
import type { Role } from './processes';
import { ROLES } from './processes';
import { takers } from './runs';
import { getStage, signedIn } from './stage';
import { byHand, chain, warest, warestTrigger } from './workflows';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_330_000_000);
const MESSAGES = 300;
const REPEATS = 200;
const FORGERIES = 200;

const production = (url: string) => url.startsWith(`${stage.url}/webhook/`);
const test = (url: string) => url.startsWith(`${stage.url}/webhook-test/`);

/** How often each process has written a text to its log. */
async function mentions(text: string): Promise<Record<Role, number>> {
	const counts = ROLES.map(async (role) => {
		const log = await readFile(stage.n8n[role].logFile, 'utf8');
		return [role, log.split(text).length - 1] as const;
	});
	return Object.fromEntries(await Promise.all(counts)) as Record<Role, number>;
}

/** Somebody who doesn't know the secret changes the words of a delivery. */
async function forge({ url, headers, body }: Delivery): Promise<number> {
	const forged = body.replace('Order', 'Forged order');
	expect(forged).not.toBe(body);
	const { status } = await axios.post(url, forged, { headers, proxy: false });
	return status;
}

let workflow: WorkflowDraft & Stored;

beforeAll(async () => {
	workflow = await client.createWorkflow(
		chain(
			'Answer each message',
			warestTrigger(stage, SUPPORT),
			warest(stage, 'Answer', 'messages', {
				operation: 'sendText',
				sessionId: SUPPORT,
				to: byHand('={{ $json.chatId }}'),
				message: '={{ $json.text }}',
			}),
		),
	);
	await client.activate(workflow);
});

afterAll(async () => {
	await client.deactivate(workflow);
});

// The tests of this file are the steps of one day, one after the other.

it('is registered with the address of the webhook process', async () => {
	const url = await phone.webhookUrl(SUPPORT, production);
	const { pathname } = new URL(url);
	const { status } = await axios.post(
		stage.n8n.main.url + pathname,
		{},
		{
			proxy: false,
			validateStatus: () => true,
		},
	);
	expect(status).toBe(404);
});

it('answers each of 300 messages once, among repeats and forgeries', async () => {
	const expected = phone.orders(MESSAGES);
	const begun = Date.now();
	await Promise.all(expected.map(async ({ to, text }) => await phone.write(SUPPORT, to, { text })));
	const seen = await deliveriesOf(MESSAGES);
	const repeats = seen.slice(0, REPEATS).map(async ({ index }) => await phone.redeliver(index));
	const forgeries = seen.slice(-FORGERIES).map(async ({ delivery }) => await forge(delivery));
	await Promise.all(repeats);
	expect(await Promise.all(forgeries)).toEqual(Array(FORGERIES).fill(200));
	await phone.hasArrived(expected);
	const seconds = secondsSince(begun);
	await ended(MESSAGES);
	const tally = await phone.tally(expected);
	expect(tally).toEqual({ arrived: MESSAGES, missing: 0, twice: 0 });
	expect(await phone.sentTo(expected)).toHaveLength(MESSAGES);
	expect((await phone.deliveries()).map(({ status }) => status)).not.toContain(404);
	record('trigger', {
		messages: MESSAGES,
		repeats: REPEATS,
		forgeries: FORGERIES,
		...tally,
		executions: await client.count(workflow, 'success'),
		seconds,
	});
});

/** The deliveries of messages, once there are so many. */
async function deliveriesOf(count: number) {
	for (;;) {
		const all = (await phone.deliveries()).map((delivery, index) => ({ delivery, index }));
		const messages = all.filter(({ delivery }) => delivery.body.includes('Order'));
		if (messages.length >= count) return messages;
		await wait(100);
	}
}

/** Waits until so many executions have succeeded, and sees that there are no others. */
async function ended(count: number): Promise<void> {
	while ((await client.count(workflow, 'success')) < count) await wait(200);
	expect(await client.count(workflow, 'success')).toBe(count);
	expect(await client.count(workflow, 'error')).toBe(0);
}

it('listens for a test event at main, and has it run by a worker', async () => {
	const before = await client.count(workflow, 'success');
	await client.listen(workflow, 'WARest Trigger');
	await phone.webhookUrl(SUPPORT, test);
	const [{ to, text }] = phone.orders(1);
	await phone.write(SUPPORT, to, { text });
	await phone.hasArrived([{ to, text }]);
	await ended(before + 1);
	const id = (await client.started(workflow, 1)).at(-1) ?? '';
	expect(await takers(stage, id)).toHaveLength(1);
	await phone.webhookUrl(SUPPORT, production);
	expect(await phone.sentTo([{ to, text }])).toHaveLength(1);
});

it('is registered again by main within two minutes when WARest has lost it', async () => {
	const renewed = `has set the webhook of session '${SUPPORT}' again`;
	const before = await mentions(renewed);
	const headers = { 'X-WAREST-API-KEY': stage.sandbox.apiKey };
	const reconnect = `${stage.sandbox.url}/api/v1/session/reconnect?sessionId=${SUPPORT}`;
	await axios.get(reconnect, { headers, proxy: false });
	expect(await phone.webhookUrl(SUPPORT, (url) => !production(url))).toBe('');
	const begun = Date.now();
	await phone.webhookUrl(SUPPORT, production);
	const seconds = secondsSince(begun);
	expect(seconds).toBeLessThan(120);
	const after = await mentions(renewed);
	expect({ ...after, main: after.main - before.main }).toEqual({ ...before, main: 1 });
	const [{ to, text }] = phone.orders(1);
	await phone.write(SUPPORT, to, { text });
	await phone.hasArrived([{ to, text }]);
	expect(await phone.sentTo([{ to, text }])).toHaveLength(1);
	record('trigger-renewal', { renewedBy: 'main', secondsUntilRenewed: seconds });
});
