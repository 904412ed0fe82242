import type { Sandbox } from '../../../sandbox/server';
import type { Case, Cases } from './case';

const adminOnly: Case['failure'] = {
	given: ({ control }: Sandbox) =>
		control.fault({ action: { kind: 'answer', status: 403, body: { error: 'Admin only' } } }),
	message: "The API key isn't allowed to do this",
};

/** A report of the server about itself. */
const report = (path: RegExp, output: object): Case => ({
	minimal: {},
	output: [expect.objectContaining(output)],
	full: {},
	sends: { path, has: {} },
	perItem: null,
	failure: adminOnly,
});

export const server: Cases = {
	ping: {
		...report(/server\/ping$/, { ping: 'pong', timestamp: expect.any(Number) }),
		failure: {
			given: ({ control }) => control.fault({ times: 3, action: { kind: 'cut-before' } }),
			message: /^The connection to WARest at http:\/\/127\.0\.0\.1:\d+ was lost$/,
		},
	},
	diagnose: {
		minimal: {},
		output: [
			// What needs somebody comes first.
			'Clocks',
			"Webhook of 'demo'",
			'From WARest to n8n',
			'WARest server',
			'API key',
			'Versions',
			'Limits',
			"Session 'demo'",
		].map((check) =>
			expect.objectContaining({
				check,
				status: expect.stringMatching(/^(ok|warning|problem|unknown)$/),
				result: expect.any(String),
			}),
		),
		full: {},
		sends: { path: /server\/ping$/, has: {} },
		perItem: null,
		// What it finds out, it reports.
		failure: {
			parameters: { pace: { timeout: 0 } },
			message: `'Timeout (Seconds)' is out of range: "0"`,
		},
	},
	info: report(/server\/info$/, { serviceVersion: '0.3.44', sessions: expect.any(Object) }),
	health: report(/server\/healthz$/, { status: 'healthy', message: 'All services healthy' }),
	ready: report(/server\/ready$/, { ready: true }),
	cpuHistory: {
		minimal: {},
		output: [31.4, 22.05].map((usagePercent) =>
			expect.objectContaining({ usagePercent, period: '1h', interval: '5m' }),
		),
		full: { options: { period: '7d', interval: '1h' } },
		sends: { path: /cpu-history$/, has: { period: '7d', interval: '1h' } },
		perItem: null,
		failure: {
			parameters: { options: { period: '2d' } },
			message: `'Period' is not one of its values: "2d"`,
		},
	},
	restart: {
		minimal: {},
		output: [
			{
				restartInitiated: true,
				scheduledAt: expect.any(String),
				restartStrategy: 'node',
				timestamp: expect.any(Number),
				message: 'Restart scheduled via node strategy',
			},
		],
		full: { options: { delayMs: 90_500, reason: 'Update' } },
		sends: { path: /server\/restart$/, has: { delaySeconds: 90.5, reason: 'Update' } },
		perItem: null,
		failure: {
			parameters: { options: { delayMs: 1000 } },
			message: `'Delay' is out of range: "1000"`,
		},
	},
	scheduleRestart: {
		minimal: { schedule: '2:30' },
		output: [
			expect.objectContaining({ scheduledRestart: '02:30', nextRestartAt: expect.any(String) }),
		],
		full: { schedule: '02:30', options: { reason: 'Nightly', timezone: 'Asia/Jakarta' } },
		sends: {
			path: /restart\/scheduled$/,
			has: { schedule: '02:30', reason: 'Nightly', timezone: 'Asia/Jakarta' },
		},
		perItem: { parameter: 'schedule', values: ['23:59', 0] },
		failure: {
			parameters: { schedule: '25:00' },
			message: `'Schedule' is not a time of day: "25:00"`,
		},
	},
};
