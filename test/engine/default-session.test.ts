import { reached, useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const BUDI = byId('6281200010003@s.whatsapp.net');
const SECOND = { phone: '6281100000009', device: 3, name: 'Second', lid: '900000000009' };

/** Sends a text with the node's 'Session' as it is when nobody has touched it, or as given. */
const send = async (parameters: object = {}, defaultSession = '') =>
	await runWarest({ ...current.account, defaultSession }, ['messages', 'sendText'], {
		to: BUDI,
		message: 'hello',
		...parameters,
	});

const sentFrom = () =>
	reached(current.sandbox, /messages\/send\/text$/).map(
		({ body }) => (body as { sessionId: string }).sessionId,
	);

const addSecond = (isConnected: boolean) => {
	current.sandbox.control.addSession({ id: 'second', account: SECOND, dial: 'qr' });
	if (isConnected) current.sandbox.control.scan('second');
	else current.sandbox.control.drop('second', 'stopped');
};

describe("with 'Session' left empty", () => {
	it('the only connected session sends', async () => {
		addSecond(false);
		const { error } = await send();
		expect(error).toBeUndefined();
		expect(sentFrom()).toEqual(['demo']);
	});

	it('nothing is sent if several are connected, which are named', async () => {
		addSecond(true);
		const { error } = await send();
		expect(error).toMatchObject({
			message: "'Session' is empty, and 2 sessions are connected",
			description: expect.stringContaining("'demo', 'second'"),
		});
		expect(sentFrom()).toEqual([]);
	});

	it('the default session of the credential sends, also if it is not the only one', async () => {
		addSecond(true);
		expect((await send({}, ' second ')).error).toBeUndefined();
		expect(sentFrom()).toEqual(['second']);
	});

	it('nothing else sends if the default session is not connected', async () => {
		addSecond(false);
		const { error } = await send({}, 'second');
		expect(error?.message).toBe("Session 'second' is logged out or stopped");
	});

	it('the only session says why it is not connected', async () => {
		current.sandbox.control.drop('demo', 'replaced');
		expect((await send()).error?.message).toContain("Session 'demo' was replaced");
	});

	it('nothing is sent if none of several is connected', async () => {
		addSecond(false);
		current.sandbox.control.drop('demo', 'stopped');
		const { error } = await send();
		expect(error?.message).toBe("'Session' is empty, and no session is connected");
	});

	it('one item more or less is sent by the same session, asked for once', async () => {
		const items = [1, 2, 3].map((value) => ({ json: { value } }));
		const { error } = await runWarest(
			current.account,
			['profile', 'getProfileInfo'],
			{},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(reached(current.sandbox, /session\/list$/)).toHaveLength(1);
	});
});

it.each(['={{ $json.missing }}', '={{ "" }}', '={{ null }}'])(
	'the expression %p that gives no session sends nothing from another one',
	async (expression) => {
		const { error } = await send({ sessionId: byId(expression) }, 'demo');
		expect(error?.message).toBe("'Session' is empty");
		expect(sentFrom()).toEqual([]);
	},
);

it.each(['logout', 'deleteSession'])('%s takes no session that nobody has named', async (name) => {
	const account = { ...current.account, defaultSession: 'demo' };
	await expect(runWarest(account, ['sessions', name])).rejects.toThrow('has issues');
	expect(current.sandbox.requests).toHaveLength(0);
	expect(current.sandbox.control.session('demo').runtime?.status).toBe('open');
});

it('refuses a default session that can be none', async () => {
	const { error } = await send({}, 'my shop');
	expect(error?.message).toBe("The 'Default Session' of the WARest credential is not a session ID");
});

it('a look-up through any session goes through the default one', async () => {
	addSecond(true);
	const account = { ...current.account, defaultSession: 'second' };
	await runWarest(account, ['misc', 'validateJid'], { jid: '6281200010003@s.whatsapp.net' });
	const [request] = reached(current.sandbox, /misc\/whatsapp/);
	expect({ ...request.query, ...(request.body as object) }).toMatchObject({ sessionId: 'second' });
});
