import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem, systemCode } from './problem';

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// A process of another user can't be signalled, but it exists.
		return systemCode(error) === 'EPERM';
	}
}

/** Keeps a second process from doing the same work in the same place; returns a function that releases the lock. */
export async function holdLock(file: string, doing: string): Promise<() => Promise<void>> {
	await mkdir(dirname(file), { recursive: true });
	const release = async () => await rm(file, { force: true });
	try {
		await writeFile(file, String(process.pid), { flag: 'wx' });
		return release;
	} catch (error) {
		if (systemCode(error) !== 'EEXIST') throw error;
	}
	const holder = Number(await readFile(file, 'utf8'));
	if (holder > 0 && isRunning(holder)) {
		throw new Problem(
			`Another process (${holder}) is ${doing} right now. Wait until it is done, or stop it, then start again.`,
		);
	}
	await writeFile(file, String(process.pid));
	return release;
}
