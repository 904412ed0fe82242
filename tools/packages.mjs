// Installs this project's packages if they are missing or older than the lock file. Plain Node: on a fresh clone there is nothing else yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node.js 20.19 or later is needed; this is ${process.version}.`);
	process.exit(1);
}

const packagesOf = (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8')).packages;

/**
 * Whether npm, which lists in node_modules what it has installed, has installed what the lock file
 * says. Optional packages may be missing: most are for other systems. More may be there.
 */
function isInstalled() {
	if (!existsSync(`${root}node_modules/.package-lock.json`)) return false;
	const installed = packagesOf('node_modules/.package-lock.json');
	const wanted = Object.entries(packagesOf('package-lock.json')).filter(([folder]) => folder);
	return wanted.every(([folder, { version, integrity, optional }]) => {
		const found = installed[folder];
		if (!found) return optional;
		return found.version === version && found.integrity === integrity;
	});
}

if (!isInstalled()) {
	console.log('Installing the packages of this project (about 460 MB, once) …');
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		console.error(
			'The packages could not be installed: see the lines above. Usual causes: no network, no disk space.',
		);
		process.exit(1);
	}
}
