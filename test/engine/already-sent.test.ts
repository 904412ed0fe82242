import { jsons } from '../support/engine';
import { success, useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';
/** By WARest's clock: that of the recorded world stands a few days back. */
const HOURS = 24;
const run = runnerOf(current, 'messages', { sessionId: byId('demo'), to: byId(JID) });
const sent = () => current.sandbox.control.sent;
const binary = () => ({ items: [{ json: {}, binary: current.binary }] });

it.each([
	['sendText', { message: ' hello <b>you</b> <x> :fire: [https://x.com] ' }, {}],
	[
		'sendMedia',
		{ source: 'binary', binaryPropertyName: 'data' },
		{ caption: 'A :star: <i>dot</i>' },
	],
	['sendDocument', { source: 'binary', binaryPropertyName: 'data' }, { filename: 'my dot.png' }],
	[
		'sendPoll',
		{ question: 'When?', pollOptions: { option: [{ value: 'Mon' }, { value: 'Tue' }] } },
		{},
	],
])('%s sends the same only once', async (operation, asked, more) => {
	const parameters = { ...asked, options: { ...more, skipIfSent: HOURS } };
	const first = await run(operation, parameters, binary());
	expect(first.error).toBeUndefined();
	const again = await run(operation, parameters, binary());
	expect(again.error).toBeUndefined();
	expect(again.items[0].json).toMatchObject({ toJid: JID, sent: true, skipped: true });
	const [{ json: made }] = first.items;
	const { sessionId, chatId, to, messageId } = made;
	expect(again.items[0].json).toMatchObject({ sessionId, chatId, to, messageId });
	expect(sent()).toHaveLength(1);
});

it('sends another text, and the same one to somebody else', async () => {
	const options = { skipIfSent: HOURS };
	await run('sendText', { message: 'Ready', options });
	await run('sendText', { message: 'Ready?', options, to: byId([JID, '6281200010004']) });
	expect(sent()).toHaveLength(3);
});

it.each([
	['sendMedia', { options: { skipIfSent: HOURS } }, 'it has no caption'],
	[
		'sendDocument',
		{ options: { skipIfSent: HOURS, caption: 'x' } },
		'WARest does not record files',
	],
])('%s stops where the record can’t tell', async (operation, more, why) => {
	const file = { source: 'binary', binaryPropertyName: 'data' };
	const { error } = await run(operation, { ...file, ...more }, binary());
	expect(error?.message).toContain(`Whether it was sent already can't be known: ${why}`);
	expect(sent()).toEqual([]);
});

it('stops where WARest does not say what time it is', async () => {
	current.sandbox.control.fault({
		path: '/api/v1/server/ping',
		action: success([{ ping: 'pong' }]),
	});
	const { error } = await run('sendText', { message: 'x', options: { skipIfSent: HOURS } });
	expect(error?.message).toMatch(/can't be known: WARest did not say what time it is$/);
	expect(sent()).toEqual([]);
});

it('sends nothing again that may have been sent just now', async () => {
	current.sandbox.control.setBehaviour({ storeMs: 800 });
	current.sandbox.control.fault({ path: '/api/v1/messages', action: { kind: 'cut-after' } });
	const outcome = await run(
		'sendText',
		{ message: 'Ready', options: { skipIfSent: HOURS } },
		{ items: [{ json: {} }, { json: {} }], settings: { onError: 'continueRegularOutput' } },
	);
	expect(jsons(outcome)).toMatchObject([
		{ error: expect.anything() as unknown },
		{ skipped: true },
	]);
	expect(sent()).toHaveLength(1);
});

it('says once that nothing was sent where it cannot be known, also of one of several items', async () => {
	const { error } = await run(
		'sendText',
		{
			to: byId('120363000000000009@newsletter'),
			message: 'News',
			options: { skipIfSent: HOURS },
		},
		{ items: [{ json: {} }, { json: {} }] },
	);
	expect(error?.description?.match(/Nothing was sent/g)).toHaveLength(1);
	expect(sent()).toEqual([]);
});

it('goes on after a crash in the middle of a broadcast: nobody twice, nobody left out', async () => {
	const numbers = Array.from({ length: 200 }, (_, index) => String(6281200010000 + index));
	const items = numbers.map((to) => ({ json: { to } }));
	const broadcast = async (cancel?: AbortSignal) =>
		await run(
			'sendText',
			{
				to: byId('={{ $json.to }}'),
				message: 'We are open again',
				options: { skipIfSent: HOURS },
				pace: { pause: 0.005, parallel: 20 },
			},
			{ items, cancel },
		);
	const crash = new AbortController();
	const killed = broadcast(crash.signal);
	const watch = setInterval(() => sent().length >= 80 && crash.abort(), 5);
	await killed;
	clearInterval(watch);
	expect(sent().length).toBeGreaterThanOrEqual(80);
	expect(sent().length).toBeLessThan(200);
	const outcome = await broadcast();
	expect(outcome.error).toBeUndefined();
	expect(jsons(outcome).filter(({ sent: was }) => was !== true)).toEqual([]);
	expect(
		sent()
			.map(({ jid }) => jid.split('@')[0])
			.sort(),
	).toEqual(numbers);
});
