import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { listen, type Listening } from '../../sandbox/listening';

/** A complete answer from the server behind the proxy. */
export interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** One request that reached the proxy, and what can be done with it. */
export interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	/** The whole body of the request. */
	body(): Promise<Buffer>;
	/** Passes the request on; once this resolves, the server has carried it out and answered the proxy. */
	forward(): Promise<Reply>;
	/** Ends the connection the hard way, as a crash does. */
	reset(): void;
}

/** What to do with an exchange. */
export type Treatment = (exchange: Exchange) => Promise<void> | void;

/** A request as it reached the proxy, however it ended. */
interface Seen {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** Bytes of the answer that the client has taken from the proxy so far. */
	taken(): number;
}

/** A place where requests arrive, and what arrived there. */
export interface Place extends Listening {
	seen: Seen[];
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function handOn(
	target: string,
	{ method, url, headers }: IncomingMessage,
	body: Buffer,
): Promise<Reply> {
	// Uncompressed, so that half of an answer is half of its text.
	const passedOn = { ...headers, 'accept-encoding': 'identity', connection: 'close' };
	const outgoing = httpRequest(`${target}${url}`, { method, headers: passedOn });
	outgoing.end(body);
	const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
	return {
		status: answer.statusCode ?? 0,
		headers: answer.headers,
		body: await bytesOf(answer),
	};
}

/** Sends an answer as it came from the server. */
export const pass: Treatment = async ({ forward, response }) => {
	const { status, headers, body } = await forward();
	response.writeHead(status, headers).end(body);
};

/** A server in front of the server at `target`; `treat` decides what happens to every request. */
export async function startProxy(
	target: string,
	treat: Treatment,
	{ tls = false } = {},
): Promise<Place> {
	const seen: Seen[] = [];
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = '', url = '', headers, socket } = request;
		const before = socket.bytesWritten;
		seen.push({
			method,
			path: url.split('?')[0],
			headers,
			taken: () => socket.bytesWritten - before,
		});
		let read: Promise<Buffer> | undefined;
		const body = async () => await (read ??= bytesOf(request));
		try {
			await treat({
				request,
				response,
				body,
				forward: async () => await handOn(target, request, await body()),
				reset: () => void request.socket.resetAndDestroy(),
			});
		} catch {
			// The client or the server behind has gone: there is nobody left to answer.
			socket.destroy();
		}
	};
	const own = (file: string) => readFileSync(join(__dirname, file));
	const server = tls
		? createTlsServer({ cert: own('certificate.pem'), key: own('key.pem') }, handle)
		: createServer(handle);
	return { ...(await listen(server, { scheme: tls ? 'https' : 'http' })), seen };
}

/** A server that ends every connection as soon as something arrives. */
export async function startSlammingDoor(): Promise<Place> {
	const server = createTcpServer((socket) => {
		// The other end may be the first to leave.
		socket.on('error', () => socket.destroy());
		// Cut any sooner, it would depend on the machine whether the connection counts as made.
		socket.once('data', () => socket.resetAndDestroy());
	});
	return { ...(await listen(server)), seen: [] };
}
