import { setTimeout as wait } from 'node:timers/promises';
import type { ExecutionRecord } from '../../tools/host/n8n-client';
import { isReady, type RunningN8n } from '../../tools/host/n8n-process';
import { record, secondsSince } from './figures';
import type { Order } from './phone';
import { Phone } from './phone';
import type { Role } from './processes';
import { ROLES, startRole } from './processes';
import { answering, publish, Sender, takers } from './runs';
import type { Service } from './services';
import { startRedis } from './services';
import { getStage, signedIn } from './stage';
import { ended, MESSAGES, storm } from './storm';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_340_000_000);
const { host } = stage;

const ITEMS = 300;
/** How many have arrived when something fails. */
const MIDDLE = 60;
const SENDING_MS = 500;
const QUICKER_MS = 150;
/** Every 30 s, n8n looks for jobs that nobody works on; a job counts as one 60 s after its worker has gone. */
const NOTICED_WITHIN_MS = 240_000;
const LOOKS_EVERY_MS = 30_000;

// The global setup's processes are known by their process ID; those started here are known directly.
const started: Array<RunningN8n | Service> = [];
const pids = {
	redis: stage.redis.pid,
	...(Object.fromEntries(ROLES.map((role) => [role, stage.n8n[role].pid])) as Record<Role, number>),
};

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Stops a process and everything it started. */
async function end(name: keyof typeof pids, signal: NodeJS.Signals): Promise<void> {
	const pid = pids[name];
	process.kill(-pid, signal);
	while (isRunning(pid)) await wait(50);
}

async function startRedisAgain(): Promise<void> {
	const redis = await startRedis(host.programs, stage.redis.folder, host.ports.redis);
	started.push(redis);
	pids.redis = redis.pid;
}

async function startAgain(role: Role, settings?: Record<string, string>): Promise<void> {
	const n8n = await startRole(host, role, settings);
	started.push(n8n);
	pids[role] = n8n.pid;
}

interface Run {
	id: string;
	worker: Role;
	expected: Order[];
	begun: number;
}

let sender: Sender;

/** Starts an execution that sends many messages slowly, and waits until some have arrived. */
async function runToTheMiddle(): Promise<Run> {
	const expected = phone.orders(ITEMS);
	const before = (await client.started(sender.workflow, 0)).length;
	const begun = Date.now();
	await sender.send(expected);
	await phone.hasArrived(expected, MIDDLE);
	const id = (await client.started(sender.workflow, before + 1)).at(-1) ?? '';
	const [worker] = await takers(stage, id);
	return { id, worker, expected, begun };
}

/** Checks that n8n works: an execution of a few items, from the webhook to the phone. */
async function worksAsUsual(): Promise<void> {
	while (!(await isReady(stage.n8n.webhooks.url))) await wait(200);
	const expected = phone.orders(5);
	const before = (await client.started(sender.workflow, 0)).length;
	await sender.send(expected);
	const id = (await client.started(sender.workflow, before + 1)).at(-1) ?? '';
	expect((await client.ended(id)).status).toBe('success');
	expect(await phone.tally(expected)).toEqual({ arrived: 5, missing: 0, twice: 0 });
}

/** What n8n says about a failed execution. */
const toldOf = ({ data }: ExecutionRecord) => {
	const { error, lastNodeExecuted, runData } = data.resultData;
	return { message: error?.message, lastNodeExecuted, nodesWithOutput: Object.keys(runData) };
};

beforeAll(async () => {
	sender = await Sender.publish(stage, client, 'slow');
});

beforeEach(async () => {
	await phone.forget();
	await phone.slowDown(SENDING_MS);
});

afterEach(async () => {
	await phone.speedUp();
});

afterAll(async () => {
	for (const { stop } of started.reverse()) await stop();
});

// The tests in this file build on each other: each repairs what it broke before it ends.

it('carries on when Redis is restarted in the middle of a run', async () => {
	const { id, expected, begun } = await runToTheMiddle();
	const gone = Date.now();
	await end('redis', 'SIGTERM');
	await wait(3000);
	await startRedisAgain();
	const secondsWithoutRedis = secondsSince(gone);
	const before = await phone.tally(expected);
	expect(before.missing).toBeGreaterThan(0);
	const { status } = await client.ended(id);
	const seconds = secondsSince(begun);
	const tally = await phone.tally(expected);
	record('redis-restarted', {
		items: ITEMS,
		arrivedWhenRedisWasBack: before.arrived,
		secondsWithoutRedis,
		status,
		...tally,
		seconds,
	});
	expect(status).toBe('success');
	expect(tally).toEqual({ arrived: ITEMS, missing: 0, twice: 0 });
	await worksAsUsual();
});

