import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { listen, type Listening } from '../listening';

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

interface Answer {
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
	readonly requests: Received[] = [];
	answering: Answering = () => ({});

	private constructor(private readonly listening: Listening) {}

	static async start(): Promise<Receiver> {
		const server = createServer();
		const receiver = new Receiver(await listen(server));
		server.on('request', (req, res) => receiver.take(req, res));
		return receiver;
	}

	private take(req: IncomingMessage, res: ServerResponse): void {
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
	}

	get url() {
		return `${this.listening.url}/hook`;
	}

	/** The events that arrived, in their order. */
	get events() {
		return this.requests.map(({ body }) => body.event);
	}

	async close() {
		await this.listening.close();
	}
}
