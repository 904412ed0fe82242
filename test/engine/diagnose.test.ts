import packageJson from '../../package.json';
import { PACKAGE_VERSION } from '../../nodes/Warest/operations/server/diagnosis/versions';
import { startSandbox } from '../../sandbox/server';
import { useSandbox } from '../support/sandbox';
import { runWarest, type Account, type Conditions } from '../support/warest';
import { TriggerHost } from '../support/trigger-host';

const current = useSandbox();
const closing: Array<{ close(): Promise<unknown> }> = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

interface Line {
	check: string;
	status: string;
	result: string;
	advice: string;
}

/** The report as a person reads it, by what was looked at. */
async function diagnose(account: Partial<Account> = {}, conditions: Conditions = {}) {
	const { items, error } = await runWarest(
		{ ...current.account, ...account },
		['server', 'diagnose'],
		{},
		conditions,
	);
	expect(error).toBeUndefined();
	const rows = items.map(({ json }) => json as unknown as Line);
	for (const row of rows) expect(Object.keys(row)).toEqual(['check', 'status', 'result', 'advice']);
	return new Map(rows.map((row) => [row.check, row]));
}

const published = async () => {
	const host = await TriggerHost.start(current.account, { events: ['message'] });
	closing.push(host);
	await host.activate();
	return { host, n8n: new URL(host.url).origin };
};

const config = async (webhookUrl: string) =>
	await runWarest(current.account, ['sessions', 'updateConfig'], {
		sessionId: { __rl: true, mode: 'id', value: 'shop' },
		options: { webhookUrl, webhookSecret: 'a-long-enough-secret' },
	});

it('names the version of the package', () => {
	expect(PACKAGE_VERSION).toBe(packageJson.version);
});

it('says that all is well where it is, sends nothing and changes nothing', async () => {
	const { n8n } = await published();
	const before = structuredClone(current.sandbox.control.connection('shop').webhook);
	current.sandbox.control.resetRequests();
	const rows = await diagnose({}, { n8n });
	const shop = ['WARest server', 'API key', 'Clocks', 'Versions', 'Limits', "Session 'shop'"];
	for (const check of [...shop, "Webhook of 'shop'", 'From WARest to n8n']) {
		expect(rows.get(check)).toMatchObject({ status: 'ok', advice: '' });
	}
	expect(rows.get('Limits')?.result).toMatch(/^\d+ of \d+ requests and \d+ of \d+ messages/);
	expect(rows.get('Versions')?.result).toContain('WARest 0.3.44; n8n-nodes-warest 0.1.0');
	expect(current.sandbox.control.connection('shop').webhook).toEqual(before);
	expect(current.sandbox.control.whatsappCalls).toEqual([]);
	expect(current.sandbox.requests.length).toBeLessThan(15);
});

it('says in one line that nobody answers, and what to do', async () => {
	const gone = await startSandbox();
	await gone.close();
	const rows = await diagnose({ baseUrl: gone.url });
	expect([...rows.keys()]).toEqual(['WARest server']);
	expect(rows.get('WARest server')).toMatchObject({
		status: 'problem',
		result: expect.stringContaining('Nothing answers at'),
		advice: expect.any(String),
	});
});

it('has what needs somebody first', async () => {
	current.sandbox.control.drop('shop', 'stopped');
	const statuses = [...(await diagnose()).values()].map(({ status }) => status);
	const order = ['problem', 'warning', 'unknown', 'ok'];
	expect(statuses[0]).toBe('problem');
	expect(statuses).toEqual(statuses.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
	expect(statuses.at(-1)).toBe('ok');
});

it('says that the key is wrong, without showing it', async () => {
	const rows = await diagnose({ apiKey: 'a-wrong-key-4711' });
	expect(rows.get('API key')).toMatchObject({
		status: 'problem',
		result: 'WARest does not accept the API key',
	});
	expect(JSON.stringify([...rows])).not.toContain('4711');
});

it('says what only an administrator gets to know', async () => {
	const rows = await diagnose({ apiKey: current.sandbox.otherApiKey });
	expect(rows.get('API key')?.status).toBe('ok');
	expect(rows.get('Versions')).toMatchObject({
		status: 'unknown',
		result: expect.stringContaining('only to an administrator'),
	});
});

it.each([
	[400, 'problem', /^The clock of WARest is 7 minutes ahead of that of n8n$/],
	[-30, 'warning', /^The clock of WARest is (29|30|31) seconds behind that of n8n$/],
])('says that the clocks are %i s apart', async (seconds, status, result) => {
	const timestamp = Math.round(Date.now() / 1000) + seconds;
	current.sandbox.control.fault({
		path: '/api/v1/server/ping',
		action: {
			kind: 'answer',
			status: 200,
			body: { status: true, code: 1000, message: 'Server is alive', results: [{ timestamp }] },
		},
	});
	expect((await diagnose()).get('Clocks')).toMatchObject({
		status,
		result: expect.stringMatching(result),
		advice: expect.any(String),
	});
});

it('says why a session does not work', async () => {
	current.sandbox.control.drop('shop', 'replaced');
	expect((await diagnose()).get("Session 'shop'")).toMatchObject({
		status: 'problem',
		result: expect.stringContaining('another program took over its connection'),
		advice: expect.stringContaining('Reconnect Session'),
	});
});

it('says who has the webhook instead, without the login in its address', async () => {
	await config('https://ann:s3cret@crm.example.com/hook?token=t0ken');
	const rows = await diagnose();
	expect(rows.get("Webhook of 'shop'")).toEqual({
		check: "Webhook of 'shop'",
		status: 'warning',
		result: 'Another program has it (https://crm.example.com/hook)',
		advice: expect.stringContaining('replace the webhook'),
	});
	expect(JSON.stringify([...rows])).not.toMatch(/s3cret|t0ken|a-long-enough/);
});

describe('whether WARest reaches this n8n', () => {
	it('is not known while nobody has published a trigger', async () => {
		expect(
			(await diagnose({}, { n8n: 'https://n8n.example.com' })).get('From WARest to n8n'),
		).toEqual({
			check: 'From WARest to n8n',
			status: 'unknown',
			result: expect.stringContaining('begin with https://n8n.example.com'),
			advice: expect.stringContaining('is published'),
		});
	});

	it('is said when it does not', async () => {
		const { host, n8n } = await published();
		await host.close();
		closing.length = 0;
		expect((await diagnose({}, { n8n })).get('From WARest to n8n')).toMatchObject({
			status: 'problem',
			result: expect.stringContaining('ECONNREFUSED'),
			advice: expect.stringContaining('WEBHOOK_URL'),
		});
	});
});

it('looks at ten webhooks at most, and says so', async () => {
	const account = { phone: '6281100000009', device: 3, name: 'One', lid: '900000000009' };
	for (let number = 0; number < 15; number++) {
		current.sandbox.control.addSession({ id: `more-${number}`, account });
	}
	const rows = await diagnose();
	const of = (start: string) => [...rows.keys()].filter((check) => check.startsWith(start));
	expect(of('Session ').length).toBeGreaterThan(15);
	expect(of('Webhook of')).toHaveLength(10);
	expect(rows.get('Other webhooks')?.result).toMatch(/^Looked at for 10 of \d+ sessions$/);
	expect(current.sandbox.requests.length).toBeLessThan(15);
});
