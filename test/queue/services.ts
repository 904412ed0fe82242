import { closeSync, openSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SystemUser } from '../../tools/host/command';
import { run } from '../../tools/host/command';
import { Problem } from '../../tools/host/problem';
import { startTree, stopTree } from '../../tools/host/process-tree';
import type { Programs } from './programs';

const READY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 100;

/** PostgreSQL's own database and its owner, who needs no password: it listens on this machine only. */
export const DATABASE = 'postgres';

/** A server that answers on 127.0.0.1. */
export interface Service {
	pid: number;
	stop(): Promise<void>;
}

interface Plan {
	command: string[];
	/** Succeeds once the server is ready. */
	probe: string[];
	/** Where it keeps its data and writes its log. */
	folder: string;
	user?: SystemUser;
}

async function start({ command, probe, folder, user }: Plan): Promise<Service> {
	const log = openSync(join(folder, 'log'), 'a');
	const [program, ...args] = command;
	const child = startTree(program, args, { cwd: folder, ...user, stdio: ['ignore', log, log] });
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Problem(`${program} could not be started.`);
	const isReady = async () => (await run(probe[0], probe.slice(1), { cwd: folder })).code === 0;
	const giveUpAt = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		if (child.exitCode === null && Date.now() < giveUpAt) {
			await wait(ASK_EVERY_MS);
			continue;
		}
		await stopTree(child);
		throw new Problem(`${program} did not start. Its log: ${join(folder, 'log')}`);
	}
	return { pid, stop: async () => await stopTree(child) };
}

/** Starts Redis. It writes every change to its folder, and continues from there when it is started again. */
export async function startRedis(
	{ redis }: Programs,
	folder: string,
	port: number,
): Promise<Service> {
	await mkdir(folder, { recursive: true });
	const settings = { bind: '127.0.0.1', port, dir: folder, appendonly: 'yes', save: '' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await start({
		command: [join(redis, 'redis-server'), ...args],
		// This also fails while Redis is still reading what it has written.
		probe: [join(redis, 'redis-cli'), '-e', '-p', String(port), 'ping'],
		folder,
	});
}

/** Creates a new database in a folder and starts PostgreSQL for it. */
export async function startPostgresql(
	{ postgresql, postgresqlUser: user }: Programs,
	folder: string,
	port: number,
): Promise<Service> {
	await mkdir(folder, { recursive: true });
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', DATABASE, '--auth=trust', '--encoding=UTF8'];
	const { code, stderr } = await run(join(postgresql, 'initdb'), init, { cwd: folder, user });
	if (code !== 0) throw new Problem(`PostgreSQL's folder could not be made:\n${stderr}`);
	const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
	const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return await start({
		command: [join(postgresql, 'postgres'), '-D', data, ...args],
		probe: [join(postgresql, 'pg_isready'), '-h', '127.0.0.1', '-p', String(port)],
		folder,
		user,
	});
}
