import { byId, runWarest, type Account, type Conditions } from '../support/warest';
import { reached, useSandbox } from '../support/sandbox';

const current = useSandbox({ world: 'recorded' });
const CHAT = '6281200010003@s.whatsapp.net';
const PIN = '/api/v1/chats/';

const pin = async (
	{ sessionId = 'demo', ...account }: Partial<Account> & { sessionId?: string } = {},
	conditions: Conditions = {},
) =>
	await runWarest(
		{ ...current.account, ...account },
		['chats', 'pinChat'],
		{ sessionId: byId(sessionId), chatId: byId(CHAT), pin: true, options: { allowUnknown: true } },
		conditions,
	);

describe('a session that cannot be used', () => {
	it('does not exist', async () => {
		const { error } = await pin({ sessionId: 'nosuch' });
		expect(error).toMatchObject({
			message: "Session 'nosuch' does not exist",
			description: expect.stringContaining('HTTP 404, code 1101'),
			httpCode: '404',
		});
	});

	it('is described as far as known when the sessions cannot be listed', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/session/list',
			action: { kind: 'answer', status: 500, body: { error: 'broken' } },
		});
		const { error } = await pin({ sessionId: 'nosuch' });
		expect(error).toMatchObject({ message: 'The session does not exist', httpCode: '404' });
	});

	it.each([
		['reconnecting', 'lost its connection to WhatsApp and is reconnecting'],
		['replaced', 'was replaced: another program took over its connection'],
		['stopped', 'is logged out or stopped'],
	] as const)('is %s', async (status, words) => {
		current.sandbox.control.drop('demo', status);
		const { error } = await pin();
		expect(error?.message).toBe(`Session 'demo' ${words}`);
	});

	it('waits for its QR code', async () => {
		const account = { phone: '6281100000009', device: 3, name: 'Fresh', lid: '900000000009' };
		current.sandbox.control.addSession({ id: 'fresh', account, dial: 'qr' });
		await runWarest(current.account, ['sessions', 'createSession'], { sessionId: 'fresh' });
		const { error } = await pin({ sessionId: 'fresh' });
		expect(error).toMatchObject({
			message: "Session 'fresh' waits for its QR code to be scanned",
			description: expect.stringContaining('Sessions → Create Session'),
		});
	});
});

describe('an API key', () => {
	it('that is wrong is sent once, and never shown', async () => {
		const { error, run } = await pin({ apiKey: 'no-such-key-7f3a' });
		expect(error).toMatchObject({
			message: 'WARest does not accept the API key',
			description: expect.stringContaining("'API Key'"),
			httpCode: '401',
		});
		expect(current.sandbox.requests).toHaveLength(1);
		expect(JSON.stringify([run, error, error?.description, error?.context])).not.toContain('7f3a');
	});

	it('that the server repeats in its answer is not shown either', async () => {
		const apiKey = current.account.apiKey;
		current.sandbox.control.fault({
			path: PIN,
			action: { kind: 'answer', status: 400, body: { error: `Bad key ${apiKey}` } },
		});
		const { error, run } = await pin();
		expect(error?.description).toContain('Bad key ***');
		expect(JSON.stringify(run.data.resultData)).not.toContain(apiKey);
	});
});