it('finishes the run before a worker that was asked to stop goes away', async () => {
	// The whole run takes less than the 30 s for which n8n waits.
	await phone.slowDown(QUICKER_MS);
	const { id, worker, expected } = await runToTheMiddle();
	const asked = Date.now();
	await end(worker, 'SIGTERM');
	const secondsUntilItWasGone = secondsSince(asked);
	const { status } = await client.ended(id);
	const tally = await phone.tally(expected);
	record('worker-stopped', { items: ITEMS, ...tally, status, secondsUntilItWasGone });
	expect(status).toBe('success');
	expect(tally).toEqual({ arrived: ITEMS, missing: 0, twice: 0 });
	await startAgain(worker);
	await worksAsUsual();
});

it('sends nothing twice when a worker is killed in the middle of a run', async () => {
	const { id, worker, expected } = await runToTheMiddle();
	const killed = Date.now();
	await end(worker, 'SIGKILL');
	await worksAsUsual();
	const execution = await client.ended(id, NOTICED_WITHIN_MS);
	const secondsUntilNoticed = secondsSince(killed);
	const tally = await phone.tally(expected);
	// Long enough for n8n to look for work again.
	await wait(2 * LOOKS_EVERY_MS);
	const later = await phone.tally(expected);
	const taken = await takers(stage, id);
	record('worker-killed', {
		items: ITEMS,
		...later,
		timesTakenByAWorker: taken.length,
		secondsUntilNoticed,
		status: execution.status,
		...toldOf(execution),
	});
	expect(execution.status).not.toBe('success');
	expect(later).toEqual(tally);
	expect(later.twice).toBe(0);
	expect(later.missing).toBeGreaterThan(0);
	expect(taken).toEqual([worker]);
	await startAgain(worker);
	await worksAsUsual();
});

it.each([2, 20])(
	'starts nothing twice when 300 people write at once, with %d connections to the database',
	async (connections) => {
		await phone.speedUp();
		await end('webhooks', 'SIGTERM');
		await startAgain('webhooks', { DB_POSTGRESDB_POOL_SIZE: String(connections) });
		const workflow = await publish(client, answering(stage, {}));
		await phone.waitBetweenDeliveries();
		const begun = Date.now();
		const aftermath = await storm(phone, client, workflow, MESSAGES);
		const executions = await ended(client, workflow);
		const seconds = secondsSince(begun);
		record(`burst-${connections}-connections`, { ...aftermath, executions, seconds });
		expect(aftermath.twice).toBe(0);
		expect(aftermath.sent).toBe(aftermath.arrived);
		await client.deactivate(workflow);
		await worksAsUsual();
	},
);

it('stops with n8n when Redis stays away, and sends nothing twice when all are back', async () => {
	const { id, expected } = await runToTheMiddle();
	const gone = Date.now();
	await end('redis', 'SIGTERM');
	while (ROLES.some((role) => isRunning(pids[role])) && Date.now() - gone < 90_000) await wait(200);
	const secondsUntilN8nEnded = secondsSince(gone);
	const stopped = ROLES.filter((role) => !isRunning(pids[role]));
	const tally = await phone.tally(expected);
	await startRedisAgain();
	const back = Date.now();
	for (const role of stopped) await startAgain(role);
	const execution = await client.ended(id, NOTICED_WITHIN_MS);
	const secondsUntilNoticed = secondsSince(back);
	await wait(2 * LOOKS_EVERY_MS);
	const later = await phone.tally(expected);
	const taken = await takers(stage, id);
	record('redis-away', {
		items: ITEMS,
		...later,
		processesThatEnded: stopped,
		secondsUntilN8nEnded,
		secondsUntilNoticed,
		timesTakenByAWorkerSince: taken.length,
		status: execution.status,
		...toldOf(execution),
	});
	expect(stopped).toEqual(ROLES);
	expect(later).toEqual(tally);
	expect(later.twice).toBe(0);
	expect(taken).toEqual([]);
	await worksAsUsual();
});
