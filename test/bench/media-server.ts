import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WarestServer } from '../host/warest-server';

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

/** A WARest that has stored the film of a message, as large as nobody wants one in the sandbox. */
export interface MediaServer {
	/** The server whose film, at any path, has so many megabytes. */
	serving(megabytes: number): WarestServer;
	stop(): Promise<void>;
}

export async function startMediaServer(): Promise<MediaServer> {
	const server = createServer((request, response) => {
		const [, megabytes] = (request.url ?? '').split('/');
		void send(response, Number(megabytes));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		serving: (megabytes) => ({ url: `http://127.0.0.1:${port}/${megabytes}`, apiKey: 'key' }),
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
