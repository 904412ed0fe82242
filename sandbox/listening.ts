import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server that takes connections. */
export interface Listening {
	port: number;
	/** Its address, without a slash at the end. */
	url: string;
	/** Cuts every connection; when this resolves, nothing listens there any more. */
	close(): Promise<void>;
}

interface Where {
	/** 0, the default, takes a free one that none of the last servers of this process had. */
	port?: number;
	host?: string;
	scheme?: 'http' | 'https';
}

/**
 * The kernel soon gives a port a second time, and whoever knows a server by its address, as the node with what it
 * has learnt of the server's limits, takes the new server for the old one.
 */
const given = new Map<number, Server>();
/** The kernel has some 28,000 to give. */
const MOST_REMEMBERED = 5000;

/** The one that has been remembered longest is forgotten, unless it still takes connections. */
function forgetOne(): void {
	for (const [port, server] of given) if (!server.listening) return void given.delete(port);
}

/** The server of this process that had a port last. */
export const serverAt = (port: number): Server | undefined => given.get(port);

async function bind(server: Server, port: number, host: string): Promise<number> {
	server.listen(port, host);
	await once(server, 'listening');
	const { port: taken } = server.address() as AddressInfo;
	if (port === taken || !given.has(taken)) return taken;
	server.close();
	await once(server, 'close');
	return await bind(server, port, host);
}

/**
 * Lets a server take connections, on 127.0.0.1 if not told otherwise.
 * @throws what Node.js says of a port that can't be listened on
 */
export async function listen(
	server: Server,
	{ port = 0, host = '127.0.0.1', scheme = 'http' }: Where = {},
): Promise<Listening> {
	const taken = await bind(server, port, host);
	given.set(taken, server);
	if (given.size > MOST_REMEMBERED) forgetOne();
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	return {
		port: taken,
		url: `${scheme}://${host}:${taken}`,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** Starts an HTTP server for a test. */
export const serve = async (answer: RequestListener): Promise<Listening> =>
	await listen(createServer(answer));
