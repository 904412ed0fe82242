import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { WorkflowDraft } from '../../tools/host/n8n-client';
import { reportTo } from '../../tools/host/report';
import { eventRequest, type SignedRequest } from '../../sandbox/webhooks/request';
import { serve } from '../../sandbox/listening';
import { artifactsFolder, getStage, signedIn } from './stage';
import { free, ofN8n, sandbox, slot, triggerWorkflow, write } from './trigger-scene';

const DELIVERIES = 2_000;
const PER_SECOND = 200;
/** So many are under way at most: a slow n8n holds up what comes next, as it holds up a server. */
const AT_ONCE = 32;
/** So long nothing has started any more. */
const QUIET_MS = 60_000;

const client = signedIn(getStage());

/** The data and the session of a message as the sandbox itself delivers it. */
async function example(): Promise<{ text: string; session: { id: string; owner: string } }> {
	await write('example');
	await sandbox.post('/control/webhooks/settled');
	const { data } = await sandbox.get<{ deliveries: Array<{ body: string }> }>('/control/webhooks');
	const { body } = data.deliveries.at(-1) ?? { body: '' };
	const { data: event, session } = JSON.parse(body) as {
		data: object;
		session: { id: string; registry: string };
	};
	return { text: JSON.stringify(event), session: { id: session.id, owner: session.registry } };
}

/** Counts what the workflow tells it: one request for each time that it was started. */
async function startCounter() {
	const seen = new Map<string, number>();
	let lastAt = 0;
	const { url, close } = await serve((request, response) => {
		void readAll(request).then((id) => {
			seen.set(id, (seen.get(id) ?? 0) + 1);
			lastAt = Date.now();
			response.end('{}');
		});
	});
	return { url, seen, lastAt: () => lastAt, close };
}

function countingWorkflow(counter: string): WorkflowDraft {
	const { nodes, ...workflow } = triggerWorkflow('Under load');
	return {
		...workflow,
		nodes: [
			...nodes,
			{
				id: randomUUID(),
				name: 'Count',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [220, 0],
				parameters: {
					method: 'POST',
					url: counter,
					sendBody: true,
					contentType: 'raw',
					rawContentType: 'text/plain',
					body: '={{ $json.messageId }}',
				},
			},
		],
		connections: { 'WARest Trigger': { main: [[{ node: 'Count', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}

/** The order in which they come: of ten, one is forged; of the others, every fourth is a repeat. */
type Kind = 'genuine' | 'retry' | 'told again' | 'wrong key' | 'changed body';
const kindOf = (index: number): Kind => {
	if (index % 10 === 9) return index % 20 === 9 ? 'wrong key' : 'changed body';
	if (index % 4 === 3) return index % 8 === 3 ? 'retry' : 'told again';
	return 'genuine';
};

const messageId = (index: number) => `LOAD${String(index).padStart(12, '0')}`;

let counter: Awaited<ReturnType<typeof startCounter>>;
beforeAll(async () => (counter = await startCounter()));
afterAll(() => counter.close());

it('takes 2,000 deliveries at up to 200 a second: each event once, no repeat, no forgery', async () => {
	const workflow = await client.createWorkflow(countingWorkflow(counter.url));
	await client.activate(workflow);
	const { url, secret } = await slot(ofN8n);
	const { text, session } = await example();
	while (counter.seen.size === 0) await wait(100);
	const [exampleId] = counter.seen.keys();
	counter.seen.clear();

	const request = (id: string, key: string): SignedRequest =>
		eventRequest({
			session,
			event: 'message_received',
			data: JSON.parse(text.replaceAll(exampleId, id)) as object,
			ts: Date.now(),
			key: { secret: key, username: 'admin', sha: '256' },
		});
	let last = { id: '', request: request('', secret) };
	const genuine: string[] = [];
	const next = (index: number): SignedRequest => {
		const id = messageId(index);
		switch (kindOf(index)) {
			// An answer came too late: the same bytes once more.
			case 'retry':
				return last.request;
			// WhatsApp itself tells of a message again: another time, another signature.
			case 'told again':
				return request(last.id, secret);
			case 'wrong key':
				return request(id, 'x'.repeat(secret.length));
			case 'changed body': {
				const { body, headers } = request(messageId(index - 1), secret);
				return { headers, body: body.replaceAll(messageId(index - 1), id) };
			}
			case 'genuine':
				genuine.push(id);
				last = { id, request: request(id, secret) };
				return last.request;
		}
	};

	const httpAgent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const answers: Array<{ kind: Kind; status: number; accepted: unknown; ms: number }> = [];
	const begun = Date.now();
	let index = 0;
	const send = async () => {
		while (index < DELIVERIES) {
			const mine = index++;
			const early = begun + (mine / PER_SECOND) * 1_000 - Date.now();
			if (early > 0) await wait(early);
			const { body, headers } = next(mine);
			const at = Date.now();
			const { status, data } = await axios.post<{ accepted?: unknown }>(url, body, {
				headers,
				httpAgent,
				proxy: false,
				validateStatus: () => true,
			});
			answers.push({
				kind: kindOf(mine),
				status,
				accepted: data.accepted,
				ms: Date.now() - at,
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, send));
	const answered = Date.now() - begun;
	httpAgent.destroy();
	// n8n's database may go on calling executions running that have ended, if it could not store their end.
	const isQuiet = () => Date.now() - counter.lastAt() > QUIET_MS;
	while ((await client.count(workflow, 'new', 'running')) > 0 && !isQuiet()) await wait(250);
	const ended = counter.lastAt() - begun;
	await client.deactivate(workflow);
	// n8n 2 answers before it has given the place back.
	await slot(free);

	const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
	const forged = answers.filter(({ kind }) => kind === 'wrong key' || kind === 'changed body');
	const figures = {
		deliveries: answers.length,
		genuine: genuine.length,
		repeated: answers.length - genuine.length - forged.length,
		forged: forged.length,
		deliveriesPerSecond: Math.round(answers.length / (answered / 1_000)),
		secondsUntilLastAnswer: answered / 1_000,
		secondsUntilLastExecution: ended / 1_000,
		answerMs: { median: times[times.length >> 1], worst: times.at(-1) },
		started: [...counter.seen.values()].reduce((sum, count) => sum + count, 0),
	};
	writeFileSync(join(artifactsFolder, 'trigger-load.json'), JSON.stringify(figures, null, '\t'));
	reportTo(process.stderr)(`Under load: ${JSON.stringify(figures)}`);

	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	expect(new Set(forged.map(({ accepted }) => accepted))).toEqual(new Set([false]));
	expect([...counter.seen.keys()].sort()).toEqual(genuine.sort());
	expect([...counter.seen.values()].filter((count) => count !== 1)).toEqual([]);
}, 600_000);
