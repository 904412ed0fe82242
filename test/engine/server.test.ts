import { reached, useSandbox } from '../support/sandbox';
import { runnerOf, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });

const run = runnerOf(current, 'server');
const jsonOf = async (operation: string, parameters = {}) =>
	(await run(operation, parameters)).items[0]?.json;
const answerWith = (status: number, body: object) =>
	current.sandbox.control.fault({ action: { kind: 'answer', status, body } });
const sent = (path: RegExp) => reached(current.sandbox, path).map(({ body }) => body);

describe('Ping', () => {
	it('needs no administrator, nor even a valid key', async () => {
		const { baseUrl } = current.account;
		for (const apiKey of [current.sandbox.otherApiKey, 'wrong']) {
			const { items } = await runWarest({ baseUrl, apiKey }, ['server', 'ping']);
			expect(items[0].json).toMatchObject({ ping: 'pong', timezone: 'UTC' });
		}
	});

	it('gives a time that can be read, even if the server writes a broken one', async () => {
		const serverTimeUTC = '2026-11-22T00:30:00.000Z';
		const broken = {
			ping: 'pong',
			serverTimeISO: '2026-11-22T24:30:00.000-NaN:NaN',
			serverTimeUTC,
		};
		answerWith(200, { status: true, code: 1000, message: 'Server is alive', results: [broken] });
		expect(await jsonOf('ping')).toEqual({
			ping: 'pong',
			serverTimeISO: serverTimeUTC,
			serverTimeUTC,
		});
	});
});

describe('a server in trouble', () => {
	beforeEach(() => {
		current.sandbox.control.health.storage = 'error';
	});

	it('gives its health report, which is a result', async () => {
		expect(await jsonOf('health')).toMatchObject({
			status: 'unhealthy',
			message: 'Critical services unavailable',
			services: { storage: { status: 'error', error: expect.any(String) } },
		});
	});

	it('gives what it is waiting for, which is a result', async () => {
		expect(await jsonOf('ready')).toMatchObject({
			ready: false,
			dependencies: { database: true, storage: false },
		});
	});
});

it.each(['health', 'ready'])('%s without a report is not a result', async (operation) => {
	answerWith(503, { status: false, code: 8001, message: 'Service unavailable', results: [] });
	const { error } = await run(operation);
	expect(error?.message).toBe('WARest gave no report of itself');
});

it.each(['health', 'ready'])('%s behind a proxy that finds no server fails', async (operation) => {
	current.sandbox.control.fault({
		times: 3,
		action: { kind: 'answer', status: 503, html: '<html>Service Unavailable</html>' },
	});
	const { error } = await run(operation);
	expect(error?.message).toBe('WARest is not available now');
});

it.each(['info', 'health', 'ready', 'cpuHistory', 'restart'])(
	'%s says that it needs an administrator',
	async (operation) => {
		const { baseUrl } = current.account;
		const account = { baseUrl, apiKey: current.sandbox.otherApiKey };
		const { error } = await runWarest(account, ['server', operation]);
		expect(error).toMatchObject({
			message: "The API key isn't allowed to do this",
			description: expect.stringContaining('administrator'),
		});
	},
);

it('says how long the machine has been up, and how long WARest has', async () => {
	const info = await jsonOf('info');
	expect(info).toMatchObject({ uptimeSeconds: expect.any(Number) });
	expect(info?.process).toMatchObject({ uptimeSeconds: expect.any(Number) });
});

describe('CPU History', () => {
	it('gives one item for each interval, with the figures of the whole period', async () => {
		const { items } = await run('cpuHistory', { options: { period: '6h', interval: '15m' } });
		expect(items.map(({ json }) => json)).toEqual(
			[31.4, 22.05].map((usagePercent) => ({
				time: expect.stringMatching(/^2026-11-22T.*Z$/),
				timestamp: expect.any(Number),
				usagePercent,
				period: '6h',
				interval: '15m',
				averageUsagePercent: 26.725,
				maxUsagePercent: 31.4,
			})),
		);
	});

	it('gives nothing when there are no samples yet', async () => {
		const history = { period: '1h', interval: '5m', data: [], averageUsagePercent: 0 };
		answerWith(200, { status: true, code: 1000, message: 'No samples', results: [history] });
		expect((await run('cpuHistory')).items).toEqual([]);
	});

	it('refuses an interval that the server does not know', async () => {
		const { error } = await run('cpuHistory', { options: { interval: '2m' } });
		expect(error?.message).toBe(`'Interval' is not one of its values: "2m"`);
		expect(current.sandbox.requests).toHaveLength(0);
	});
});

