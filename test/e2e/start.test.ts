import axios from 'axios';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../tools/host/cache-folder';
import { OWNER, SANDBOX_EXAMPLE } from '../../tools/host/demo';
import { examples } from '../../tools/host/examples';
import { N8nClient } from '../../tools/host/n8n-client';
import { folderOf, N8N } from '../../tools/host/n8n-install';
import { projectFolder } from '../../tools/host/packed-package';
import { freePort } from '../../tools/host/ports';
import { startTree, stopTree } from '../../tools/host/process-tree';
import { listen } from '../../sandbox/listening';
import { pinnedChats } from './phone';

/** `npm start` in its own cache folder, which borrows n8n itself from the real one. */
let cache: string;

beforeAll(async () => {
	cache = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-start-'));
	const install = folderOf(N8N);
	await symlink(join(cacheFolder(), install), join(cache, install), 'junction');
});

afterAll(async () => await rm(cache, { recursive: true, force: true }));

interface Started {
	child: ChildProcess;
	/** Everything written so far, on both streams. */
	written: () => string;
	/** The exit code, when it has ended. */
	code: Promise<number | null>;
}

function npmStart(environment: NodeJS.ProcessEnv): Started {
	const env = { ...process.env, N8N_NODES_WAREST_CACHE: cache, ...environment };
	const child = startTree('npm', ['start'], { cwd: projectFolder, env });
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
	}
	const code = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, written: () => text, code };
}

async function untilWritten({ child, written, code }: Started, text: string): Promise<void> {
	const ended = code.then((value) => {
		throw new Error(`npm start ended with ${value} before it wrote "${text}":\n${written()}`);
	});
	while (!written().includes(text)) {
		await Promise.race([once(child.stdout ?? child, 'data'), ended]);
	}
}

async function accepts(url: string): Promise<boolean> {
	return await axios.get(url, { proxy: false, validateStatus: () => true }).then(
		() => true,
		() => false,
	);
}

it('shows the example at work, stops at Ctrl-C, and is back within 30 seconds', async () => {
	const ports = [await freePort(), await freePort()];
	const [n8nUrl, sandboxUrl] = ports.map((port) => `http://127.0.0.1:${port}`);
	const environment = { N8N_PORT: String(ports[0]), SANDBOX_PORT: String(ports[1]) };

	for (const most of [300_000, 30_000]) {
		const begun = Date.now();
		const started = npmStart(environment);
		try {
			await untilWritten(started, 'Press Ctrl-C to stop everything.');
			expect(Date.now() - begun).toBeLessThan(most);
			expect(started.written()).toContain(`${n8nUrl}/workflow/`);
			expect(started.written()).toContain(`${sandboxUrl}/#session=shop`);

			const client = new N8nClient(n8nUrl);
			await client.signIn(OWNER);
			const offered = await client.workflows();
			const names = ['Example: pin a chat', ...examples.map(({ workflow }) => workflow.name)];
			expect(offered.map(({ name }) => name).sort()).toEqual(names.sort());
			const shown = started.written().match(/workflow\/(\w+)/)?.[1];
			const draft = await client.workflow(String(shown));
			const { status } = await client.run(draft, { from: 'Start', to: 'Pin a chat' });
			expect(status).toBe('success');
			expect(await pinnedChats(sandboxUrl, SANDBOX_EXAMPLE.session.value)).toContain(
				SANDBOX_EXAMPLE.chat.value,
			);
		} finally {
			// A terminal sends Ctrl-C to all of its processes.
			process.kill(-Number(started.child.pid), 'SIGINT');
		}
		await started.code;
		expect(await Promise.all([n8nUrl, sandboxUrl].map(accepts))).toEqual([false, false]);
	}
}, 420_000);

it.each([
	['N8N_PORT', 'n8n'],
	['SANDBOX_PORT', 'the sandbox'],
])('says which port is in use: %s', async (variable, purpose) => {
	const { port, close } = await listen(createServer());
	const ports = { N8N_PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) };
	const started = npmStart({ ...ports, [variable]: String(port) });
	try {
		expect(await started.code).toBe(1);
		expect(started.written()).toContain(`Port ${port} for ${purpose} is in use.`);
		expect(started.written()).toContain(`${variable}=`);
		expect(started.written()).not.toMatch(/^\s+at /m);
	} finally {
		await stopTree(started.child);
		await close();
	}
});

it('says that the server in WAREST_URL cannot be reached, without the key', async () => {
	const port = await freePort();
	const started = npmStart({
		WAREST_URL: `http://127.0.0.1:${port}`,
		WAREST_API_KEY: 'a-key-of-the-user',
		N8N_PORT: String(await freePort()),
	});
	try {
		expect(await started.code).toBe(1);
		expect(started.written()).toContain(`http://127.0.0.1:${port} (WAREST_URL) can't be reached`);
		expect(started.written()).not.toContain('a-key-of-the-user');
		expect(started.written()).not.toMatch(/^\s+at /m);
	} finally {
		await stopTree(started.child);
	}
});
