import axios from 'axios';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { N8nInstall } from './n8n-install';
import { freePort } from './ports';
import { Problem } from './problem';
import { startTree, stopTree } from './process-tree';

/** The first start creates the database, which takes about a minute on two slow cores. */
const READY_WITHIN_MS = 300_000;
const ASK_EVERY_MS = 250;

/** A running n8n. */
export interface RunningN8n {
	url: string;
	/** The head of its process group. */
	pid: number;
	/** Everything n8n has written, since this start. */
	logFile: string;
	/** Settles when n8n ends, whatever the reason. */
	ended: Promise<void>;
	/** Ends it; what takes longer than so many milliseconds, 10,000 if not given, is killed. */
	stop(grace?: number): Promise<void>;
}

/** How to run n8n. */
export interface N8nOptions {
	install: N8nInstall;
	userFolder: string;
	port: number;
	/** Without one, n8n creates its own key and keeps it in the user folder. */
	encryptionKey?: string;
	/** What this process does: everything, unless n8n's queue mode divides the work among several. */
	command?: 'start' | 'webhook' | 'worker';
	/** More settings of n8n, or settings that replace the usual ones. */
	settings?: Record<string, string>;
	signal?: AbortSignal;
}

/** What n8n may see of this process's environment: the machine, but no settings of another n8n and no API key. */
const PASSED_ON = [
	'PATH',
	'HOME',
	'LANG',
	'TZ',
	'TMPDIR',
	'NODE_EXTRA_CA_CERTS',
	...['TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ComSpec', 'PATHEXT'],
];

async function environment({
	userFolder,
	port,
	encryptionKey,
	settings,
}: N8nOptions): Promise<NodeJS.ProcessEnv> {
	const machine = Object.fromEntries(
		PASSED_ON.filter((name) => name in process.env).map((name) => [name, process.env[name]]),
	);
	return {
		...machine,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_RESTRICT_FILE_ACCESS_TO: userFolder,
		// The only thing that a worker answers.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		...(encryptionKey === undefined ? {} : { N8N_ENCRYPTION_KEY: encryptionKey }),
		...settings,
	};
}

/** Whether n8n accepts requests at `url`; it doesn't before it has started, or while its database doesn't answer. */
export async function isReady(url: string): Promise<boolean> {
	try {
		const { status } = await axios.get(`${url}/healthz/readiness`, {
			timeout: 5_000,
			proxy: false,
			validateStatus: () => true,
		});
		return status === 200;
	} catch {
		// Not listening yet.
		return false;
	}
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
	const giveUpAt = Date.now() + READY_WITHIN_MS;
	while (!(await isReady(url))) {
		if (child.exitCode !== null || child.signalCode !== null) {
			const lines = (await readFile(logFile, 'utf8')).trim().split('\n');
			throw new Problem(
				`n8n stopped while it was starting. Its last line: "${lines.at(-1)}" (full log: ${logFile})`,
			);
		}
		if (Date.now() > giveUpAt) {
			throw new Problem(`n8n wasn't ready within 5 minutes. Its log: ${logFile}`);
		}
		await wait(ASK_EVERY_MS);
	}
}

/** Starts n8n and waits until it answers. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { install, userFolder, port, command = 'start', signal } = options;
	await mkdir(userFolder, { recursive: true });
	const env = await environment(options);
	signal?.throwIfAborted();
	const logFile = join(userFolder, 'n8n.log');
	const log = openSync(logFile, 'w');
	const child = startTree(install.node, [install.script, command], {
		cwd: userFolder,
		env,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Problem(`${install.node} could not be started.`);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async (grace?: number) => await stopTree(child, grace);
	const url = `http://127.0.0.1:${port}`;
	const abort = () => void stop();
	signal?.addEventListener('abort', abort);
	try {
		await waitUntilReady(url, child, logFile);
	} catch (error) {
		await stop();
		signal?.throwIfAborted();
		throw error;
	} finally {
		signal?.removeEventListener('abort', abort);
	}
	return { url, pid, logFile, ended, stop };
}