describe('Restart', () => {
	it.each([
		[1500, 1.5],
		[90_500, 90.5],
		['1800000', 1800],
	])('takes a delay of %p milliseconds, and sends %p seconds', async (delayMs, delaySeconds) => {
		await run('restart', { options: { delayMs } });
		expect(sent(/restart$/)).toEqual([{ delaySeconds }]);
	});

	it.each([0, -1, 1499, 1_800_001, 'soon', 1500.5])(
		'refuses a delay of %p, of which the server would make another',
		async (delayMs) => {
			const { error } = await run('restart', { options: { delayMs } });
			expect(error?.message).toMatch(/^'Delay' is (out of range|not a whole number)/);
			expect(error?.description).toContain('from 1500 to 1800000 (milliseconds');
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it('leaves delay and reason to the server if they are not set', async () => {
		await run('restart');
		expect(current.sandbox.requests.at(-1)?.body ?? {}).toEqual({});
	});

	it('says if another restart came first, whose time still applies', async () => {
		const first = await jsonOf('restart', { options: { delayMs: 600_000 } });
		const { items, hints } = await run('restart', { options: { delayMs: 2000 } });
		expect(items[0].json).toMatchObject({
			restartInitiated: false,
			scheduledAt: first?.scheduledAt,
			message: 'A restart is already pending',
		});
		expect(hints).toEqual([expect.stringContaining(String(first?.scheduledAt))]);
	});

	it.each(['docker', 'pm2'] as const)('says that under %s WARest only stops', async (strategy) => {
		current.sandbox.control.health.restartStrategy = strategy;
		const { hints } = await run('restart');
		expect(hints).toEqual([expect.stringContaining(`if ${strategy} is set to start it again`)]);
	});

	it('is asked for once, even if the connection is cut', async () => {
		current.sandbox.control.fault({ action: { kind: 'cut-after' } });
		const { error } = await run('restart');
		expect(error?.description).toContain('WARest may have done it, or not');
		expect(sent(/restart$/)).toHaveLength(1);
	});
});

describe('Schedule Daily Restart', () => {
	const schedule = async (time: unknown, options = {}) =>
		await run('scheduleRestart', { schedule: time, options });

	it('sets a time in a time zone and says when it comes', async () => {
		const { items } = await schedule('2:30', { timezone: 'Asia/Jakarta' });
		expect(items[0].json).toMatchObject({
			scheduledRestart: '02:30',
			timezone: 'Asia/Jakarta',
			nextRestartAt: '2026-11-22T19:30:00.000Z',
		});
	});

	it.each(['0', 0])('cancels with %p, and says whether there was anything', async (zero) => {
		await schedule('02:30');
		expect((await schedule(zero)).items[0].json).toEqual({
			scheduledRestart: null,
			cancelled: true,
			message: 'Scheduled restart cancelled',
		});
		expect((await schedule(zero)).items[0].json).toMatchObject({ cancelled: false });
	});

	it.each(['24:00', '12:60', '9', '2:3', '02:30:00', 'noon', '00'])(
		'refuses %p before it is sent',
		async (time) => {
			const { error } = await schedule(time);
			expect(error).toMatchObject({
				message: `'Schedule' is not a time of day: "${time}"`,
				description: expect.stringContaining('HH:MM'),
			});
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it('refuses a zone that does not exist', async () => {
		const { error } = await schedule('02:30', { timezone: 'Asia/Atlantis' });
		expect(error?.message).toBe(`'Time Zone' is not a time zone: "Asia/Atlantis"`);
	});

	it('takes an offset for a zone', async () => {
		await schedule('02:30', { timezone: '+07:00' });
		expect(sent(/scheduled$/)).toEqual([{ schedule: '02:30', timezone: '+07:00' }]);
	});

	it('warns of a next restart in the past, which comes at once', async () => {
		const timestamp = 1_795_339_140;
		const set = { scheduledRestart: '00:10', nextRestartAt: '2026-11-21T00:10:00.000Z', timestamp };
		answerWith(202, { status: true, code: 1003, message: 'Restart scheduled', results: [set] });
		const { hints } = await schedule('00:10');
		expect(hints).toEqual([expect.stringContaining('it restarts at once')]);
	});
});
