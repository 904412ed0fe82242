import { startSandbox, type Sandbox } from '../sandbox/server';
import type { Account } from '../support/warest';

/** The server that the live tests talk to. */
export interface Live {
	account: Account;
	/** A connected session. */
	session: string;
	/** Whether messages may be sent and chats changed. */
	writes: boolean;
	close(): Promise<void>;
}

function ofSandbox({ url, apiKey, close }: Sandbox): Live {
	return { account: { baseUrl: url, apiKey }, session: 'demo', writes: true, close };
}

/**
 * The server named by WAREST_URL, WAREST_API_KEY and WAREST_SESSION, only read from unless WAREST_LIVE_WRITE=1;
 * without them the sandbox.
 */
export async function connect(): Promise<Live> {
	const { WAREST_URL, WAREST_API_KEY, WAREST_SESSION, WAREST_LIVE_WRITE } = process.env;
	if (!WAREST_URL) return ofSandbox(await startSandbox({ world: 'recorded' }));
	if (!WAREST_API_KEY || !WAREST_SESSION) {
		throw new Error('WAREST_URL needs WAREST_API_KEY and WAREST_SESSION beside it');
	}
	return {
		account: { baseUrl: WAREST_URL, apiKey: WAREST_API_KEY },
		session: WAREST_SESSION,
		writes: WAREST_LIVE_WRITE === '1',
		close: async () => {},
	};
}
