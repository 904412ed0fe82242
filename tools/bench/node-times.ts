import { WAREST_CREDENTIAL, WAREST_NODE, warestCredential } from '../host/demo';
import type { Stored } from '../host/n8n-client';
import type { Report } from '../host/report';
import type { BareRun } from './bare-loop';
import type { Connections } from './counting-proxy';
import { startCountingProxy } from './counting-proxy';
import { startLoop } from './loop-process';
import type { Request, RequestName } from './requests';
import { httpRequestNode, requests } from './requests';
import { chatAt, chatsFrom } from './sandbox-process';
import type { Stage } from './stage';
import type { Summary } from './statistics';
import { interleaved } from './statistics';
import type { TimedWorkflow } from './timed-workflow';
import { createTimedWorkflow } from './timed-workflow';

const LATENCIES = [0, 20, 50, 200];
const COUNTS = [1, 10, 100, 1000];
const GROWTH = [10, 100, 1000, 10_000];
const MOST_CHATS = Math.max(...GROWTH);
const ONE_CHAT_COUNTS = [10, 100];

/** Milliseconds each: of different chats. */
export interface DifferentChats {
	request: RequestName;
	latency: number;
	items: number;
	warest: Summary;
	httpRequest: Summary;
	/** As many at the same time as the WARest node had. */
	bare: Summary;
}

/** Milliseconds each: a change of one chat that the WARest node has not met yet. */
interface FirstTime {
	latency: number;
	warest: Summary;
	httpRequest: Summary;
}

/** Milliseconds each: all items of one chat, in strict order. */
interface OneChat {
	latency: number;
	items: number;
	warest: Summary;
	/** One after the other. */
	bare: Summary;
}

/** Milliseconds each, without latency. */
interface Growth {
	request: RequestName;
	items: number;
	warest: Summary;
	httpRequest: Summary;
}

export interface NodeTimes {
	/** Of 100 items at 50 ms latency, by request and node. */
	connections: Record<RequestName, { warest: Connections; httpRequest: Connections }>;
	differentChats: DifferentChats[];
	firstTime: FirstTime[];
	oneChat: OneChat[];
	growth: Growth[];
}

const names = Object.keys(requests) as RequestName[];
const chats = (count: number) => chatsFrom(0, count);
const sameChat = (count: number) => Array.from({ length: count }, () => chatAt(0));
const each = async <T>(of: (name: RequestName) => Promise<T>) =>
	Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, await of(name)] as const)),
	) as Record<RequestName, T>;

interface Workflows {
	warest: TimedWorkflow;
	httpRequest: TimedWorkflow;
}

async function createWorkflows(
	{ n8n, header }: Stage,
	request: Request,
	server: string,
	warest: Stored,
): Promise<Workflows> {
	const { id, name } = warest;
	return {
		warest: await createTimedWorkflow(n8n, `WARest: ${request.title}`, {
			type: WAREST_NODE,
			parameters: request.warest,
			credentials: { [WAREST_CREDENTIAL]: { id, name } },
		}),
		httpRequest: await createTimedWorkflow(n8n, `HTTP Request: ${request.title}`, {
			...httpRequestNode(server, request),
			credentials: { httpHeaderAuth: { id: header.id, name: header.name } },
		}),
	};
}

/** How many connections each node opens for 100 items, and how many of them at the same time. */
async function measureConnections(stage: Stage): Promise<NodeTimes['connections']> {
	const { n8n, sandbox } = stage;
	const proxy = await startCountingProxy(sandbox.url);
	try {
		const server = { url: proxy.url, apiKey: sandbox.apiKey };
		const credential = await n8n.createCredential(warestCredential('Counted', server));
		await sandbox.setLatency(50);
		const counted = {} as NodeTimes['connections'];
		for (const name of names) {
			const workflows = await createWorkflows(stage, requests[name], proxy.url, credential);
			const count = async (workflow: TimedWorkflow) => {
				proxy.take();
				await workflow.time(chats(100));
				return proxy.take();
			};
			counted[name] = {
				warest: await count(workflows.warest),
				httpRequest: await count(workflows.httpRequest),
			};
		}
		return counted;
	} finally {
		await proxy.close();
	}
}

const FEW = 3;

