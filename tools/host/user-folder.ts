import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm';
import type { PackedPackage } from './packed-package';

interface InstalledTree {
	packages: Record<string, { integrity?: string } | undefined>;
}

async function isInstalled(nodes: string, { name, integrity }: PackedPackage): Promise<boolean> {
	// npm writes this file last.
	const tree = join(nodes, 'node_modules', '.package-lock.json');
	if (!existsSync(tree)) return false;
	const { packages } = JSON.parse(await readFile(tree, 'utf8')) as InstalledTree;
	return packages[`node_modules/${name}`]?.integrity === integrity;
}

/** Installs the packed package into n8n's user folder by hand, as n8n's documentation tells users to. */
export async function installPackage(
	userFolder: string,
	packed: PackedPackage,
	signal?: AbortSignal,
): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	if (await isInstalled(nodes, packed)) return;
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const args = ['install', packed.file, '--ignore-scripts', '--legacy-peer-deps', ...quiet];
	await npm('Installing the package in n8n', args, { cwd: nodes, signal });
}
