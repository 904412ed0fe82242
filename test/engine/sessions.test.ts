import { errorInstead } from '../faults/faults';
import { pass, startProxy } from '../faults/proxy';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { bytesOf } from '../support/engine';
import { byId, runnerOf, runWarest } from '../support/warest';
import { reached, useSandbox } from '../support/sandbox';

const current = useSandbox({ world: 'demo' });
const URL = 'https://n8n.example.com/webhook/1';
const SECRET = 'a-long-enough-secret';

const run = runnerOf(current, 'sessions');
const configure = async (options: object, sessionId = 'shop') =>
	await run('updateConfig', { sessionId: byId(sessionId), options });
const phone = () => current.sandbox.control.session('shop').owningPhone.phone;
const running = (id: string) => current.sandbox.control.session(id).runtime;
const configs = () => reached(current.sandbox, /POST .*\/config$/).map(({ body }) => body);

describe('Create Session', () => {
	it('gives the QR code as text and as a picture', async () => {
		const { items } = await run('createSession', { sessionId: 'fresh' });
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			sessionId: 'fresh',
			status: 'connecting',
			message: 'Scan the QR to continue',
			qrString: expect.stringMatching(/^2@/),
		});
		const { qr } = items[0].binary!;
		expect(qr).toMatchObject({
			fileName: 'fresh-qr.png',
			mimeType: 'image/png',
			fileType: 'image',
		});
		const png = await bytesOf(qr);
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([300, 300]);
	});

	it('says what to tap, how long the QR code lives, and how to know that it worked', async () => {
		const { hints } = await run('createSession', { sessionId: 'fresh' });
		expect(hints).toEqual([
			expect.stringMatching(/Linked devices, then Link a device.*20 seconds.*Wait Until Connected/),
		]);
		expect((await run('createSession', { sessionId: 'shop' })).hints).toEqual([]);
	});

	it('has no picture, and says so in its fields, when the session is open', async () => {
		const { items } = await run('createSession', { sessionId: 'shop' });
		expect(items[0].binary).toBeUndefined();
		expect(items[0].json).toMatchObject({ status: 'open', qr: null, qrString: null });
	});

	it('reports the state of a session that it cannot bring back', async () => {
		current.sandbox.control.drop('shop', 'replaced');
		const { items } = await run('createSession', { sessionId: 'shop' });
		expect(items[0].json).toMatchObject({ status: 'replaced', message: 'Session exists' });
	});

	it("restores a stopped session's webhook, which the server forgets", async () => {
		// Somebody must listen: the server tells the webhook of the logout, and erases one that fails.
		const receiver = await Receiver.start();
		await configure({ webhookUrl: receiver.url, webhookSecret: SECRET });
		await run('logout', { sessionId: byId('shop') });
		await run('createSession', { sessionId: 'shop' });
		await receiver.close();
		expect(running('shop')?.webhook).toEqual({ url: receiver.url, secret: SECRET });
	});

	it.each(['SHOP', 'Shop'])(
		'refuses %s, which would share the login of shop',
		async (sessionId) => {
			const { error } = await run('createSession', { sessionId });
			expect(error?.message).toBe(
				`Session '${sessionId}' would share its WhatsApp login with session 'shop'`,
			);
			expect(reached(current.sandbox, /create/)).toHaveLength(0);
		},
	);

	it.each(['={{ "" }}', 'a b', 'ü', 'x'.repeat(65), '..', 'a/b'])(
		'refuses the ID %p',
		async (sessionId) => {
			const { error } = await run('createSession', { sessionId });
			expect(error?.message).toMatch(/^'Session ID' is (not a session ID|empty)/);
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);
});

describe('Create Pair Code', () => {
	it('gives the code as text', async () => {
		const { items } = await run('createPairCode', {
			sessionId: 'fresh',
			phone: '+62 811-0000-0009',
		});
		expect(items[0].json).toMatchObject({
			sessionId: 'fresh',
			ownPhone: '+6281100000009',
			pairCode: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/),
			status: 'connecting',
		});
	});

	it('says that the session is open when there is nothing to pair', async () => {
		const { items } = await run('createPairCode', { sessionId: 'shop', phone: phone() });
		expect(items[0].json).toMatchObject({ pairCode: null, status: 'open' });
	});

	it('refuses a phone number that an expression does not give', async () => {
		const { error } = await run('createPairCode', { sessionId: 'fresh', phone: '={{ "" }}' });
		expect(error?.message).toBe("'Phone' is empty");
	});

	it('hints to try again while WhatsApp has given no code', async () => {
		current.sandbox.control.setBehaviour({ newcomerDial: 'silent' });
		const { items, hints } = await run('createPairCode', {
			sessionId: 'fresh',
			phone: '6281100000009',
		});
		expect(items[0].json).toMatchObject({ pairCode: null, status: 'connecting' });
		expect(hints).toEqual([expect.stringContaining('has not given a pair code yet')]);
	});

	it('refuses a number without its country', async () => {
		const { error } = await run('createPairCode', { sessionId: 'fresh', phone: '0811-0000-0009' });
		expect(error?.message).toContain("'Phone' starts with 0");
	});
});

