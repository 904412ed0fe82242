import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSandbox } from './server';

const root = join(__dirname, '..');

let child: ChildProcess | null = null;

afterEach(() => {
	if (child?.exitCode === null) child.kill('SIGKILL');
	child = null;
});

function run(...args: string[]) {
	// One process, so that nothing outlives a test that fails.
	const started = spawn(
		process.execPath,
		['--import', 'tsx', join(__dirname, 'main.ts'), ...args],
		{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	child = started;
	return started;
}

describe('npm run sandbox', () => {
	it('prints its addresses, answers there, and ends cleanly', async () => {
		const started = run('--port', '0', '--world', 'recorded');
		const [printed] = (await once(started.stdout, 'data')) as [Buffer];
		const url = /API +(\S+)/.exec(printed.toString())?.[1];
		const response = await fetch(`${url}/api/v1/server/ping`);
		expect(await response.json()).toMatchObject({ results: [{ ping: 'pong' }] });
		started.kill('SIGTERM');
		expect(await once(started, 'exit')).toEqual([0, null]);
	}, 20_000);

	it('says in one line that the port is taken', async () => {
		const sandbox = await startSandbox({ world: 'recorded' });
		try {
			const { port } = new URL(sandbox.url);
			const started = run('--port', port);
			const [message, [code]] = await Promise.all([text(started.stderr), once(started, 'exit')]);
			expect(code).toBe(1);
			expect(message).toBe(
				`Port ${port} is in use. Stop the program that uses it, or choose another port with --port.\n`,
			);
		} finally {
			await sandbox.close();
		}
	}, 20_000);

	it('refuses a world that does not exist', async () => {
		const started = run('--world', 'mars');
		const [message, [code]] = await Promise.all([text(started.stderr), once(started, 'exit')]);
		expect([code, message]).toEqual([
			1,
			expect.stringContaining('There is no world called "mars"'),
		]);
	}, 20_000);
});
