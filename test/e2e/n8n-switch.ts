import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets the tests restart n8n, which belongs to the global setup: each POST does it, and is answered afterwards. */
export async function serveSwitch(
	restart: () => Promise<void>,
): Promise<{ url: string; close(): Promise<void> }> {
	const server = createServer((_request, response) => {
		restart().then(
			() => response.end(),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