it('List Sessions gives one item for each, with phone number and state', async () => {
	await run('createSession', { sessionId: 'fresh' });
	const { items } = await run('listSessions');
	expect(items.map(({ json }) => json)).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				id: 'shop',
				status: 'open',
				connected: true,
				ownPhone: `+${phone()}`,
				lastConn: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			}),
			expect.objectContaining({ id: 'fresh', connected: false, ownPhone: null, lastConn: null }),
		]),
	);
});

it('List Sessions gives nothing when there are none', async () => {
	const { items } = await runWarest({ ...current.account, apiKey: current.sandbox.otherApiKey }, [
		'sessions',
		'listSessions',
	]);
	expect(items.filter(({ json }) => json.id === 'shop')).toEqual([]);
});

it('List Devices gives the account of the session', async () => {
	const { items } = await run('devices', { sessionId: byId('shop'), options: { refresh: true } });
	expect(items[0].json).toMatchObject({ sessionId: 'shop', ownPhone: `+${phone()}` });
	expect(current.sandbox.requests[0].query).toEqual({ sessionId: 'shop', refresh: '1' });
});

it('Logout Session stops it', async () => {
	const { items } = await run('logout', { sessionId: byId('shop') });
	expect(items[0].json).toEqual({ sessionId: 'shop', steps: { runtime: true, creds: true } });
	expect(running('shop')).toBeNull();
});

it('Delete Session removes it', async () => {
	const { items } = await run('deleteSession', { sessionId: byId('shop') });
	expect(items[0].json).toMatchObject({ sessionId: 'shop', deleted: true });
	expect(() => current.sandbox.control.session('shop')).toThrow();
});

it.each(['logout', 'deleteSession'])(
	'%s refuses to log another session out with it',
	async (operation) => {
		const account = { phone: '6281100000009', device: 3, name: 'Twin', lid: '900000000009' };
		for (const id of ['My.Shop', 'my-shop']) current.sandbox.control.addSession({ id, account });
		const { error } = await run(operation, { sessionId: byId('my-shop') });
		expect(error?.message).toContain("shares its WhatsApp login with session 'My.Shop'");
	},
);

it('says so when the session belongs to another user', async () => {
	const { error } = await runWarest(
		{ ...current.account, apiKey: current.sandbox.otherApiKey },
		['sessions', 'logout'],
		{ sessionId: byId('shop') },
	);
	expect(error).toMatchObject({
		message: 'This API key may not use the session',
		description: expect.stringContaining('another user'),
		httpCode: '403',
	});
});

