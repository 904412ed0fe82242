import { join } from 'node:path';
import { startSandbox } from '../../sandbox/server';
import { openCacheFolder } from './cache-folder';
import {
	ensureCredential,
	ensureWorkflows,
	OWNER,
	pinWorkflow,
	SANDBOX_EXAMPLE,
	signInAsOwner,
} from './demo';
import { examples, forSandbox, withCredential } from './examples';
import { holdLock } from './lock';
import { N8nClient } from './n8n-client';
import { ensureN8n } from './n8n-install';
import { startN8n } from './n8n-process';
import { packPackage } from './packed-package';
import { needPort, portFrom } from './ports';
import { explain } from './problem';
import { reportTo, step } from './report';
import { installPackage } from './user-folder';
import type { WarestServer } from './warest-server';
import { needServer, serverFromEnvironment } from './warest-server';

const report = reportTo(process.stdout);

/** Functions that stop what has been started; they run in reverse order. */
const started: (() => Promise<void>)[] = [];

async function stopAll(): Promise<void> {
	for (const stop of started.splice(0).reverse()) await stop();
}

async function sandboxServer(port: number): Promise<WarestServer> {
	const sandbox = await startSandbox({ port, world: 'demo' });
	started.push(async () => await sandbox.close());
	return { url: sandbox.url, apiKey: sandbox.apiKey };
}

function printAddresses(lines: [string, string][]): void {
	const width = Math.max(...lines.map(([label]) => label.length));
	for (const [label, text] of lines) report(`  ${label.padEnd(width)}   ${text}`);
}

function printWelcome(n8nUrl: string, exampleUrl: string, server: WarestServer): void {
	report('\nn8n is ready, with the WARest node in it.\n');
	printAddresses([
		['n8n', n8nUrl],
		['Sign in', `${OWNER.email}, password ${OWNER.password}`],
		['Example', exampleUrl],
		['More examples', `${n8nUrl}/home/workflows`],
		['WARest', server.url],
	]);
	report('\nIn the example, choose a session and a chat, then click "Execute workflow".');
}

function printSandboxWelcome(n8nUrl: string, exampleUrl: string, server: WarestServer): void {
	const { session, chat } = SANDBOX_EXAMPLE;
	report(
		'\nn8n is ready, with the WARest node in it and the sandbox instead of a real WARest server.\n',
	);
	printAddresses([
		['n8n', n8nUrl],
		['Sign in', `${OWNER.email}, password ${OWNER.password}`],
		['Example', exampleUrl],
		['More examples', `${n8nUrl}/home/workflows`],
		['Phone', `${server.url}/#session=${session.value}`],
		['Sandbox', `${server.url}, API key ${server.apiKey}`],
	]);
	report(
		`\nOpen the phone next to the example and click "Execute workflow": the chat with ${chat.name} moves to the top.`,
	);
}

/** Starts everything, until a person can use it. */
async function start(signal: AbortSignal): Promise<{ ended: Promise<void>; logFile: string }> {
	const n8nPort = portFrom('N8N_PORT', 5678);
	const sandboxPort = portFrom('SANDBOX_PORT', 7308);
	const own = serverFromEnvironment();
	await needPort(n8nPort, 'n8n', 'N8N_PORT');
	if (own) await needServer(own);
	else await needPort(sandboxPort, 'the sandbox', 'SANDBOX_PORT');

	// A real key mustn't meet the sandbox's workflows, so each kind of server has its own n8n.
	const home = join(await openCacheFolder(), own ? 'start-own-server' : 'start-sandbox');
	started.push(await holdLock(join(home, 'lock'), `using ${home}`));

	const install = await ensureN8n(report, { signal });
	await step(report, 'Building the package and installing it in n8n', async () => {
		const packed = await packPackage(join(home, 'packages'), signal);
		await installPackage(home, packed, signal);
	});
	const server = own ?? (await sandboxServer(sandboxPort));
	const n8n = await step(report, 'Starting n8n (the first time takes up to a minute)', async () => {
		return await startN8n({ install, userFolder: home, port: n8nPort, signal });
	});
	started.push(n8n.stop);

	const client = new N8nClient(n8n.url);
	await signInAsOwner(client, home);
	const example = own ? undefined : SANDBOX_EXAMPLE;
	const credential = await ensureCredential(client, server, example?.session.value);
	const workflow = await ensureWorkflows(client, [
		pinWorkflow('Example: pin a chat', credential, example),
		...examples
			.map((one) => (own ? one.workflow : forSandbox(one)))
			.map((draft) => withCredential(draft, credential)),
	]);
	const print = own ? printWelcome : printSandboxWelcome;
	print(n8n.url, `${n8n.url}/workflow/${workflow.id}`, server);
	report('Press Ctrl-C to stop everything.');
	return n8n;
}

async function main(): Promise<void> {
	const stopping = new AbortController();
	const stopped = new Promise<void>((resolve) => {
		stopping.signal.addEventListener('abort', () => resolve());
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => stopping.abort());
	}
	try {
		const n8n = await start(stopping.signal);
		await Promise.race([stopped, n8n.ended]);
		if (!stopping.signal.aborted) {
			process.exitCode = 1;
			report(`n8n stopped by itself. Its log: ${n8n.logFile}`);
		}
	} catch (error) {
		if (!stopping.signal.aborted) {
			process.exitCode = 1;
			process.stderr.write(`\n${explain(error)}\n`);
		}
	}
	if (stopping.signal.aborted) report('\nStopping …');
	await stopAll();
}

void main();
