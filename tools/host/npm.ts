import type { CommandOptions, CommandResult } from './command';
import { run } from './command';
import { Problem } from './problem';

const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/;
const LAST_LINES = 20;

/** The last lines of the output, for a failure that only they can explain. */
function lastWords({ stdout, stderr }: CommandResult): string {
	const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
	return lines.slice(-LAST_LINES).join('\n');
}

/** Runs npm and returns its stdout; a failure says what to do. */
export async function npm(task: string, args: string[], options: CommandOptions): Promise<string> {
	const result = await run('npm', args, options);
	if (result.code === 0) return result.stdout;
	const everything = result.stdout + result.stderr;
	if (everything.includes('ENOSPC')) {
		throw new Problem(`${task} failed: the disk is full. Free some space and start again.`);
	}
	const network = NO_NETWORK.exec(everything)?.[0];
	if (network) {
		throw new Problem(
			`${task} failed: the package registry can't be reached (${network}). Check the network connection and start again.`,
		);
	}
	throw new Problem(`${task} failed:\n${lastWords(result)}`);
}
