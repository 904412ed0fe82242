import { startSandbox } from '../server';
import type { Sandbox, SandboxOptions } from '../server';
import { clientOf } from '../test-client';
import { Receiver } from './test-receiver';

export const secret = 'whsec-Test-123';
/** A contact of the recorded world, and a group with two members. */
export const contact = '6281200010000@s.whatsapp.net';
export const group = '120363000000000000@g.us';
export const member = '6281200010001@s.whatsapp.net';

export interface Listening {
	sandbox: Sandbox;
	receiver: Receiver;
	/** Points the session's webhook at the receiver, as a client does. */
	register: (url?: string) => Promise<unknown>;
	/** What `config {}` shows as the stored URL. */
	storedUrl: () => Promise<string>;
}

/** For each test a recorded world whose session `demo` has the receiver as its webhook. */
export function useListening(options: SandboxOptions = {}): Listening {
	const current = {} as Listening;
	const config = (body: object) =>
		clientOf(current.sandbox).post<{ results: { webhookUrl: string }[] }>(
			'/api/v1/session/demo/config',
			body,
		);
	current.register = (url = current.receiver.url) =>
		config({ webhookUrl: url, webhookSecret: secret });
	current.storedUrl = async () => (await config({})).data.results[0].webhookUrl;

	beforeEach(async () => {
		current.sandbox = await startSandbox({ world: 'recorded', ...options });
		current.receiver = await Receiver.start();
		await current.register();
	});

	afterEach(async () => {
		await current.sandbox.close();
		await current.receiver.close();
	});

	return current;
}
