import axios from 'axios';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { projectFolder } from '../host/packed-package';
import { freePort } from '../host/ports';
import { startTree, stopTree } from '../host/process-tree';
import { adminKey } from '../sandbox/authentication';

/** The session whose chats are used; the demo world has it. */
export const SESSION = 'support';

export const chatAt = (place: number): string => `6281${900_000_000 + place}@s.whatsapp.net`;

/** A sandbox in a process of its own, without limits. */
export interface SandboxProcess {
	url: string;
	apiKey: string;
	/** Milliseconds that each answer takes longer from now on; forgets the requests so far. */
	setLatency(milliseconds: number): Promise<void>;
	/** Chats 0 to `count` - 1 of {@link chatAt}, with one message each. */
	addChats(count: number): Promise<void>;
	stop(): Promise<void>;
}

/** Starts `npm run sandbox` on a free port. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
	const port = await freePort();
	const args = ['scripts/run.mjs', 'test/sandbox/main.ts', '--port', String(port)];
	const child = startTree(process.execPath, args, {
		cwd: projectFolder,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const lines = createInterface({ input: child.stdout as Readable });
	await Promise.race([once(lines, 'line'), once(child, 'exit')]);
	const url = `http://127.0.0.1:${port}`;
	const control = axios.create({ baseURL: `${url}/control`, proxy: false });
	return {
		url,
		apiKey: adminKey,
		async setLatency(milliseconds) {
			await control.delete('/faults');
			await control.delete('/requests');
			if (milliseconds > 0) await control.post('/delays', { path: '/api', milliseconds });
		},
		async addChats(count) {
			const messages = Array.from({ length: count }, (_, place) => ({
				chatId: chatAt(place),
				text: `Message ${place}`,
			}));
			// Listed at once, instead of after the time that a real server takes.
			await control.post('/behaviour', { storeMs: 0 });
			await control.post(`/sessions/${SESSION}/incoming-together`, { messages });
		},
		stop: async () => await stopTree(child),
	};
}