describe('a server', () => {
	it('that is down', async () => {
		const { url } = current.sandbox;
		await current.sandbox.close();
		const { error } = await pin({ baseUrl: url });
		expect(error).toMatchObject({
			message: `Nothing answers at ${url}`,
			description: expect.stringMatching(/Check that WARest runs.*\(ECONNREFUSED\)/),
		});
	});

	it('whose name is unknown', async () => {
		const { error } = await pin({ baseUrl: 'http://warest.invalid' });
		expect(error?.message).toBe('The address http://warest.invalid is unknown on this network');
	});

	it.each(['cut-before', 'cut-after', 'cut-midway'] as const)(
		'that cuts the connection (%s) may have done it, and is asked once',
		async (kind) => {
			current.sandbox.control.fault({ path: PIN, action: { kind } });
			const { error } = await pin();
			expect(error?.message).toContain('The connection to WARest');
			expect(error?.description).toContain('WARest may have done it, or not');
			expect(reached(current.sandbox, /\/pin$/)).toHaveLength(1);
		},
	);

	it.each([
		['a web page', { status: 200, html: '<html>Welcome</html>' }, /does not answer like WARest/],
		['JSON of another kind', { status: 200, body: { ok: true } }, /does not answer like WARest/],
		[
			'a page of its proxy',
			{ status: 502, html: '<html>Bad Gateway</html>' },
			/not reachable behind its proxy/,
		],
		[
			'"not found" as a page',
			{ status: 404, html: '<html>No</html>' },
			/does not know this request/,
		],
		[
			'failure inside success',
			{ status: 200, body: { status: false, code: 8000, message: 'No', results: null } },
			/^No$/,
		],
	])('that answers with %s', async (_what, answer, message) => {
		current.sandbox.control.fault({ path: PIN, action: { kind: 'answer', ...answer } });
		const { error } = await pin();
		expect(error?.message).toMatch(message);
		expect(error?.name).toBe('NodeApiError');
	});

	it('that redirects elsewhere does not make the API key follow', async () => {
		current.sandbox.control.fault({
			path: PIN,
			action: {
				kind: 'answer',
				status: 302,
				headers: { location: `${current.sandbox.url}/api/stolen` },
			},
		});
		const { error } = await pin();
		expect(error).toMatchObject({
			message: expect.stringContaining('redirects to another address'),
			description: expect.stringContaining('/api/stolen'),
		});
		expect(reached(current.sandbox, /stolen/)).toHaveLength(0);
	});
});

it('names what an unfinished credential lacks', async () => {
	const nothing = await runWarest({} as Account, ['sessions', 'listSessions']);
	expect(nothing.error?.message).toBe("The 'Base URL' of the WARest credential is empty");
	const { baseUrl } = current.account;
	const noKey = await runWarest({ baseUrl, apiKey: '' }, ['sessions', 'listSessions']);
	expect(noKey.error?.message).toBe('WARest does not accept the API key');
});

it('names a default country code that cannot be one', async () => {
	const { error } = await pin({ defaultCountryCode: 'Indonesia' });
	expect(error?.message).toBe(
		"The 'Default Country Code' of the WARest credential is not a country code",
	);
});

it('names an address that cannot be one', async () => {
	const { error } = await pin({ baseUrl: 'localhost:7308' });
	expect(error).toMatchObject({
		message: "The 'Base URL' of the WARest credential does not start with http:// or https://",
		description: expect.stringContaining('http://localhost:7308'),
	});
});

it.each([
	['chats', 'teleportChat'],
	['calls', 'startCall'],
	['constructor', 'name'],
])('names resource and operation of a newer version: %s %s', async (resource, operation) => {
	const { error } = await runWarest(current.account, [resource, operation]);
	expect(error?.message).toContain(`'${operation}' of resource '${resource}'`);
	expect(error?.description).toContain('newer version');
});

it("shows a server's text as text, not as a page", async () => {
	current.sandbox.control.fault({
		path: PIN,
		action: { kind: 'answer', status: 400, body: { error: '<img src=x>' } },
	});
	const { error } = await pin();
	expect(error?.description).toContain('&lt;img src=x&gt;');
});

it('names the item whose expression fails', async () => {
	const items = [{ json: { chat: CHAT } }, { json: {} }];
	const { error } = await runWarest(
		current.account,
		['chats', 'pinChat'],
		{ sessionId: byId('demo'), chatId: byId('={{ $json.chat.split("@")[0] }}'), pin: true },
		{ items },
	);
	expect(error?.name).toMatch(/Error$/);
	expect(error?.context?.itemIndex).toBe(1);
});

it('stops between two items when the execution is cancelled', async () => {
	const { sandbox } = current;
	const items = Array.from({ length: 50 }, () => ({ json: {} }));
	const cancel = new AbortController();
	const running = runWarest(
		current.account,
		['chats', 'pinChat'],
		{ sessionId: byId('demo'), chatId: byId(CHAT), pin: true },
		{ items, cancel: cancel.signal },
	);
	while (reached(sandbox, /\/pin$/).length < 3) await new Promise(setImmediate);
	cancel.abort();
	await running;
	expect(reached(sandbox, /\/pin$/).length).toBeLessThan(10);
});
