import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAsOwner, warestCredential } from '../../tools/host/demo';
import { N8nClient } from '../../tools/host/n8n-client';
import { ensureN8n } from '../../tools/host/n8n-install';
import { startN8n } from '../../tools/host/n8n-process';
import { packPackage } from '../../tools/host/packed-package';
import { freePort } from '../../tools/host/ports';
import { explain } from '../../tools/host/problem';
import { reportTo, step } from '../../tools/host/report';
import { installPackage } from '../../tools/host/user-folder';
import { startSandbox } from '../../sandbox/server';
import { artifactsFolder, release, remember, setStage } from './stage';
import { atTheEnd, cleanUp } from './clean-up';
import { serveSwitch } from './n8n-switch';

const report = reportTo(process.stderr);

/** Starts a fresh n8n with the packed package, and a sandbox. */
async function prepare(): Promise<void> {
	await rm(artifactsFolder, { recursive: true, force: true });
	const install = await ensureN8n(report, { release });
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-e2e-'));
	atTheEnd(async () => await rm(userFolder, { recursive: true, force: true }));
	await step(report, 'Building the package and installing it in n8n', async () => {
		await installPackage(userFolder, await packPackage(join(userFolder, 'packages')));
	});
	const { url, apiKey, close } = await startSandbox({ world: 'demo' });
	atTheEnd(close);
	// Otherwise n8n starts all executions of a flood at once, each with its own expression engine: gigabytes of memory.
	const settings = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '10' };
	const options = { install, userFolder, port: await freePort(), settings };
	const start = async () => {
		const started = await startN8n(options);
		await new N8nClient(started.url).available();
		return started;
	};
	let n8n = await step(report, 'Starting n8n', start);
	atTheEnd(async () => await n8n.stop());
	const { url: switchUrl, close: closeSwitch } = await serveSwitch(async (isKilled) => {
		await n8n.stop(isKilled ? 0 : undefined);
		// The next n8n starts a new log.
		remember(await readFile(n8n.logFile, 'utf8'));
		n8n = await start();
	});
	atTheEnd(closeSwitch);

	const client = new N8nClient(n8n.url, undefined, remember);
	await signInAsOwner(client, userFolder);
	const sandbox = { url, apiKey };
	setStage({
		n8n: { url: n8n.url, login: client.login, userFolder, logFile: n8n.logFile, switchUrl },
		sandbox,
		credential: await client.createCredential(warestCredential('WARest sandbox', sandbox)),
	});
}

export default async function globalSetup(): Promise<void> {
	try {
		await prepare();
	} catch (error) {
		await cleanUp();
		throw new Error(explain(error));
	}
}
