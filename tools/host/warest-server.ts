import axios from 'axios';
import { baseUrl, withoutLogin } from '../../nodes/transport/base-url';
import { isRefusal } from '../../nodes/whatsapp/refusal';
import { Problem } from './problem';

const ANSWER_WITHIN_MS = 10_000;

/** A WARest server and the key for it. */
export interface WarestServer {
	url: string;
	apiKey: string;
}

/** The server named by the environment, if there is one. */
export function serverFromEnvironment(): WarestServer | undefined {
	const { WAREST_URL: url, WAREST_API_KEY: apiKey } = process.env;
	if (!url && !apiKey) return undefined;
	if (!url || !apiKey) {
		const [missing, given] = url
			? ['WAREST_API_KEY', 'WAREST_URL']
			: ['WAREST_URL', 'WAREST_API_KEY'];
		throw new Problem(
			`${given} is set, but ${missing} is not. Set both to use your own WARest server, or neither for the sandbox.`,
		);
	}
	const address = baseUrl(url);
	if (isRefusal(address)) throw new Problem(`WAREST_URL ${address.problem}. ${address.expected}`);
	return { url: address, apiKey };
}

async function ask({ url, apiKey }: WarestServer): Promise<{ status: number; body: unknown }> {
	try {
		const { status, data } = await axios.get<unknown>(`${url}/api/v1/session/list`, {
			headers: { 'X-WAREST-API-KEY': apiKey },
			timeout: ANSWER_WITHIN_MS,
			maxRedirects: 0,
			validateStatus: () => true,
		});
		return { status, body: data };
	} catch (error) {
		// Not the error itself: it carries the request, and the request the key.
		const reason = axios.isAxiosError(error) ? (error.code ?? error.message) : String(error);
		throw new Problem(
			`The WARest server at ${withoutLogin(url)} (WAREST_URL) can't be reached: ${reason}.`,
		);
	}
}

/** Makes sure that a WARest server answers and accepts the key, before a lot of work is done for it. */
export async function needServer(server: WarestServer): Promise<void> {
	const { status, body } = await ask(server);
	const shown = withoutLogin(server.url);
	if (status === 401) {
		throw new Problem(`The WARest server at ${shown} doesn't accept the key in WAREST_API_KEY.`);
	}
	const isWarest = typeof body === 'object' && body !== null && 'results' in body;
	if (!isWarest) {
		throw new Problem(
			`The server at ${shown} (WAREST_URL) isn't WARest, or the address is incomplete (status ${status}).`,
		);
	}
}
