import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server';
import { startEngine } from './engine';
import type { Account } from './warest';

/** A fresh sandbox for each test of the file, and the account to reach it with. */
export function useSandbox(options: SandboxOptions = {}): { sandbox: Sandbox; account: Account } {
	const current = {} as { sandbox: Sandbox; account: Account };
	beforeAll(startEngine);
	beforeEach(async () => {
		current.sandbox = await startSandbox(options);
		const { url: baseUrl, apiKey } = current.sandbox;
		current.account = { baseUrl, apiKey };
	});
	afterEach(async () => await current.sandbox.close());
	return current;
}

/** The requests that reached the server and changed something in the way that `path` names. */
export const reached = (sandbox: Sandbox, path: RegExp) =>
	sandbox.requests.filter((request) => path.test(`${request.method} ${request.path}`));
