import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTheEnd, cleanUp } from '../e2e/clean-up';
import { signInAsOwner, warestCredential } from '../../tools/host/demo';
import { N8nClient } from '../../tools/host/n8n-client';
import { ensureN8n } from '../../tools/host/n8n-install';
import type { RunningN8n } from '../../tools/host/n8n-process';
import { packPackage } from '../../tools/host/packed-package';
import { explain } from '../../tools/host/problem';
import { reportTo, step } from '../../tools/host/report';
import { installPackage } from '../../tools/host/user-folder';
import { startSandbox } from '../../sandbox/server';
import { openFrontDoor } from './front-door';
import type { Host, Role } from './processes';
import { folderOf, freePorts, ROLES, startRole } from './processes';
import { needPrograms } from './programs';
import { startPostgresql, startRedis } from './services';
import { artifactsFolder, setStage } from './stage';

const report = reportTo(process.stderr);

/** A folder that is removed when the tests are over; PostgreSQL, another user, may pass through it. */
async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-queue-'));
	atTheEnd(async () => await rm(folder, { recursive: true, force: true }));
	await chmod(folder, 0o711);
	return folder;
}

async function startProcesses(host: Host): Promise<Record<Role, RunningN8n>> {
	const start = async (role: Role) => {
		const n8n = await startRole(host, role);
		atTheEnd(n8n.stop);
		return [role, n8n] as const;
	};
	const [main, ...others] = ROLES;
	const first = await start(main);
	const rest = await Promise.all(others.map(start));
	return Object.fromEntries([first, ...rest]) as Record<Role, RunningN8n>;
}

/** Starts a fresh n8n in queue mode with the packed package, and a sandbox. */
async function prepare(): Promise<void> {
	await rm(artifactsFolder, { recursive: true, force: true });
	const host: Host = {
		install: await ensureN8n(report),
		programs: await needPrograms(report),
		folder: await temporaryFolder(),
		encryptionKey: randomBytes(16).toString('hex'),
		ports: await freePorts(),
	};
	await step(report, 'Building the package and installing it in n8n', async () => {
		const packed = await packPackage(join(host.folder, 'packages'));
		for (const role of ROLES) await installPackage(folderOf(host, role), packed);
	});
	const { programs, folder, ports } = host;
	const redisFolder = join(folder, 'redis');
	const redis = await startRedis(programs, redisFolder, ports.redis);
	atTheEnd(redis.stop);
	const postgresql = await startPostgresql(programs, join(folder, 'postgresql'), ports.postgresql);
	atTheEnd(postgresql.stop);
	const sandbox = await startSandbox({ world: 'demo', limits: false });
	atTheEnd(sandbox.close);
	const door = await openFrontDoor(ports.door, ports);
	atTheEnd(door.close);
	const n8n = await step(report, 'Starting n8n: main, webhook process, two workers', async () => {
		return await startProcesses(host);
	});

	const client = new N8nClient(door.url);
	await signInAsOwner(client, folder);
	const { url, apiKey } = sandbox;
	setStage({
		host,
		url: door.url,
		login: client.login,
		n8n,
		redis: { pid: redis.pid, folder: redisFolder },
		sandbox: { url, apiKey },
		credential: await client.createCredential(warestCredential('WARest sandbox', { url, apiKey })),
	});
}

export default async function globalSetup(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
	}
	try {
		await prepare();
	} catch (error) {
		await cleanUp();
		throw new Error(explain(error));
	}
}
