import type { AxiosInstance } from 'axios';
import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from './stage';

const ASK_EVERY_MS = 500;
const ARRIVE_WITHIN_MS = 180_000;

/** The sessions of the sandbox's demo world that the tests use. */
export const SHOP = 'shop';
export const SUPPORT = 'support';

/** One message for one person; no two in a test are the same. */
export interface Order {
	to: string;
	text: string;
}

/** A message that reached WhatsApp. */
export interface Sent {
	jid: string;
	text: string | null;
	file: { name: string; size: number; sha256: string } | null;
}

/** How some messages ended. */
export interface Tally {
	arrived: number;
	missing: number;
	/** How many arrived more than once. */
	twice: number;
}

/** The phones of the sandbox, and what can be done to its server. */
export class Phone {
	private readonly http: AxiosInstance;

	/** @param nextNumber the recipient of the first message; tests share no recipients */
	constructor(
		{ sandbox }: Stage,
		private nextNumber: number,
	) {
		this.http = axios.create({ baseURL: `${sandbox.url}/control`, proxy: false });
	}

	/** A number of messages, each for somebody who gets nothing else. */
	orders(count: number): Order[] {
		const first = this.nextNumber;
		this.nextNumber += count;
		return Array.from({ length: count }, (_, index) => ({
			to: `${first + index}@s.whatsapp.net`,
			text: `Order ${first + index} is ready`,
		}));
	}

	/** Every message that the server has sent, oldest first. */
	async sent(): Promise<Sent[]> {
		const { data } = await this.http.get<{ sent: Sent[] }>('/sent');
		return data.sent;
	}

	/** Those of them that are for these people. */
	async sentTo(expected: Order[]): Promise<Sent[]> {
		const people = new Set(expected.map(({ to }) => to));
		return (await this.sent()).filter(({ jid }) => people.has(jid));
	}

	async tally(expected: Order[]): Promise<Tally> {
		const counts = new Map<string, number>();
		for (const { jid, text } of await this.sentTo(expected)) {
			const key = `${jid} ${text}`;
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		const copies = expected.map(({ to, text }) => counts.get(`${to} ${text}`) ?? 0);
		return {
			arrived: copies.filter((count) => count > 0).length,
			missing: copies.filter((count) => count === 0).length,
			twice: copies.filter((count) => count > 1).length,
		};
	}

	/** Waits until that many of the messages have arrived. */
	async hasArrived(expected: Order[], count = expected.length): Promise<void> {
		const giveUpAt = Date.now() + ARRIVE_WITHIN_MS;
		while ((await this.tally(expected)).arrived < count) {
			if (Date.now() > giveUpAt) throw new Error(`${count} messages did not arrive`);
			await wait(ASK_EVERY_MS);
		}
	}

	/** Waits until the list of chats has been read that many times. */
	async hasBeenLookedAt(times: number): Promise<void> {
		const giveUpAt = Date.now() + ARRIVE_WITHIN_MS;
		for (;;) {
			const { data } = await this.http.get<{ requests: Array<{ path: string }> }>('/requests');
			const looks = data.requests.filter(({ path }) => path === '/api/v1/chats');
			if (looks.length >= times) return;
			if (Date.now() > giveUpAt) throw new Error(`The chats were read ${looks.length} times only`);
			await wait(ASK_EVERY_MS);
		}
	}

	/** Forgets what was sent and delivered so far, to save looking through it again and again. */
	async forget(): Promise<void> {
		await this.http.delete('/requests');
		await this.http.delete('/webhooks');
	}

	/** From now on, the server takes this long to send a message. */
	async slowDown(milliseconds: number): Promise<void> {
		await this.http.post('/delays', { path: '/api/v1/messages', milliseconds });
	}

	/** The server is fast again. */
	async speedUp(): Promise<void> {
		await this.http.delete('/faults');
	}

	/** A person writes to a session. */
	async write(sessionId: string, chatId: string, message: object): Promise<void> {
		await this.http.post(`/sessions/${sessionId}/incoming`, { chatId, ...message });
	}

	/** The address that a session's events go to, once it is as expected. */
	async webhookUrl(sessionId: string, expected: (url: string) => boolean): Promise<string> {
		const giveUpAt = Date.now() + ARRIVE_WITHIN_MS;
		for (;;) {
			const { data } = await this.http.get<{ webhook: { running: { url: string } | null } }>(
				`/sessions/${sessionId}`,
			);
			const url = data.webhook.running?.url ?? '';
			if (expected(url)) return url;
			if (Date.now() > giveUpAt) throw new Error(`The webhook of ${sessionId} stays ${url}`);
			await wait(ASK_EVERY_MS);
		}
	}

	/** What the server has delivered to n8n so far. */
	async deliveries(): Promise<Delivery[]> {
		const { data } = await this.http.get<{ deliveries: Delivery[] }>('/webhooks');
		return data.deliveries;
	}

	/** The server waits before it delivers again what wasn't accepted, as a real one does. */
	async waitBetweenDeliveries(): Promise<void> {
		await this.http.post('/webhooks/settings', { backoffMs: 800, jitterMs: 299 });
	}

	/** Waits until the server has nothing more to deliver. */
	async hasDelivered(): Promise<void> {
		await this.http.post('/webhooks/settled');
	}

	/** The server delivers something again, byte for byte, as if the answer had come too late. */
	async redeliver(index: number): Promise<void> {
		await this.http.post('/webhooks/redeliveries', { index });
	}
}

/** An attempt to deliver an event. */
export interface Delivery {
	event: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	status: number | null;
}
