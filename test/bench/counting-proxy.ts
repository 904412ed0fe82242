import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** How many connections were opened, and how many of them stood at the same time. */
export interface Connections {
	opened: number;
	together: number;
}

/** Passes everything on to a server and counts the connections. */
export interface CountingProxy {
	url: string;
	/** What was counted since the last time. */
	take(): Connections;
	stop(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
	const { hostname, port } = new URL(target);
	let counted: Connections = { opened: 0, together: 0 };
	let open = 0;
	const server = createServer((client) => {
		counted.opened++;
		counted.together = Math.max(counted.together, ++open);
		client.once('close', () => open--);
		const upstream = connect(Number(port), hostname);
		for (const [from, to] of [
			[client, upstream],
			[upstream, client],
		]) {
			from.pipe(to);
			from.on('error', () => to.destroy());
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		take() {
			const taken = counted;
			counted = { opened: 0, together: 0 };
			return taken;
		},
		async stop() {
			server.close();
			await once(server, 'close');
		},
	};
}
