import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that arrived. */
export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	rawHeaders: string[];
	rawBody: string;
	body: WebhookBody;
}

/** The signed part of a webhook. */
export interface WebhookBody {
	event: string;
	data: Record<string, unknown>;
	ts: number;
	session: { id: string; label: string; registry: string; username: string };
}

export interface Answer {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

type Reaction = Answer | 'drop' | 'never';

/** What to answer; `'drop'` cuts the connection, `'never'` lets the sender wait. */
export type Answering = (request: Received, place: number) => Reaction | Promise<Reaction>;

const parsed = (text: string) => (text === '' ? {} : JSON.parse(text)) as WebhookBody;

function respond(res: ServerResponse, answer: Reaction) {
	if (answer === 'never') return;
	if (answer === 'drop') return void res.socket?.destroy();
	const { status = 200, body = { ok: true }, headers = {} } = answer;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
}

/** A receiver of webhooks that notes everything and answers what a test wants. */
export class Receiver {
	url = '';
	readonly requests: Received[] = [];
	answering: Answering = () => ({});
	private readonly server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			const rawBody = Buffer.concat(chunks).toString();
			const { method = '', url: path = '', headers, rawHeaders } = req;
			const request = { method, path, headers, rawHeaders, rawBody, body: parsed(rawBody) };
			this.requests.push(request);
			const place = this.requests.length - 1;
			void Promise.resolve(this.answering(request, place)).then((answer) => respond(res, answer));
		});
	});

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		receiver.server.listen(0, '127.0.0.1');
		await once(receiver.server, 'listening');
		const { port } = receiver.server.address() as AddressInfo;
		receiver.url = `http://127.0.0.1:${port}/hook`;
		return receiver;
	}

	/** The events that arrived, in their order. */
	get events() {
		return this.requests.map(({ body }) => body.event);
	}

	async close() {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}
}
