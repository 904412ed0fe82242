import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A loop of requests in a process of its own. */
export interface LoopProcess<Run extends object> {
	/** Milliseconds that the run took. */
	time(run: Run): Promise<number>;
	stop(): void;
}

type Answer = { milliseconds: number } | { error: string };

/** Starts a program of this folder that takes runs as messages, under the given Node.js. */
export function startLoop<Run extends object>(node: string, program: string): LoopProcess<Run> {
	const child = fork(join(__dirname, program), {
		execPath: node,
		execArgv: ['--require', require.resolve('tsx/cjs')],
	});
	return {
		async time(run) {
			child.send(run);
			const [answer] = (await once(child, 'message')) as [Answer];
			if ('error' in answer) throw new Error(`${program} failed: ${answer.error}`);
			return answer.milliseconds;
		},
		stop: () => void child.kill(),
	};
}
