import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Package {
	version: string;
	integrity?: string;
	optional?: true;
}

type Packages = Record<string, Package>;

const project: Packages = { '': { version: '0.1.0' } };
const jestOf = (version: string) => ({ version, integrity: `sha512-jest-${version}` });
const forMacs: Package = { version: '2.0.0', integrity: 'sha512-fsevents', optional: true };

const write = (file: string, packages: Packages) =>
	writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }));

/** Whether tools/packages.mjs calls npm, given the lock file and what npm says it has installed. */
function installs(locked: Packages, installed?: Packages): boolean {
	const folder = mkdtempSync(join(tmpdir(), 'packages-'));
	for (const name of ['bin', 'tools', 'node_modules']) mkdirSync(join(folder, name));
	copyFileSync(resolve('tools/packages.mjs'), join(folder, 'tools/packages.mjs'));
	write(join(folder, 'package-lock.json'), { ...project, ...locked });
	if (installed) write(join(folder, 'node_modules/.package-lock.json'), installed);
	writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\necho "$@" > called\n`, { mode: 0o755 });
	const { status, stderr } = spawnSync(process.execPath, ['tools/packages.mjs'], {
		cwd: folder,
		encoding: 'utf8',
		env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	return existsSync(join(folder, 'called'));
}

describe('packages are installed', () => {
	it('when there are none', () => {
		expect(installs({ 'node_modules/jest': jestOf('30.5.2') })).toBe(true);
	});

	it.each<[change: string, installed: Packages]>([
		['of another version', { 'node_modules/jest': jestOf('30.5.1') }],
		['of another content', { 'node_modules/jest': { ...jestOf('30.5.2'), integrity: 'sha512-x' } }],
		['missing', {}],
	])('when one is %s', (_change, installed) => {
		expect(installs({ 'node_modules/jest': jestOf('30.5.2') }, installed)).toBe(true);
	});

	it('when an optional one is of another version', () => {
		const installed = { 'node_modules/fsevents': { ...forMacs, version: '1.0.0' } };
		expect(installs({ 'node_modules/fsevents': forMacs }, installed)).toBe(true);
	});
});

describe('packages are left as they are', () => {
	it.each<[installed: string, more: Packages]>([
		['what the lock file says', {}],
		['more than that', { 'node_modules/knip': { version: '1.0.0', integrity: 'sha512-knip' } }],
	])('when npm ci or npm install has installed %s', (_installed, more) => {
		const locked = { 'node_modules/jest': jestOf('30.5.2'), 'node_modules/fsevents': forMacs };
		const installed = { 'node_modules/jest': jestOf('30.5.2'), ...more };
		expect(installs(locked, installed)).toBe(false);
	});
});
