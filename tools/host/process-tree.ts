import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';

const running = new Set<ChildProcess>();
const onWindows = process.platform === 'win32';

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (onWindows) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		// The whole group has ended already.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

// Nothing may outlive this process, even if it ends with an uncaught error.
process.on('exit', () => {
	for (const child of running) signalTree(child, 'SIGKILL');
});

/**
 * Starts a program as the head of its own process group, so that it can be ended with everything it
 * starts, and so that a Ctrl-C in the terminal reaches this process alone, which then stops the rest
 * in the right order.
 */
export function startTree(command: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(command, args, { ...options, detached: !onWindows, windowsHide: true });
	running.add(child);
	child.once('close', () => running.delete(child));
	child.once('error', () => running.delete(child));
	return child;
}

/** Stops a program and everything it started: politely first, then by force after the grace period. */
export async function stopTree(child: ChildProcess, graceMilliseconds = 10_000): Promise<void> {
	if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		signalTree(child, 'SIGTERM');
		const insist = setTimeout(() => signalTree(child, 'SIGKILL'), graceMilliseconds);
		await ended;
		clearTimeout(insist);
	}
	// The head has ended; a child that ignored the request would stay behind.
	signalTree(child, 'SIGKILL');
}
