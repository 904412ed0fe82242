import axios from 'axios';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { projectFolder } from '../host/packed-package';
import { freePort } from '../host/ports';
import { startTree, stopTree } from '../host/process-tree';
import { adminKey } from '../../sandbox/authentication';
import type { LoggedRequest } from '../../sandbox/request-log';

/** The session whose chats are used; the demo world has it. */
export const SESSION = 'support';

export const chatAt = (place: number): string => `6281${900_000_000 + place}@s.whatsapp.net`;

export const chatsFrom = (first: number, count: number): string[] =>
	Array.from({ length: count }, (_, place) => chatAt(first + place));

/** Where the events of a session go, and what they are signed with. */
export interface WebhookSlot {
	url: string;
	secret: string;
}

/** A sandbox in a process of its own, without limits. */
export interface SandboxProcess {
	url: string;
	apiKey: string;
	/** Milliseconds that each answer takes longer from now on; forgets the requests so far. */
	setLatency(milliseconds: number): Promise<void>;
	/** `count` chats of {@link chatAt} from `first` on, with one message each. */
	addChats(first: number, count: number): Promise<void>;
	/** A person writes to the number of a session. */
	write(sessionId: string, chatId: string, text: string): Promise<void>;
	/** The requests that reached the API since `setLatency`, oldest first. */
	requests(): Promise<LoggedRequest[]>;
	webhookOf(sessionId: string): Promise<WebhookSlot>;
	stop(): Promise<void>;
}

/** Starts `npm run sandbox` on a free port. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
	const port = await freePort();
	const args = ['tools/run.mjs', 'sandbox/main.ts', '--port', String(port)];
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
		async addChats(first, count) {
			const messages = chatsFrom(first, count).map((chatId) => ({ chatId, text: 'Hello' }));
			// Listed at once, instead of after the time that a real server takes.
			await control.post('/behaviour', { storeMs: 0 });
			await control.post(`/sessions/${SESSION}/incoming-together`, { messages });
		},
		async write(sessionId, chatId, text) {
			await control.post(`/sessions/${sessionId}/incoming`, { chatId, text });
		},
		async requests() {
			return (await control.get<{ requests: LoggedRequest[] }>('/requests')).data.requests;
		},
		async webhookOf(sessionId) {
			const { data } = await control.get<{ webhook: { running: WebhookSlot } }>(
				`/sessions/${sessionId}`,
			);
			return data.webhook.running;
		},
		stop: async () => await stopTree(child),
	};
}
