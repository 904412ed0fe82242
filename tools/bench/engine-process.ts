import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../host/command';
import { projectFolder } from '../host/packed-package';

/** Runs a program of this folder with an input, in a process of its own; gives what it wrote to stdout as JSON. */
export type RunProgram = <T>(program: string, input: unknown) => Promise<T>;

/**
 * Gives `work` a way to run programs that hold n8n's engine and nothing else, under the given Node.js, one after
 * the other beside the same storage. `binaryMode`: where n8n keeps files.
 */
export async function withEngine<T>(
	node: string,
	binaryMode: 'filesystem' | 'default',
	work: (runProgram: RunProgram) => Promise<T>,
): Promise<T> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-bench-'));
	const env = {
		...process.env,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'bench',
		N8N_LOG_LEVEL: 'silent',
		N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
	};
	const loader = ['--expose-gc', '--require', require.resolve('tsx/cjs')];
	try {
		return await work(async <R>(program: string, input: unknown) => {
			const args = [...loader, join(__dirname, program), JSON.stringify(input)];
			const { code, stdout, stderr } = await run(node, args, { cwd: projectFolder, env });
			if (code !== 0) throw new Error(`${program} ended with ${code}:\n${stderr}`);
			return JSON.parse(stdout) as R;
		});
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
