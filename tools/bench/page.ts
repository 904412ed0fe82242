import type { FileTimes } from './files';
import type { DifferentChats, NodeTimes } from './node-times';
import type { RequestName } from './requests';
import { requests } from './requests';
import type { Conditions, Results } from './results';
import type { Summary } from './statistics';

/** The goals, as the project set them. */
const GOALS = {
	httpRequest: 1.1,
	bare: 1.25,
	oneChat: 1.1,
	fileMegabytes: 60,
	loadMilliseconds: 15,
	tarballBytes: 200_000,
	deliveries: 0.9,
	/** Time for one of the most items against time for one of a tenth as many. */
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
const met = (holds: boolean) => (holds ? 'yes' : '**no**');

const ratio = (a: Summary, b: Summary) => a.median / b.median;
const names = (of: { request: RequestName }[]) => [...new Set(of.map(({ request }) => request))];
const modes: Record<FileTimes['mode'], string> = { filesystem: 'filesystem', default: 'memory' };

interface Judged {
	where: string;
	factor: number;
}

/** How many of the comparisons hold, and which one is the worst. */
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

/** Time of an item among the most against time of an item among a tenth as many. */
function growthFactors({ growth }: NodeTimes): Judged[] {
	return names(growth).map((request) => {
		const [fewer, most] = growth.filter((row) => row.request === request).slice(-2);
		const factor = most.warest.median / most.items / (fewer.warest.median / fewer.items);
		return { where: `${request}, ${whole(most.items)} against ${whole(fewer.items)}`, factor };
	});
}

function goals(results: Results): string {
	const { times: node, files, package: figures, deliveries } = results;
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
				'The same against a bare loop, as many at the same time',
				`≤ ${times(GOALS.bare)}`,
				...verdict(judged(differentChats, 'bare'), GOALS.bare),
			],
			[
				'One chat, in order, against a bare loop, one after the other',
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
				'Time for one item, as the work grows',
				`≤ ${times(GOALS.growth)}`,
				...verdict(growthFactors(node.measured), GOALS.growth),
			],
			...heavy.map(({ direction, mode, memory }) => [
				`More memory for ${direction === 'upload' ? 'an upload' : 'a download'} of ${largest} MB, binary mode ${modes[mode]}`,
				`≤ ${GOALS.fileMegabytes} MB`,
				`${short(memory.median)} MB`,
				met(memory.median <= GOALS.fileMegabytes),
			]),
			[
				'Load time of node and trigger',
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
	return table(['request', 'node', 'connections opened', 'open at the same time'], rows);
}

const growthTable = ({ growth }: NodeTimes) =>
	table(
		['request', 'items', 'WARest', 'for one item', 'HTTP Request', 'for one item'],
		growth.map(({ request, items, warest, httpRequest }) => [
			requests[request].title,
			whole(items),
			spread(warest),
			(warest.median / items).toFixed(2),
			spread(httpRequest),
			(httpRequest.median / items).toFixed(2),
		]),
	);

/** docs/benchmarks.md. */
export function page({ times: node, files, package: figures, deliveries }: Results): string {
	const { load, descriptions, tarball } = figures.measured;
	const { count, parallel, warestTrigger, webhook } = deliveries.measured;
	const titles = { node: 'WARest', trigger: 'WARest Trigger', both: 'both' };
	return `# Benchmarks

Made by \`npm run bench\`: a real n8n with the packed package in it, and the sandbox in another process, whose latency is set for each measurement. What is compared runs in the same n8n, taking turns. Each figure is the median of several rounds, with the lowest and the highest behind it; the figures themselves are in [benchmarks.json](benchmarks.json).

${goals({ times: node, files, package: figures, deliveries })}

## Time

Milliseconds that n8n notes as the node's execution time, in a workflow Webhook → Split Out → node that runs as in production. The HTTP Request node makes the same requests, with its own header credential. It sends all items at once, without order, limits or retries. The bare loop is undici in a process of its own: connections kept alive, no n8n, as many requests at the same time as were seen of the WARest node. The last column tells what n8n's own part costs: each request of any node goes through n8n's request function, and its credential is read and decrypted anew.

${conditionsLine(node.conditions)}

![Time by number of items](images/benchmarks.svg)

${differentChatsTables(node.measured)}

### A chat for the first time

Before it changes something in a chat, the WARest node looks whether the chat exists; what it has seen, it does not look for again for ten minutes, and the tables above have chats that it has seen. One item with a chat that it has not:

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

What goes to one chat goes in order, so the items wait for each other: ${requests.change.title}, against a bare loop that sends one request after the other.

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

### As work grows

Milliseconds, without latency.

${growthTable(node.measured)}

### Connections

100 items at 50 ms latency, through a proxy that counts. n8n's request function makes a new agent for each request and keeps no connection alive, whichever node calls it, and gives a node no way to change that.

${connectionsTable(node.measured)}

## Files

Send Document from a binary field, and the WARest Trigger's Download Media for a message with a film of that size. Each run is a process that holds only n8n's engine and the node. Memory is what the process had at its highest (Linux' VmHWM) above what it had before; in memory mode the file, as n8n holds it, is there before an upload, and is made by n8n's own function in a download. The last column is what Node.js alone takes in the same process to pipe a file into a request, or a response into a file: buffers that were sent or written stay until it next collects its garbage.

${conditionsLine(files.conditions)}

${table(
	['what', 'binary mode', 'size', 'time (ms)', 'more memory (MB)', 'bare pipe (MB)'],
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

Load time is that of requiring and constructing after n8n-workflow, each time in a fresh process.

${conditionsLine(figures.conditions)}

${table(
	['what', 'load time (ms)'],
	(['node', 'trigger', 'both'] as const).map((name) => [titles[name], spread(load[name])]),
)}

${table(
	['what', 'size', 'gzipped'],
	[
		...(['node', 'trigger'] as const).map((name) => [
			`description of ${titles[name]}`,
			kilobytes(descriptions[name].bytes),
			kilobytes(descriptions[name].gzipped),
		]),
		['tarball', '', kilobytes(tarball)],
	],
)}

## Trigger

${count} recorded text messages a round, ${parallel} at the same time, each signed and with a key of its own, to active workflows of one node in the same n8n. Each delivery started its workflow; that is checked.

${conditionsLine(deliveries.conditions)}

${table(
	['node', 'deliveries a second'],
	[
		['WARest Trigger', spread(warestTrigger)],
		["n8n's Webhook", spread(webhook)],
	],
)}
`;
}
