import { Problem, systemCode } from './problem';
import { startTree, stopTree } from './process-tree';

/** A user of this machine; only root can run programs as another user. */
export interface SystemUser {
	uid: number;
	gid: number;
}

/** Where and how to run a command. */
export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Who runs it, if not the user of this process. */
	user?: SystemUser;
	/** Stops the command, with everything it started, when the person stops everything. */
	signal?: AbortSignal;
}

/** How a command ended, and what it wrote. */
export interface CommandResult {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs a program until it ends, whatever its exit code. */
export async function run(
	command: string,
	args: string[],
	{ cwd, env = process.env, user, signal }: CommandOptions,
): Promise<CommandResult> {
	signal?.throwIfAborted();
	// npm is a script on Windows, which only a shell can start.
	const shell = process.platform === 'win32' && command === 'npm';
	const child = startTree(command, args, {
		cwd,
		env,
		...user,
		shell,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const written = { stdout: '', stderr: '' };
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
	const stop = () => void stopTree(child);
	signal?.addEventListener('abort', stop);
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		signal?.throwIfAborted();
		return { code, ...written };
	} catch (error) {
		if (systemCode(error) === 'ENOENT') {
			throw new Problem(`The program "${command}" isn't installed on this machine.`);
		}
		throw error;
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
