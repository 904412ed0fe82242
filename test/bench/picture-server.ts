import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WarestServer } from '../host/warest-server';

const MEGABYTE = 1_000_000;
const chunk = Buffer.alloc(MEGABYTE / 10, 'x');

function* picture(megabytes: number) {
	for (let left = megabytes * 10; left > 0; left--) yield chunk;
}

async function send(response: ServerResponse, megabytes: number) {
	const length = megabytes * MEGABYTE;
	response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': length });
	await pipeline(Readable.from(picture(megabytes)), response);
}

/** A WARest whose profile pictures are as large as no picture is: the sandbox's are small. */
export interface PictureServer {
	/** The server on which the picture has so many megabytes. */
	serving(megabytes: number): WarestServer;
	stop(): Promise<void>;
}

export async function startPictureServer(): Promise<PictureServer> {
	const server = createServer((request, response) => {
		const [, megabytes, ...rest] = (request.url ?? '').split('/');
		if (rest[0] !== 'api') return void send(response, Number(megabytes));
		const url = `http://${request.headers.host}/${megabytes}/picture`;
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ status: true, code: 0, message: 'OK', results: [{ url }] }));
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
