import { createServer } from 'node:net';
import { listen } from '../../sandbox/listening';
import { Problem, systemCode } from './problem';

async function listenBriefly(where?: { port: number }): Promise<number> {
	const { port, close } = await listen(createServer(), where);
	await close();
	return port;
}

/** A port that nothing is listening on; never the same one twice. */
export const freePort = async (): Promise<number> => await listenBriefly();

/** The port that an environment variable names, or the usual one. */
export function portFrom(variable: string, usual: number): number {
	const text = process.env[variable];
	if (!text) return usual;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Problem(`${variable} must be a port number between 1 and 65535, not "${text}".`);
}

/** Makes sure that a port is free, and says what to do if it isn't. */
export async function needPort(port: number, purpose: string, variable: string): Promise<void> {
	try {
		await listenBriefly({ port });
	} catch (error) {
		const code = systemCode(error);
		if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
		const what = code === 'EACCES' ? 'may not be used' : 'is in use';
		throw new Problem(
			`Port ${port} for ${purpose} ${what}. Stop the program that uses it, or choose another: ${variable}=${port + 1000 > 65_535 ? port - 1000 : port + 1000} npm start`,
		);
	}
}
