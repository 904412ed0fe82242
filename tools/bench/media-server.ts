import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WarestServer } from '../host/warest-server';
import { serve, type Listening } from '../../sandbox/listening';

const MEGABYTE = 1_000_000;
const chunk = Buffer.alloc(MEGABYTE / 10, 'x');

function* film(megabytes: number) {
	for (let left = megabytes * 10; left > 0; left--) yield chunk;
}

async function send(response: ServerResponse, megabytes: number) {
	const length = megabytes * MEGABYTE;
	response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': length });
	await pipeline(Readable.from(film(megabytes)), response);
}

async function receive(request: IncomingMessage, response: ServerResponse) {
	request.resume();
	await once(request, 'end');
	response.end();
}

/**
 * A WARest that has stored the film of a message, as large as nobody wants one in the sandbox. What is sent to it
 * is read and forgotten.
 */
export interface MediaServer {
	/** The server whose film, at any path, has so many megabytes. */
	serving(megabytes: number): WarestServer;
	close: Listening['close'];
}

export async function startMediaServer(): Promise<MediaServer> {
	const { url, close } = await serve((request, response) => {
		const [, megabytes] = (request.url ?? '').split('/');
		if (request.method === 'POST') void receive(request, response);
		else void send(response, Number(megabytes));
	});
	return {
		serving: (megabytes) => ({ url: `${url}/${megabytes}`, apiKey: 'key' }),
		close,
	};
}
