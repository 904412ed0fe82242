import { jsons } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runnerOf, type Conditions } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010004@s.whatsapp.net';
const THREE = 'First part.\n\nSecond part.\n\nThird part.';

const run = runnerOf(current, 'messages', { sessionId: byId('demo'), to: byId(JID) });
const send = async (
	message: string,
	options: object = {},
	more: object = {},
	conditions?: Conditions,
) => await run('sendLongText', { message, options, ...more }, conditions);
/** In messages so short that each paragraph gets its own. */
const paragraph = (text: string) => text.padEnd(40, '.');
const long = THREE.split('\n\n').map(paragraph).join('\n\n');
const inThree = { maxLength: 50 };
const sent = () => current.sandbox.control.sent;
const sends = () => reached(current.sandbox, /messages\/send/).map(({ body }) => body);

it('sends Markdown as one message in WhatsApp’s own marks if it fits', async () => {
	const { items, error } = await send(
		'# Your order\n\nIt is **ready**, _really_: ~~10~~ 9 `kg`\n\n* one\n* two\n\n```js\nlet a;\n```\n[Map](https://x.com/a)',
	);
	expect(error).toBeUndefined();
	expect(sent().map(({ text }) => text)).toEqual([
		'*Your order*\n\nIt is *ready*, _really_: ~10~ 9 `kg`\n\n- one\n- two\n\n```\nlet a;\n```\n\nMap (https://x.com/a)',
	]);
	expect(items[0].json).toMatchObject({ part: 1, parts: 1, toJid: JID, sent: true });
});

it('sends a longer text in parts, in their order, quoting with the first and typing before the others', async () => {
	const { items } = await send(long, { ...inThree, replyMessageId: 'MSG0030001' });
	expect(sent().map(({ text }) => text)).toEqual(long.split('\n\n'));
	expect(items.map(({ json }) => [json.part, json.parts, json.sent])).toEqual([
		[1, 3, true],
		[2, 3, true],
		[3, 3, true],
	]);
	expect(sends()).toEqual([
		expect.objectContaining({ replyMessageId: 'MSG0030001' }),
		expect.objectContaining({ presence: 'composing' }),
		expect.objectContaining({ presence: 'composing' }),
	]);
	expect(sends()[0]).not.toHaveProperty('presence');
	expect(sends()[1]).not.toHaveProperty('replyMessageId');
});

it('leaves WhatsApp’s own formatting as it is', async () => {
	await send('*bold* _it_ **no**', { format: 'whatsapp' });
	expect(sent()[0].text).toBe('*bold* _it_ **no**');
});

it('loses nothing that WARest would delete or rewrite', async () => {
	const { hints } = await send('if a < b and c > d :fire: `<div>`');
	expect(sent()[0].text).toBe('if a ＜ b and c > d :\u2060fire: `＜div>`');
	expect(hints).toEqual(['WARest deletes what stands between < and >, so < was sent as ＜.']);
});

it('refuses a text of which nothing is left, and sends nothing', async () => {
	const { error } = await send('```\n```');
	expect(error?.message).toMatch(/^'Message' has nothing in it but marks/);
	expect(sends()).toEqual([]);
});

describe('when one part may or may not have been sent', () => {
	const answerLost = () =>
		current.sandbox.control.fault({
			path: '/api/v1/messages/send',
			after: 1,
			action: { kind: 'cut-after' },
		});
	const third = () => sent().filter(({ text }) => text?.startsWith('Third'));

	it('stops there, and says of each part what became of it', async () => {
		answerLost();
		const outcome = await send(long, inThree);
		expect(outcome.error).toBeUndefined();
		expect(jsons(outcome).map(({ part, sent: was, message }) => [part, was, message])).toEqual([
			[1, true, undefined],
			[2, null, paragraph('Second part.')],
			[3, false, paragraph('Third part.')],
		]);
		expect(outcome.items[2].json.reason).toBe(
			`It was held back, because what comes before it (${JID}, part 2 of 3) may not have been sent. Nothing was sent.`,
		);
		expect(sends()).toHaveLength(2);
		expect(third()).toEqual([]);
	});

	it('goes on with the next recipient, to whom all parts go', async () => {
		answerLost();
		const outcome = await send(long, inThree, { to: byId([JID, OTHER]) });
		expect(jsons(outcome).map(({ toJid, sent: was }) => [toJid, was])).toEqual([
			[JID, true],
			[JID, null],
			[JID, false],
			[OTHER, true],
			[OTHER, true],
			[OTHER, true],
		]);
	});

	it('says so of the first part, too, and repeats nothing in another try', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/messages/send',
			action: { kind: 'cut-after' },
		});
		const { error } = await send(
			long,
			inThree,
			{},
			{
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
			},
		);
		expect(error?.description).toContain('WARest may have done it, or not');
		expect(error?.description).toContain(`${JID}, part 3 of 3: not sent`);
		expect(sends()).toHaveLength(1);
	});
});