/** Few items take so little that whole milliseconds say little: more rounds for them, and fewer for thousands. */
function roundsFor(items: number, rounds: number): number {
	if (items <= 10) return rounds * FEW;
	return items > 1000 ? Math.min(rounds, FEW) : rounds;
}

/** The WARest node, n8n's HTTP Request node and a bare loop, taking turns, in a real n8n. */
export async function measureNodeTimes(
	stage: Stage,
	node: string,
	rounds: number,
	report: Report,
): Promise<NodeTimes> {
	const { sandbox } = stage;
	const bare = startLoop<BareRun>(node, 'bare-loop.ts');
	try {
		await sandbox.addChats(0, MOST_CHATS);
		const workflows = await each(
			async (name) => await createWorkflows(stage, requests[name], sandbox.url, stage.warest),
		);
		const bareRun = (name: RequestName, parallel: number, of: string[]) =>
			bare.time({
				server: sandbox.url,
				apiKey: sandbox.apiKey,
				request: requests[name],
				chats: of,
				parallel,
			});

		// Warm, before anything counts.
		await sandbox.setLatency(0);
		for (const name of names) {
			for (let round = 0; round < 3; round++) {
				await workflows[name].warest.time(chats(300));
				await workflows[name].httpRequest.time(chats(300));
				await bareRun(name, 10, chats(300));
			}
		}

		const firstTime: FirstTime[] = [];
		const newChats = LATENCIES.length * roundsFor(1, rounds);
		await sandbox.addChats(MOST_CHATS, newChats);
		const unmet = chatsFrom(MOST_CHATS, newChats);
		for (const latency of LATENCIES) {
			await sandbox.setLatency(latency);
			const times = await interleaved(roundsFor(1, rounds), {
				warest: () => workflows.change.warest.time(unmet.splice(0, 1)),
				httpRequest: () => workflows.change.httpRequest.time(chats(1)),
			});
			firstTime.push({ latency, ...times });
			report(
				`  a new chat, ${latency} ms: ${times.warest.median} ms; HTTP Request ${times.httpRequest.median} ms`,
			);
		}
		const connections = await measureConnections(stage);

		const differentChats: DifferentChats[] = [];
		for (const request of names) {
			const { warest, httpRequest } = workflows[request];
			const parallel = connections[request].warest.together;
			for (const latency of LATENCIES) {
				for (const items of COUNTS) {
					await sandbox.setLatency(latency);
					const of = chats(items);
					const times = await interleaved(roundsFor(items, rounds), {
						warest: () => warest.time(of),
						httpRequest: () => httpRequest.time(of),
						bare: () => bareRun(request, parallel, of),
					});
					differentChats.push({ request, latency, items, ...times });
					report(
						`  ${request}, ${latency} ms, ${items} items: ${times.warest.median} ms; HTTP Request ${times.httpRequest.median} ms; bare × ${parallel} ${times.bare.median.toFixed(1)} ms`,
					);
				}
			}
		}

		const oneChat: OneChat[] = [];
		for (const latency of LATENCIES) {
			for (const items of ONE_CHAT_COUNTS) {
				await sandbox.setLatency(latency);
				const of = sameChat(items);
				const times = await interleaved(Math.min(rounds, FEW), {
					warest: () => workflows.change.warest.time(of),
					bare: () => bareRun('change', 1, of),
				});
				oneChat.push({ latency, items, ...times });
				report(
					`  one chat, ${latency} ms, ${items} items: ${times.warest.median} ms; bare ${times.bare.median.toFixed(1)} ms`,
				);
			}
		}

		const growth: Growth[] = [];
		for (const request of names) {
			for (const items of GROWTH) {
				await sandbox.setLatency(0);
				const of = chats(items);
				const times = await interleaved(roundsFor(items, rounds), {
					warest: () => workflows[request].warest.time(of),
					httpRequest: () => workflows[request].httpRequest.time(of),
				});
				growth.push({ request, items, ...times });
				report(
					`  ${request}, ${items} items: ${times.warest.median} ms; HTTP Request ${times.httpRequest.median} ms`,
				);
			}
		}
		return { connections, differentChats, firstTime, oneChat, growth };
	} finally {
		bare.stop();
	}
}
