import { byId } from '../../support/warest';
import type { Sandbox } from '../../../sandbox/server';
import type { Cases } from './case';

const sessionId = byId('demo');
const fresh = (sandbox: Sandbox) => {
	const account = { phone: '6281100000009', device: 3, name: 'Fresh', lid: '900000000009' };
	for (const id of ['fresh', 'fresh2']) sandbox.control.addSession({ id, account, dial: 'qr' });
};
const unknownSession = {
	parameters: { sessionId: byId('nosuch') },
	message: "Session 'nosuch' does not exist",
};
const noSessionId = {
	parameters: { sessionId: 'a b' },
	message: `'Session ID' is not a session ID: "a b"`,
};
const ofSessions = { parameter: 'sessionId', values: ['demo', 'fresh'] as [string, string] };

/** What is said of a connected session, but for its own number, which comes last. */
const connected = {
	sessionId: 'demo',
	connected: true,
	status: 'open',
	state: "Session 'demo' is connected",
	advice: null,
	name: 'Bench Phone',
	connectedSince: expect.stringMatching(/Z$/),
	lastConnectedAt: expect.stringMatching(/Z$/),
};

export const sessions: Cases = {
	listSessions: {
		minimal: {},
		output: [expect.objectContaining({ id: 'demo', status: 'open', connected: true })],
		full: {},
		sends: { path: /session\/list/, has: {} },
		perItem: null,
		failure: {
			given: ({ control }) =>
				control.fault({ action: { kind: 'answer', status: 403, body: { error: 'Admin only' } } }),
			message: "The API key isn't allowed to do this",
		},
	},
	getSession: {
		given: fresh,
		minimal: { sessionId },
		output: [
			{
				...connected,
				webhook: 'Nobody has it: no workflow of n8n starts with its events',
				webhookOwner: 'nobody',
				webhookUrl: null,
				ownPhone: '+6281100000001',
			},
		],
		full: { sessionId },
		sends: { path: /demo\/config$/, has: {} },
		perItem: ofSessions,
		failure: unknownSession,
	},
	createSession: {
		given: fresh,
		minimal: { sessionId: 'fresh' },
		output: [
			expect.objectContaining({ sessionId: 'fresh', status: 'connecting', qr: expect.any(String) }),
		],
		full: { sessionId: 'fresh' },
		sends: { path: /session\/create$/, has: { sessionId: 'fresh' } },
		perItem: { parameter: 'sessionId', values: ['fresh', 'fresh2'] },
		failure: noSessionId,
	},
	createPairCode: {
		given: fresh,
		minimal: { sessionId: 'fresh', phone: '6281100000009' },
		output: [
			expect.objectContaining({
				sessionId: 'fresh',
				pairCode: expect.stringMatching(/^....-....$/),
			}),
		],
		full: { sessionId: 'fresh', phone: '+62 811-0000-0009' },
		sends: { path: /pair-code$/, has: { sessionId: 'fresh', phone: '6281100000009' } },
		perItem: { parameter: 'phone', values: ['6281100000009', '+62 811 0000 0010'] },
		failure: noSessionId,
	},
	waitUntilConnected: {
		given: (sandbox) => {
			fresh(sandbox);
			sandbox.control.scan('fresh');
		},
		minimal: { sessionId },
		output: [
			{
				...connected,
				ownPhone: '+6281100000001',
			},
		],
		full: { sessionId, waitSeconds: 1, whenTimeIsUp: 'qr' },
		sends: { path: /session\/list$/, has: {} },
		perItem: ofSessions,
		failure: unknownSession,
	},
	logout: {
		given: fresh,
		minimal: { sessionId },
		output: [{ sessionId: 'demo', steps: { runtime: true, creds: true } }],
		full: { sessionId },
		sends: { path: /session\/logout$/, has: { sessionId: 'demo' } },
		perItem: ofSessions,
		failure: unknownSession,
	},
	reconnect: {
		given: fresh,
		minimal: { sessionId },
		output: [{ sessionId: 'demo', success: true, message: 'Reconnect scheduled' }],
		full: { sessionId },
		sends: { path: /session\/reconnect$/, has: { sessionId: 'demo' } },
		perItem: ofSessions,
		failure: unknownSession,
	},
	devices: {
		given: fresh,
		minimal: { sessionId },
		output: [
			{ sessionId: 'demo', name: 'Bench Phone', ownPhone: '+6281100000001', device: 'WARest' },
		],
		full: { sessionId, options: { refresh: true } },
		sends: { path: /session\/devices$/, has: { sessionId: 'demo', refresh: '1' } },
		perItem: ofSessions,
		failure: unknownSession,
	},
	deleteSession: {
		given: fresh,
		minimal: { sessionId },
		output: [
			{ sessionId: 'demo', deleted: true, steps: { runtime: true, creds: true, meta: true } },
		],
		full: { sessionId },
		sends: { path: /session\/delete$/, has: { sessionId: 'demo' } },
		perItem: ofSessions,
		failure: unknownSession,
	},
	updateConfig: {
		given: fresh,
		minimal: { sessionId },
		output: [
			{ registryUser: 'admin', sessionId: 'demo', webhookUrl: '', webhookSecretIsSet: false },
		],
		full: {
			sessionId,
			options: {
				webhookUrl: 'https://n8n.example.com/webhook/1',
				webhookSecret: 'a-long-enough-secret',
				preflight: false,
			},
		},
		sends: {
			path: /demo\/config$/,
			has: {
				webhookUrl: 'https://n8n.example.com/webhook/1',
				webhookSecret: 'a-long-enough-secret',
			},
		},
		perItem: ofSessions,
		failure: unknownSession,
	},
};
