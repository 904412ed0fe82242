import { bytesOf } from '../support/engine';
import { fakeTimeOfDay } from '../support/fake-time';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'demo' });
const run = runnerOf(current, 'sessions', { sessionId: byId('fresh') });
const wait = async (parameters: object = {}, conditions = {}) =>
	await run('waitUntilConnected', parameters, conditions);
const asked = () => reached(current.sandbox, /session\/list$/).length;

/** Does something once the node has asked for the first time. */
async function whileItWaits(act: () => void) {
	const before = asked();
	for (let tries = 0; asked() === before && tries < 500; tries++) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	act();
}

beforeEach(async () => {
	await run('createSession', { sessionId: 'fresh' });
});

it('goes on once the QR code is scanned', async () => {
	const waiting = wait();
	await whileItWaits(() => current.sandbox.control.scan('fresh'));
	const { items, error } = await waiting;
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			sessionId: 'fresh',
			connected: true,
			state: "Session 'fresh' is connected",
			connectedSince: expect.stringMatching(/Z$/),
			ownPhone: expect.stringMatching(/^\+\d+$/),
		}),
	]);
});

it('takes the session that Create Session gives, without anything to choose', async () => {
	current.sandbox.control.scan('fresh');
	const { items } = await run(
		'waitUntilConnected',
		{ sessionId: undefined },
		{ items: [{ json: { sessionId: 'fresh' } }] },
	);
	expect(items[0].json).toMatchObject({ sessionId: 'fresh', connected: true });
});

it('says what is missing when the time is up', async () => {
	const { error } = await wait({ waitSeconds: 1 });
	expect(error).toMatchObject({
		message:
			"Session 'fresh' waits for its QR code to be scanned, and was not connected within 1 s",
		description: expect.stringContaining('Create Session'),
	});
});

it('or goes on with the newest QR code, and what to tap', async () => {
	current.sandbox.control.setBehaviour({ rotatesQr: true });
	const [first] = (await run('createSession', { sessionId: 'fresh' })).items;
	await current.sandbox.clock.advance(30_000);
	const { items } = await wait({ waitSeconds: 1, whenTimeIsUp: 'qr' });
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({
		sessionId: 'fresh',
		connected: false,
		advice: expect.stringContaining('tap Linked devices, then Link a device'),
	});
	const [before, after] = await Promise.all(
		[first, items[0]].map((item) => bytesOf(item.binary!.qr)),
	);
	expect(after.subarray(1, 4).toString()).toBe('PNG');
	expect(after.equals(before)).toBe(false);
	// Whoever has this text can log in.
	expect(JSON.stringify(items[0].json)).not.toContain('2@');
});

it.each([
	['stopped', "Session 'fresh' is logged out or stopped"],
	['replaced', "Session 'fresh' was replaced: another program took over its connection"],
] as const)('does not wait for a session that is %s', async (status, message) => {
	current.sandbox.control.drop('fresh', status);
	const { error } = await wait();
	expect(error?.message).toBe(message);
	expect(asked()).toBeLessThan(4);
});

it('stops at once when the execution is cancelled', async () => {
	const cancel = new AbortController();
	const start = Date.now();
	const waiting = wait({}, { cancel: cancel.signal });
	await whileItWaits(() => cancel.abort());
	expect((await waiting).items).toEqual([]);
	expect(Date.now() - start).toBeLessThan(2000);
	expect(asked()).toBeLessThan(4);
});

it('several items share what they ask', async () => {
	const before = asked();
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	await wait({ waitSeconds: 1 }, { items, settings: { onError: 'continueRegularOutput' } });
	expect(asked() - before).toBeLessThan(5);
});

describe('as the tool of an AI agent', () => {
	beforeEach(() => fakeTimeOfDay({ advanceTimers: true }));
	afterEach(() => jest.useRealTimers());

	const waitAsTool = async (parameters: object) => {
		const waiting = wait({ waitSeconds: 600, ...parameters }, { asTool: true });
		await whileItWaits(() => jest.setSystemTime(Date.now() + 31_000));
		return (await waiting).toModel;
	};

	it('it keeps nobody waiting for longer than 30 s', async () => {
		const [{ error }] = await waitAsTool({});
		expect(error).toContain('was not connected within 30 s');
	});

	it('it gives no QR code away', async () => {
		const given = await waitAsTool({ whenTimeIsUp: 'qr' });
		expect(given).toEqual([expect.objectContaining({ connected: false })]);
		expect(reached(current.sandbox, /session\/create$/)).toHaveLength(1);
	});
});