describe('Reconnect Session', () => {
	it('keeps the webhook', async () => {
		await configure({ webhookUrl: URL, webhookSecret: SECRET });
		const { items } = await run('reconnect', { sessionId: byId('shop') });
		expect(items[0].json).toEqual({
			sessionId: 'shop',
			success: true,
			message: 'Reconnect scheduled',
		});
		expect(running('shop')?.webhook).toEqual({ url: URL, secret: SECRET });
	});

	it.each([
		['Reconnect Session', 'reconnect', { sessionId: byId('shop') }],
		['Create Session', 'createSession', { sessionId: 'shop' }],
	])("%s keeps it across n8n's Retry On Fail", async (_name, operation, parameters) => {
		const receiver = await Receiver.start();
		await configure({ webhookUrl: receiver.url, webhookSecret: SECRET });
		if (operation === 'createSession') await run('logout', { sessionId: byId('shop') });
		let left = 1;
		const proxy = await startProxy(current.sandbox.url, async (exchange) => {
			const fails = (await exchange.body()).includes('webhookUrl') && left-- > 0;
			await (fails ? errorInstead(500, 'Broken') : pass)(exchange);
		});
		const { error, items } = await runWarest(
			{ ...current.account, baseUrl: proxy.url },
			['sessions', operation],
			parameters,
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		await proxy.close();
		await receiver.close();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(running('shop')?.webhook).toEqual({ url: receiver.url, secret: SECRET });
	});

	it('says so when the webhook could not be restored', async () => {
		await configure({ webhookUrl: URL, webhookSecret: SECRET });
		const proxy = await startProxy(current.sandbox.url, async (exchange) => {
			const fails = (await exchange.body()).includes('webhookUrl');
			await (fails ? errorInstead(500, 'Broken') : pass)(exchange);
		});
		const { error } = await runWarest(
			{ ...current.account, baseUrl: proxy.url },
			['sessions', 'reconnect'],
			{ sessionId: byId('shop') },
		);
		await proxy.close();
		expect(error?.message).toMatch(
			/^Session 'shop' was started, but its webhook couldn't be restored/,
		);
		expect(error?.description).toContain(`No events are delivered to ${URL}`);
		expect(error?.description).toContain('Part of it was done');
	});

	it('names a session that does not exist', async () => {
		const { error } = await run('reconnect', { sessionId: byId('nosuch') });
		expect(error?.message).toBe("Session 'nosuch' does not exist");
	});
});

describe('Update Session Config', () => {
	it('reads the webhook when nothing is to be set', async () => {
		const { items } = await configure({});
		expect(items[0].json).toMatchObject({ sessionId: 'shop', webhookUrl: '' });
		expect(running('shop')?.webhook.url).toBe('');
	});

	it('keeps the secret when only the URL changes', async () => {
		await configure({ webhookUrl: URL, webhookSecret: SECRET });
		const { items } = await configure({ webhookUrl: `${URL}2` });
		expect(items[0].json).toMatchObject({ webhookUrl: `${URL}2`, webhookSecretIsSet: true });
		expect(running('shop')?.webhook).toEqual({ url: `${URL}2`, secret: SECRET });
	});

	it('gives away neither the secret nor a login in the URL', async () => {
		await configure({ webhookUrl: URL.replace('://', '://ann:s3cret@'), webhookSecret: SECRET });
		for (const outcome of [
			await configure({}),
			await run('createSession', { sessionId: 'shop' }),
			await run('createPairCode', { sessionId: 'shop', phone: '6281200010000' }),
			await run('listSessions', {}),
			await run('reconnect', { sessionId: byId('shop') }),
		]) {
			expect(outcome.error).toBeUndefined();
			expect(JSON.stringify(outcome.items)).not.toMatch(new RegExp(`${SECRET}|s3cret|ann`));
		}
		const { items } = await configure({});
		expect(items[0].json).toMatchObject({ webhookUrl: URL, webhookSecretIsSet: true });
		expect(running('shop')?.webhook.secret).toBe(SECRET);
	});

	it('switches the webhook off for good', async () => {
		await configure({ webhookUrl: URL, webhookSecret: SECRET });
		await configure({ webhookUrl: '' });
		expect(configs().at(-1)).toEqual({ webhookUrl: '', webhookSecret: 'off' });
		const { webhook } = current.sandbox.control.session('shop');
		expect(webhook.stored.secret.length).toBeLessThan(6);
	});

	it.each([
		[{ webhookUrl: 'not a url' }, "'Webhook URL' is not one web address"],
		[{ webhookUrl: 'https://a.example,https://b.example' }, "'Webhook URL' is not one web address"],
		[{ webhookUrl: 'ftp://a.example' }, "'Webhook URL' is not one web address"],
		[{ webhookSecret: '12345' }, "'Webhook Secret' is too short"],
	])('refuses %p', async (options, message) => {
		const { error } = await configure(options);
		expect(error?.message).toContain(message);
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it('saves nothing, and says why, when the URL does not pass the test', async () => {
		const { url } = current.sandbox;
		const { error } = await configure({ webhookUrl: `${url}/nothing-here`, preflight: true });
		expect(error).toMatchObject({
			message: "The 'Webhook URL' did not pass the test, so nothing was saved",
			description: expect.stringContaining('It answered with status 404'),
		});
		expect(running('shop')?.webhook.url).toBe('');
	});

	it('says so when the URL does not answer at all', async () => {
		const { error } = await configure({ webhookUrl: 'http://127.0.0.1:9/hook', preflight: true });
		expect(error?.description).toMatch(/2xx status within 5 seconds\. .*ECONNREFUSED/);
	});

	it('gives a URL the secret that the server makes when there is none yet', async () => {
		const { items } = await configure({ webhookUrl: URL });
		expect(items[0].json).toMatchObject({ webhookSecretIsSet: true });
		expect(String(running('shop')?.webhook.secret).length).toBeGreaterThanOrEqual(6);
	});

	it('names a session that does not exist', async () => {
		const { error } = await configure({ webhookSecret: SECRET }, 'nosuch');
		expect(error?.message).toBe("Session 'nosuch' does not exist");
	});
});
