import { join } from 'node:path';
import type { N8nInstall } from '../../tools/host/n8n-install';
import type { N8nOptions, RunningN8n } from '../../tools/host/n8n-process';
import { startN8n } from '../../tools/host/n8n-process';
import { freePort } from '../../tools/host/ports';
import type { Programs } from './programs';
import { DATABASE } from './services';

const COMMANDS = {
	main: 'start',
	webhooks: 'webhook',
	workerA: 'worker',
	workerB: 'worker',
} satisfies Record<string, N8nOptions['command']>;

/** The processes of n8n in queue mode. */
export type Role = keyof typeof COMMANDS;

/** All of them, in the order in which they start: main creates the database tables. */
export const ROLES = Object.keys(COMMANDS) as Role[];

/** What all the processes of n8n share. */
export interface Host {
	install: N8nInstall;
	programs: Programs;
	folder: string;
	encryptionKey: string;
	ports: Record<Role | 'redis' | 'postgresql' | 'door', number>;
}

/** Picks a free port for everything that listens. */
export async function freePorts(): Promise<Host['ports']> {
	const names = [...ROLES, 'redis', 'postgresql', 'door'];
	const entries = names.map(async (name) => [name, await freePort()] as const);
	return Object.fromEntries(await Promise.all(entries)) as Host['ports'];
}

/** Each process has its own folder, as in a container: they share nothing but Redis and the database. */
export const folderOf = ({ folder }: Host, role: Role): string => join(folder, role);

/** n8n's settings for queue mode, the same for all processes. */
function queueSettings({ ports }: Host): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		WEBHOOK_URL: `http://127.0.0.1:${ports.door}/`,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(ports.redis),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(ports.postgresql),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: DATABASE,
	};
}

/** Starts one n8n process, possibly with a few settings of its own, and waits until it answers. */
export async function startRole(
	host: Host,
	role: Role,
	settings: Record<string, string> = {},
): Promise<RunningN8n> {
	const { install, encryptionKey, ports } = host;
	return await startN8n({
		install,
		userFolder: folderOf(host, role),
		port: ports[role],
		encryptionKey,
		command: COMMANDS[role],
		settings: { ...queueSettings(host), ...settings },
	});
}
