import { connect, createServer } from 'node:net';
import { listen, type Listening } from '../../sandbox/listening';

/** How many connections were opened, and how many of them stood at the same time. */
export interface Connections {
	opened: number;
	together: number;
}

/** Passes everything on to a server and counts the connections. */
export interface CountingProxy extends Listening {
	/** What was counted since the last time. */
	take(): Connections;
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
	return {
		...(await listen(server)),
		take() {
			const taken = counted;
			counted = { opened: 0, together: 0 };
			return taken;
		},
	};
}
