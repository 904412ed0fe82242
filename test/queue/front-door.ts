import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { listen, type Listening } from '../../sandbox/listening';

/** Where the front door leads: the ports of n8n's processes. */
export interface Rooms {
	main: number;
	webhooks: number;
}

function lead(port: number, incoming: IncomingMessage, answer: ServerResponse): void {
	const { method, url: path, headers } = incoming;
	const forwarded = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
		answer.writeHead(response.statusCode ?? 502, response.headers);
		response.pipe(answer);
	});
	forwarded.once('error', () => answer.writeHead(502).end());
	incoming.pipe(forwarded);
}

/** What only the webhook process answers: production webhooks, and executions that wait. */
const FOR_WEBHOOKS = /^\/webhook(-waiting)?\//;

/** Starts the proxy that n8n's guide to queue mode asks for: webhooks go to the webhook process, the rest to main. */
export async function openFrontDoor(port: number, { main, webhooks }: Rooms): Promise<Listening> {
	const server = createServer((incoming, answer) =>
		lead(FOR_WEBHOOKS.test(incoming.url ?? '') ? webhooks : main, incoming, answer),
	);
	return await listen(server, { port });
}
