import type { Asker } from './answers';
import type { Engine } from './conversations';
import type { FileTimes } from './files';
import type { DifferentChats, NodeTimes } from './node-times';
import type { RequestName } from './requests';
import { requests } from './requests';
import type { Conditions, Results } from './results';
import type { Summary } from './statistics';

/** The project's goals. */
const GOALS = {
	httpRequest: 1.1,
	bare: 1.25,
	oneChat: 1.1,
	fileMegabytes: 60,
	loadMilliseconds: 15,
	tarballBytes: 200_000,
	deliveries: 0.9,
	sharing: 0.9,
	/** From an answer to the next node's request, for 95 of 100 answers. */
	answerMilliseconds: 1000,
	/** Time per item with the most items, against time per item with a tenth as many. */
	growth: 1.25,
};

type Row = ReadonlyArray<string | number>;

function table(head: Row, rows: Row[]): string {
	const line = (cells: Row) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const short = (value: number) => (value < 10 ? value.toFixed(1) : whole(value));
const times = (factor: number) => `${factor.toFixed(2)} ×`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
const spread = ({ median, low, high }: Summary) =>
	low === high ? short(median) : `${short(median)} (${short(low)}–${short(high)})`;
const each = (perSecond: number) =>
	`${perSecond} ${perSecond === 1 ? 'answer' : 'answers'} a second`;
const met = (holds: boolean) => (holds ? 'yes' : '**no**');

const ratio = (a: Summary, b: Summary) => a.median / b.median;
const names = (of: { request: RequestName }[]) => [...new Set(of.map(({ request }) => request))];
const modes: Record<FileTimes['mode'], string> = { filesystem: 'filesystem', default: 'memory' };

interface Judged {
	where: string;
	factor: number;
}

/** How many of the comparisons meet the goal, and the worst of them. */
function verdict(all: Judged[], goal: number): [result: string, met: string] {
	const holding = all.filter(({ factor }) => factor <= goal).length;
	const worst = all.reduce((a, b) => (b.factor > a.factor ? b : a));
	const result = `${holding} of ${all.length}; at most ${times(worst.factor)} (${worst.where})`;
	return [result, holding === all.length ? 'yes' : holding === 0 ? '**no**' : '**not all**'];
}

const judged = (cells: DifferentChats[], against: 'httpRequest' | 'bare'): Judged[] =>
	cells.map(({ request, latency, items, ...cell }) => ({
		where: `${request}, ${latency} ms, ${whole(items)} ${items === 1 ? 'item' : 'items'}`,
		factor: ratio(cell.warest, cell[against]),
	}));

/** Time per item with the most items, against time per item with a tenth as many. */
function growthFactors({ growth }: NodeTimes): Judged[] {
	return names(growth).map((request) => {
		const [fewer, most] = growth.filter((row) => row.request === request).slice(-2);
		const factor = most.warest.median / most.items / (fewer.warest.median / fewer.items);
		return { where: `${request}, ${whole(most.items)} against ${whole(fewer.items)}`, factor };
	});
}

/** When n8n starts an expression engine. */
const engines: Record<Engine, string> = { always: 'always', ifNeeded: 'if needed' };
const engineNames = Object.keys(engines) as Engine[];

const askers: Record<Asker, string> = {
	sendAndWait: 'Send and Wait for Response, in the chat',
	wait: "n8n's Wait, by a request",
};

const conversationGoals = ({ measured }: Results['conversations']): Row[] =>
	engineNames.flatMap((engine): Row[] => {
		const { answers, sharing } = measured[engine];
		const shared = ratio(sharing.warestTriggers, sharing.webhooks);
		const inEngine = `expression engine ${engines[engine]}`;
		return [
			[
				`${sharing.workflows} workflows on one number, against as many Webhook nodes, ${inEngine}`,
				`≥ ${times(GOALS.sharing)}`,
				times(shared),
				met(shared >= GOALS.sharing),
			],
			...answers
				.filter(({ asker }) => asker === 'sendAndWait')
				.map(({ perSecond, p95 }) => [
					`From an answer in the chat until the workflow goes on, p95, at ${each(perSecond)}, ${inEngine}`,
					`≤ ${whole(GOALS.answerMilliseconds)} ms`,
					`${whole(p95.median)} ms`,
					met(p95.median <= GOALS.answerMilliseconds),
				]),
		];
	});

function goals(results: Results): string {
	const { times: node, files, package: figures, deliveries, conversations } = results;
	const { differentChats, oneChat } = node.measured;
	const largest = Math.max(...files.measured.map(({ megabytes }) => megabytes));
	const heavy = files.measured.filter(({ megabytes }) => megabytes === largest);
	const load = figures.measured.load.both.median;
	const { tarball } = figures.measured;
	const rate = ratio(deliveries.measured.warestTrigger, deliveries.measured.webhook);
	return table(
		['what', 'goal', 'measured', 'met'],
		[
			[
				'Reads and changes of different chats, against the HTTP Request node',
				`≤ ${times(GOALS.httpRequest)}`,
				...verdict(judged(differentChats, 'httpRequest'), GOALS.httpRequest),
			],
			[
				'The same, against a bare loop with as many requests in parallel',
				`≤ ${times(GOALS.bare)}`,
				...verdict(judged(differentChats, 'bare'), GOALS.bare),
			],
			[
				'One chat, in order, against a bare loop with one request at a time',
				`≤ ${times(GOALS.oneChat)}`,
				...verdict(
					oneChat.map(({ latency, items, warest, bare }) => ({
						where: `${latency} ms, ${items} items`,
						factor: ratio(warest, bare),
					})),
					GOALS.oneChat,
				),
			],
			[
				'Time per item, as the number of items grows',
				`≤ ${times(GOALS.growth)}`,
				...verdict(growthFactors(node.measured), GOALS.growth),
			],
			...heavy.map(({ direction, mode, memory }) => [
				`Extra memory for ${direction === 'upload' ? 'an upload' : 'a download'} of ${largest} MB, binary mode ${modes[mode]}`,
				`≤ ${GOALS.fileMegabytes} MB`,
				`${short(memory.median)} MB`,
				met(memory.median <= GOALS.fileMegabytes),
			]),
			[
				'Load time of the node and the trigger',
				`< ${GOALS.loadMilliseconds} ms`,
				`${short(load)} ms`,
				met(load < GOALS.loadMilliseconds),
			],
			[
				'Size of the tarball',
				`< ${kilobytes(GOALS.tarballBytes)}`,
				kilobytes(tarball),
				met(tarball < GOALS.tarballBytes),
			],
			[
				"Deliveries per second, against n8n's Webhook node",
				`≥ ${times(GOALS.deliveries)}`,
				times(rate),
				met(rate >= GOALS.deliveries),
			],
			...conversationGoals(conversations),
		],
	);
}

function conditionsLine({ day, commit, n8n, node, machine, rounds }: Conditions): string {
	return `_${day}, commit ${commit}, n8n ${n8n} on Node.js ${node}, ${machine}; rounds: ${rounds}._`;
}

function differentChatsTables({ differentChats }: NodeTimes): string {
	return names(differentChats)
		.map((request) => {
			const cells = differentChats.filter((cell) => cell.request === request);
			const rows = cells.map(({ latency, items, warest, httpRequest, bare }) => [
				`${latency} ms`,
				whole(items),
				spread(warest),
				spread(httpRequest),
				spread(bare),
				times(ratio(warest, httpRequest)),
				times(ratio(warest, bare)),
				times(ratio(httpRequest, bare)),
			]);
			const head = ['latency', 'items', 'WARest', 'HTTP Request', 'bare loop'];
			return `### ${requests[request].title}\n\n${table([...head, 'WARest : HTTP Request', 'WARest : bare', 'HTTP Request : bare'], rows)}`;
		})
		.join('\n\n');
}

function connectionsTable({ connections }: NodeTimes): string {
	const rows = (Object.keys(connections) as RequestName[]).flatMap((request) =>
		(['warest', 'httpRequest'] as const).map((subject) => {
			const { opened, together } = connections[request][subject];
			const name = subject === 'warest' ? 'WARest' : 'HTTP Request';
			return [requests[request].title, name, opened, together];
		}),
	);
	return table(['request', 'node', 'connections opened', 'open at once'], rows);
}

const growthTable = ({ growth }: NodeTimes) =>
	table(
		['request', 'items', 'WARest', 'per item', 'HTTP Request', 'per item'],
		growth.map(({ request, items, warest, httpRequest }) => [
			requests[request].title,
			whole(items),
			spread(warest),
			(warest.median / items).toFixed(2),
			spread(httpRequest),
			(httpRequest.median / items).toFixed(2),
		]),
	);

function conversationsSection({ conditions, measured }: Results['conversations']): string {
	const { answers, sharing } = measured.always;
	return `
## Conversations

${conditionsLine(conditions)}

Both are measured in n8n as it comes, and in n8n with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`. As it comes, n8n starts an expression engine for each request to a webhook, and another for each execution, whether there is an expression or not; that takes longer than all the rest. Only for its own Webhook node it leaves the first one out. With the setting it starts one only if there is an expression.

### From the answer to the next node

People who were asked by Send and Wait for Response answer "1" in the chat, each another question; ${answers
		.filter(({ asker }) => asker === 'sendAndWait')
		.map(({ people, perSecond }) => `${people} at ${each(perSecond)}`)
		.join(
			', ',
		)} in a round. They keep to that rate whether n8n keeps up or not. The time begins when a person's message is handed to the sandbox, and ends when the request of the workflow's next node (Send Text) reaches the sandbox, by its log. In between: the delivery, the trigger, the node that waited and decides, n8n loading the execution, the next node. The percentiles are those of a round. For comparison, the same with n8n's own Wait node: what it waits for comes as a request to its address, without a delivery, a trigger and a decision. No answer is lost, and none makes a workflow go on twice; the benchmark checks that. The last column says how many of all answers also started the trigger's own workflow, as other messages do: where n8n doesn't take an answer within 3 seconds, the trigger starts its workflow, and brings the answer again with its next check, up to a minute later.

${table(
	[
		'expression engine',
		'answered',
		'answers a second',
		'p50 (ms)',
		'p95 (ms)',
		'slowest of all (ms)',
		'started the trigger, too',
	],
	engineNames.flatMap((engine) =>
		measured[engine].answers.map(({ asker, perSecond, p50, p95, slowest, startedToo }) => [
			engines[engine],
			askers[asker],
			perSecond,
			spread(p50),
			spread(p95),
			whole(slowest),
			startedToo,
		]),
	),
)}

### Many workflows on one number

${sharing.count} recorded text messages a round, ${sharing.parallel} at a time. ${sharing.workflows} workflows with a WARest Trigger share one session: WARest delivers each message once, and the first trigger passes it on to the others. ${sharing.workflows} workflows with a Webhook node get the same messages in a request each, ${sharing.workflows} requests a message, sent at the same time. All are published in the same n8n, each workflow of a single node. The time ends when every message has started every workflow; the benchmark checks that each did so once.

${table(
	['expression engine', 'workflows', 'messages a second', 'executions a second'],
	engineNames.flatMap((engine) => {
		const { workflows, warestTriggers, webhooks } = measured[engine].sharing;
		return [
			[`${workflows} × WARest Trigger, one session`, warestTriggers] as const,
			[`${workflows} × n8n's Webhook`, webhooks] as const,
		].map(([name, rates]) => [
			engines[engine],
			name,
			spread(rates),
			whole(rates.median * workflows),
		]);
	}),
)}
`;
}

/** docs/benchmarks.md. */
export function page(results: Results): string {
	const { times: node, files, package: figures, deliveries, definitions, conversations } = results;
	const { load, descriptions, tarball } = figures.measured;
	const { count, parallel, warestTrigger, webhook } = deliveries.measured;
	const titles = { node: 'WARest', trigger: 'WARest Trigger', both: 'both' };
	return `# Benchmarks

Made by \`npm run bench\`: a real n8n with the packed package, and the sandbox in another process with a set latency for each measurement. Whatever is compared runs in the same n8n, in turns. Each figure is the median of several rounds, followed by the lowest and the highest. The raw figures are in [benchmarks.json](benchmarks.json).

${goals(results)}

## Time

Milliseconds that n8n records as the node's execution time, in a workflow Webhook → Split Out → node that runs as in production. The HTTP Request node makes the same requests, with its own header credential; it sends all items at once, without order, limits or retries. The bare loop is undici in its own process: no n8n, connections kept alive, and as many parallel requests as the WARest node was seen to make. The last column shows what n8n itself costs: every request of every node goes through n8n's request function, and its credential is read and decrypted each time.

${conditionsLine(node.conditions)}

![Time by number of items](images/benchmarks.svg)

${differentChatsTables(node.measured)}

### The first change to a chat

Before the WARest node changes anything in a chat, it checks that the chat exists, and remembers the answer for ten minutes. The chats in the tables above had been checked already. This is one item with a chat that hadn't:

${table(
	['latency', 'WARest', 'HTTP Request', 'WARest : HTTP Request'],
	node.measured.firstTime.map(({ latency, warest, httpRequest }) => [
		`${latency} ms`,
		spread(warest),
		spread(httpRequest),
		times(ratio(warest, httpRequest)),
	]),
)}

### One chat

Requests to one chat go out in order, so each item waits for the one before: ${requests.change.title}, against a bare loop that sends one request at a time.

${table(
	['latency', 'items', 'WARest', 'bare loop', 'WARest : bare'],
	node.measured.oneChat.map(({ latency, items, warest, bare }) => [
		`${latency} ms`,
		items,
		spread(warest),
		spread(bare),
		times(ratio(warest, bare)),
	]),
)}

### With more items

Milliseconds, without latency.

${growthTable(node.measured)}

### Connections

100 items at 50 ms latency, through a proxy that counts connections. n8n's request function creates a new agent for every request and keeps no connection alive, whichever node calls it, and a node can't change that.

${connectionsTable(node.measured)}

## Files

Send Document from a binary field, and the WARest Trigger's Download Media for a message with a video of that size. Each run is a process with only n8n's engine and the node. Memory is the peak of the process (VmHWM in Linux) minus what it used before. In memory mode, n8n already holds the file before an upload, and n8n's own function creates it in a download. The last column is what Node.js alone uses in the same process to pipe a file into a request, or a response into a file: buffers stay until the next garbage collection, even after they have been sent or written.

${conditionsLine(files.conditions)}

${table(
	['what', 'binary mode', 'size', 'time (ms)', 'extra memory (MB)', 'bare pipe (MB)'],
	files.measured.map(({ direction, mode, megabytes, milliseconds, memory, bare }) => [
		direction,
		modes[mode],
		`${megabytes} MB`,
		spread(milliseconds),
		spread(memory),
		bare ? spread(bare) : '–',
	]),
)}

## Package

Load time covers requiring and constructing, with n8n-workflow already loaded, in a fresh process each time.

${conditionsLine(figures.conditions)}

${table(
	['what', 'load time (ms)'],
	(['node', 'trigger', 'both'] as const).map((name) => [titles[name], spread(load[name])]),
)}

${table(
	['what', 'size', 'gzipped'],
	[
		...(['node', 'trigger'] as const).map((name) => [
			`description of the ${titles[name]} node`,
			kilobytes(descriptions[name].bytes),
			kilobytes(descriptions[name].gzipped),
		]),
		['tarball', '', kilobytes(tarball)],
	],
)}

## Definitions

What the editor loads of a node, and the TypeScript that n8n's MCP server makes of it for models. Of n8n's own nodes that server gives only the operation asked for; of a community node it always gives all operations.

${conditionsLine(definitions.conditions)}

${table(
	['node', 'description (characters)', 'tokens', 'types (characters)', 'tokens'],
	definitions.measured.map(({ node: name, description, types }) => [
		name,
		whole(description.characters),
		whole(description.tokens),
		whole(types.characters),
		whole(types.tokens),
	]),
)}

## Trigger

${count} recorded text messages a round, ${parallel} at a time, each signed and with its own key, to published workflows of a single node in the same n8n. Every delivery started its workflow; the benchmark checks that.

${conditionsLine(deliveries.conditions)}

${table(
	['node', 'deliveries a second'],
	[
		['WARest Trigger', spread(warestTrigger)],
		["n8n's Webhook", spread(webhook)],
	],
)}
${conversationsSection(conversations)}`;
}
