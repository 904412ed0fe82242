import { fromHtml } from '../../nodes/transport/failures/html';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { runWarest } from '../support/warest';
import { EXAMPLES, type Case, type OperationClass, type Route } from './cases';
import { redirectTo } from './faults';
import { pass, startProxy, startSlammingDoor, type Place, type Treatment } from './proxy';

/** The outcome of one operation that a fault hit. */
export interface Observation {
	/** Whether the request was made more than once. */
	repeated: boolean;
	/** How often the server carried the request out. */
	handled: number;
	/** How often the phone shows it; null if it changes nothing there. */
	onPhone: number | null;
	/** Null if the operation gave its result. */
	told: { message: string; advice: string } | null;
}

/** What isn't in the table, because it differs from run to run, or must always be the same. */
export interface Circumstances {
	/** Bytes of answers that the node read, and the bytes by which its memory grew meanwhile. */
	taken: number;
	held: number;
	/** Requests that reached a host other than the credential's. */
	elsewhere: Place['seen'];
	/** Whether the result, if there is one, is the same as without the fault. */
	right: boolean;
	apiKey: string;
}

/** Short enough for a test, long enough for a busy machine. */
const TIMEOUT_SECONDS = 2;
const HEAVY_TIMEOUT_SECONDS = 60;
const MAX_WAIT_MINUTES = 0.1;

/** Hits the first requests to `path`, and counts those that the server carried out. */
function striking(path: RegExp, { treatment = pass, times = Infinity }: Case) {
	const counts = { struck: 0, handled: 0 };
	const treat: Treatment = async (exchange) => {
		const { pathname } = new URL(exchange.request.url ?? '', 'http://proxy');
		if (!path.test(pathname)) return await pass(exchange);
		const forward = async () => {
			const reply = await exchange.forward();
			counts.handled += 1;
			return reply;
		};
		counts.struck += 1;
		await (counts.struck <= times ? treatment : pass)({ ...exchange, forward });
	};
	return { treat, counts };
}

/** Without what differs from run to run and from machine to machine: ports, seconds, the codes of Node.js. */
function plain(text: string, elsewhere: Place): string {
	return fromHtml(text)
		.replaceAll(elsewhere.url, 'http://elsewhere.example')
		.replace(/\b127\.0\.0\.1:\d+|\bwarest\.\.invalid/g, 'warest.example')
		.replace(/ \([A-Z][A-Z_]+\)/g, '')
		.replace(/\b\d+ s(econds)?\b/g, 'N s$1');
}

async function observed(
	fault: Case,
	operationClass: OperationClass,
	sandbox: Sandbox,
	opened: Place[],
): Promise<[Observation, Omit<Circumstances, 'held'>]> {
	const { operation, parameters, conditions, path, onPhone, isRight } = EXAMPLES[operationClass];
	const open = async (starting: Promise<Place>) => {
		const place = await starting;
		opened.push(place);
		return place;
	};
	const elsewhere = await open(startProxy(sandbox.url, pass));
	const { treat, counts } = striking(path, fault);
	const proxy = await open(startProxy(sandbox.url, treat, { tls: fault.route === 'tls' }));
	const redirector = await open(startProxy(sandbox.url, redirectTo(elsewhere.url)));
	const door = await open(startSlammingDoor());
	const routes: Record<Route, string> = {
		proxy: proxy.url,
		tls: proxy.url,
		// Nothing listens there on any machine that runs tests.
		'closed port': 'http://127.0.0.1:1',
		'slamming door': door.url,
		// No resolver is asked for a name with an empty label, so it fails at once on a busy machine, too.
		'unknown name': 'http://warest..invalid',
		redirect: redirector.url,
		'not https': proxy.url.replace('http:', 'https:'),
	};
	const struck = routes[fault.route ?? 'proxy'];
	const ofFiles = operationClass === 'download';
	if (ofFiles) sandbox.world.address = struck;
	const outcome = await runWarest(
		{
			baseUrl: ofFiles ? sandbox.url : struck,
			apiKey: sandbox.apiKey,
			ignoreSslIssues: fault.ignoreSslIssues,
		},
		operation,
		{
			...parameters,
			pace: {
				timeout: fault.heavy ? HEAVY_TIMEOUT_SECONDS : TIMEOUT_SECONDS,
				maxWait: MAX_WAIT_MINUTES,
			},
		},
		conditions,
	);
	const { error } = outcome;
	return [
		{
			repeated: counts.struck > 1,
			handled: counts.handled,
			onPhone: onPhone?.(sandbox) ?? null,
			told: error
				? {
						message: plain(error.message, elsewhere),
						advice: plain(error.description ?? '', elsewhere),
					}
				: null,
		},
		{
			taken: proxy.seen.reduce((sum, { taken }) => sum + taken(), 0),
			elsewhere: elsewhere.seen,
			right: error !== undefined || (await isRight(outcome.items, sandbox)),
			apiKey: sandbox.apiKey,
		},
	];
}

/** The most bytes by which `work` made memory outside JavaScript's heap grow, where answers are held. */
async function watchingMemory<T>(work: () => Promise<T>): Promise<[result: T, held: number]> {
	const used = () => process.memoryUsage().external;
	const before = used();
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, used())), 5);
	try {
		return [await work(), most - before];
	} finally {
		clearInterval(watch);
	}
}

/** Runs the example of a class in n8n's engine while `fault` hits it. */
export async function observe(
	fault: Case,
	operationClass: OperationClass,
): Promise<[Observation, Circumstances]> {
	const sandbox = await startSandbox({ world: 'recorded' });
	const opened: Place[] = [];
	try {
		const [[observation, circumstances], held] = await watchingMemory(
			async () => await observed(fault, operationClass, sandbox, opened),
		);
		return [observation, { ...circumstances, held }];
	} finally {
		for (const place of opened) await place.close();
		await sandbox.close();
	}
}
