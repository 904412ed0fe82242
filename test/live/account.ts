import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Account } from '../support/warest';

const { WAREST_URL, WAREST_API_KEY, WAREST_SESSION, WAREST_GROUP, WAREST_LIVE_WRITE } = process.env;

/** Whether messages may be sent and chats changed: unless WAREST_LIVE_WRITE=1, the tests only read. */
export const mayWrite = !WAREST_URL || WAREST_LIVE_WRITE === '1';

/** The ID of a group that the session is in: WAREST_GROUP of a server. */
export const group = WAREST_URL ? WAREST_GROUP : '120363000000000000@g.us';

/** The server that the live tests talk to. */
export interface Live {
	account: Account;
	/** A connected session. */
	session: string;
	close(): Promise<void>;
}

function ofSandbox({ url, apiKey, close }: Sandbox): Live {
	return { account: { baseUrl: url, apiKey }, session: 'demo', close };
}

/** The server named by WAREST_URL, WAREST_API_KEY and WAREST_SESSION; without them the sandbox with its default limits. */
export async function connect(): Promise<Live> {
	if (!WAREST_URL) return ofSandbox(await startSandbox({ world: 'recorded', limits: {} }));
	if (!WAREST_API_KEY || !WAREST_SESSION) {
		throw new Error('WAREST_URL needs WAREST_API_KEY and WAREST_SESSION beside it');
	}
	return {
		account: { baseUrl: WAREST_URL, apiKey: WAREST_API_KEY },
		session: WAREST_SESSION,
		close: async () => {},
	};
}
