import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { openCacheFolder } from './cache-folder';
import { nodeBinary, nodeDependency } from './host-node';
import { holdLock } from './lock';
import { npm } from './npm';
import { Problem } from './problem';
import type { Report } from './report';
import { duration, step } from './report';

/** A version of n8n. Before changing one, make sure that everything it pins is available. */
export interface N8nRelease {
	version: string;
	/** What is installed in place of what it asks for, because some registries lack that or one of its packages. */
	overrides: Record<string, string>;
	/** The disk space it takes. */
	gigabytes: number;
}

/** The n8n that the package is shown and tested in. */
export const N8N: N8nRelease = {
	version: '2.41.1',
	overrides: { linkedom: '0.18.12' },
	gigabytes: 3,
};

/** The last release line of n8n 1. */
export const N8N_1: N8nRelease = {
	version: '1.123.81',
	overrides: { linkedom: '0.18.12', xlsx: '0.18.5' },
	gigabytes: 2,
};

/** The name of a release's folder in the cache folder. */
export const folderOf = ({ version }: N8nRelease): string => `n8n-${version}`;

/** How much npm's own cache grows during the installation. */
const CACHE_GB = 1;
const PROGRESS_EVERY_MS = 20_000;

/** An n8n on this machine that is ready to be started. */
export interface N8nInstall {
	/** The Node.js binary to start it with. */
	node: string;
	/** The script to start. */
	script: string;
}

interface Manifest {
	private: true;
	dependencies: Record<string, string>;
	overrides: Record<string, string>;
}

const wanted = ({ version, overrides }: N8nRelease): Manifest => ({
	private: true,
	dependencies: { n8n: version, ...nodeDependency() },
	overrides,
});

const markerOf = (folder: string) => join(folder, 'installed.json');

/** The manifest that a finished installation was made from; it is written last, so an interrupted installation has none. */
async function installedManifest(folder: string): Promise<Manifest | undefined> {
	if (!existsSync(markerOf(folder))) return undefined;
	return JSON.parse(await readFile(markerOf(folder), 'utf8')) as Manifest;
}

function covers(installed: Manifest, { dependencies, overrides }: Manifest): boolean {
	const sameOverrides = JSON.stringify(installed.overrides) === JSON.stringify(overrides);
	const all = Object.entries(dependencies);
	return sameOverrides && all.every(([name, version]) => installed.dependencies[name] === version);
}

async function freeGigabytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return (bavail * bsize) / 1e9;
}

async function checkDisk(folder: string, { gigabytes }: N8nRelease): Promise<void> {
	const free = await freeGigabytes(folder);
	const needed = gigabytes + CACHE_GB;
	if (free >= needed) return;
	throw new Problem(
		`Not enough disk space: n8n needs about ${needed} GB, and ${free.toFixed(1)} GB is free in ${folder}. Free some space, or set N8N_NODES_WAREST_CACHE to a folder on another disk.`,
	);
}

/** npm is silent while it works; the used disk space shows how far it has got. */
async function withProgress(
	{ folder, gigabytes }: { folder: string; gigabytes: number },
	report: Report,
	work: Promise<unknown>,
): Promise<void> {
	const begun = Date.now();
	const freeAtFirst = await freeGigabytes(folder);
	const tell = async () => {
		const used = Math.max(0, freeAtFirst - (await freeGigabytes(folder)));
		// npm looks up all packages before it writes the first one.
		const progress =
			used < 0.05
				? 'looking up 2,400 packages'
				: `${used.toFixed(1)} GB of about ${gigabytes} GB on the disk`;
		report(`  ${duration(Date.now() - begun)}: ${progress}`);
	};
	const timer = setInterval(() => void tell(), PROGRESS_EVERY_MS);
	try {
		await work;
	} finally {
		clearInterval(timer);
	}
}

/** Native add-ons are built for the Node.js that will load them, with its headers if they are at hand. */
function environmentFor(node: string): NodeJS.ProcessEnv {
	const bin = dirname(node);
	const headers = existsSync(join(dirname(bin), 'include', 'node', 'node.h'));
	return {
		...process.env,
		PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
		...(headers ? { npm_config_nodedir: dirname(bin) } : {}),
	};
}

/** npm tries for minutes before it gives up on a whole installation; one small request shows the problem at once. */
async function checkNetwork(folder: string, signal?: AbortSignal): Promise<void> {
	const args = ['view', 'linkedom', 'version', '--prefer-online', '--fetch-retries=0'];
	await npm('Installing n8n', args, { cwd: folder, signal });
}

async function install(
	{ folder, release }: { folder: string; release: N8nRelease },
	report: Report,
	signal?: AbortSignal,
): Promise<void> {
	const { version, gigabytes } = release;
	// What an interrupted installation has left can't be trusted. npm's own cache is kept.
	if (!existsSync(markerOf(folder))) await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await checkDisk(folder, release);
	await checkNetwork(folder, signal);
	await rm(markerOf(folder), { force: true });
	const manifest = JSON.stringify(wanted(release), null, '\t');
	await writeFile(join(folder, 'package.json'), manifest);
	await step(
		report,
		`Installing n8n ${version} into ${folder} (once: ${gigabytes} GB, 3 to 5 minutes)`,
		async () => {
			const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
			const work = npm('Installing n8n', args, { cwd: folder, signal });
			await withProgress({ folder, gigabytes }, report, work);
		},
	);
	await step(report, "Building n8n's native parts (once: up to 2 minutes)", async () => {
		const args = ['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'];
		const env = environmentFor(nodeBinary(folder));
		try {
			await npm("Building n8n's native parts", args, { cwd: folder, env, signal });
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			throw new Problem(
				`${error.message} (If there is no prebuilt package to download, this needs Python 3, make and a C++ compiler.)`,
			);
		}
	});
	await writeFile(markerOf(folder), manifest);
}

/** Returns the n8n in the cache folder, and installs it first if necessary. */
export async function ensureN8n(
	report: Report,
	{ release = N8N, signal }: { release?: N8nRelease; signal?: AbortSignal } = {},
): Promise<N8nInstall> {
	const folder = join(await openCacheFolder(), folderOf(release));
	const ready = async () => {
		const installed = await installedManifest(folder);
		return installed !== undefined && covers(installed, wanted(release));
	};
	if (!(await ready())) {
		const letGo = await holdLock(`${folder}.lock`, 'installing n8n');
		try {
			await install({ folder, release }, report, signal);
		} finally {
			await letGo();
		}
	}
	return {
		node: nodeBinary(folder),
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}
