import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { npm } from './npm';

/** The checkout that this file belongs to. */
export const projectFolder = resolve(__dirname, '../..');

/** The package as it would be published. */
export interface PackedPackage {
	name: string;
	/** The tarball. Its name depends on its content, so that npm never takes it for an earlier one. */
	file: string;
	/** What npm's lock file says about exactly this content. */
	integrity: string;
}

interface PackResult {
	name: string;
	version: string;
	filename: string;
	shasum: string;
	integrity: string;
}

/** Builds the package and packs it into a folder, which then holds nothing else. */
export async function packPackage(folder: string, signal?: AbortSignal): Promise<PackedPackage> {
	await npm('Building the package', ['run', 'build'], { cwd: projectFolder, signal });
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const args = ['pack', '--json', '--pack-destination', folder];
	const answer = await npm('Packing the package', args, { cwd: projectFolder, signal });
	const [packed] = JSON.parse(answer) as PackResult[];
	const { name, version, filename, shasum, integrity } = packed;
	const file = join(folder, `${name}-${version}-${shasum.slice(0, 12)}.tgz`);
	await rename(join(folder, filename), file);
	return { name, file, integrity };
}
