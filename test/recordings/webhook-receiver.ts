import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the recorded preflights went. */
export const recordedReceiver = 'http://127.0.0.1:7390';

/** A webhook target like the recorded one: `/fail` answers 500, `/slow` never, all else 200. */
export async function startReceiver(): Promise<{ url: string; close: () => Promise<void> }> {
	const statuses: Record<string, number | null> = { '/fail': 500, '/slow': null };
	const server = createServer((req, res) => {
		const known = statuses[req.url ?? ''];
		const status = known === undefined ? 200 : known;
		if (status !== null) res.writeHead(status).end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
