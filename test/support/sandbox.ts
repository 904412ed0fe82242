import type { IBinaryKeyData } from 'n8n-workflow';
import type { FaultAction } from '../../sandbox/faults';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server';
import { startEngine } from './engine';
import type { Account } from './warest';

export interface Current {
	sandbox: Sandbox;
	account: Account;
	/** Binary fields of an input item: `data`, a PNG of one pixel. */
	binary: IBinaryKeyData;
}

const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A binary field `data` of an input item: a PNG of one pixel. */
export const dotPicture: IBinaryKeyData = {
	data: { data: PNG, mimeType: 'image/png', fileName: 'dot.png' },
};

/**
 * A fresh sandbox for each test of the file, and the account to reach it with. Its answers aren't compressed, which
 * would take a fifth of the tests' time; those of the other tests are.
 */
export function useSandbox(options: SandboxOptions = {}): Current {
	const current = { binary: dotPicture } as Current;
	beforeAll(startEngine);
	beforeEach(async () => {
		const behaviour = { compresses: false, ...options.behaviour };
		current.sandbox = await startSandbox({ ...options, behaviour });
		const { url: baseUrl, apiKey } = current.sandbox;
		current.account = { baseUrl, apiKey };
	});
	afterEach(async () => await current.sandbox.close());
	return current;
}

/** An answer of the server as if it had done what was asked, for `control.fault`. */
export const success = (results: unknown[], message = 'OK'): FaultAction => ({
	kind: 'answer',
	status: 200,
	body: { status: true, code: 1000, message, results },
});

/** The requests that reached the server and changed something in the way that `path` names. */
export const reached = (sandbox: Sandbox, path: RegExp) =>
	sandbox.requests.filter((request) => path.test(`${request.method} ${request.path}`));

/** Where somebody says something. */
export interface Said {
	chatId: string;
	quotedId?: string;
	/** In a group: who says it. */
	from?: string;
}

/** Somebody writes to the shop; resolves when WARest has delivered it. */
export async function deliverText(sandbox: Sandbox, text: string, said: Said): Promise<void> {
	sandbox.control.incoming('shop', { ...said, text });
	await sandbox.webhooks.settled();
}
