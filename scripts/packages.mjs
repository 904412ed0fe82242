// Installs this project's packages if they are missing or older than the lock file. Plain Node: on a fresh clone there is nothing else yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = `${root}node_modules/.installed-lock.json`;
const lock = readFileSync(`${root}package-lock.json`, 'utf8');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node.js 20.19 or later is needed; this is ${process.version}.`);
	process.exit(1);
}

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
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
	writeFileSync(installed, lock);
}
