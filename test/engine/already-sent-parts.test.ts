import type { IBinaryData } from 'n8n-workflow';
import { heldBinary, jsons } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010004@s.whatsapp.net';
/** By WARest's clock: that of the recorded world stands a few days back. */
const HOURS = 24;
const messages = runnerOf(current, 'messages');
const run = runnerOf(current, 'messages', { sessionId: byId('demo'), to: byId(JID) });
const sentTo = (chat: string) => current.sandbox.control.sent.filter(({ jid }) => jid === chat);
const sent = () => sentTo(JID);
const sends = () => reached(current.sandbox, /messages\/send/).map(({ body }) => body);
const recordsRead = () => reached(current.sandbox, /chats\/.*\/messages/);

describe('a long text', () => {
	/** In messages so short that each paragraph gets its own. */
	const inParts = { maxLength: 50 };
	const part = (text: string) => text.padEnd(40, '.');
	const SAME = part('To be continued');
	const ODD = part('1 < 2, 3 > 2 :fire: <x> 🎉');
	const REWRITTEN = '1 ＜ 2, 3 > 2 :\u2060fire: ＜x> 🎉'.padEnd(41, '.');
	const textOf = (...parts: string[]) => parts.map(part).join('\n\n');

	const send = async (items: Array<[to: string, text: string]>, options: object = {}) =>
		await run(
			'sendLongText',
			{
				to: byId('={{ $json.to }}'),
				message: '={{ $json.text }}',
				options: { ...inParts, ...options },
			},
			{ items: items.map(([to, text]) => ({ json: { to, text } })) },
		);
	const again = { skipIfSent: HOURS, replyMessageId: 'MSG0030001' };

	it('goes on where it stopped: no part twice, none left out, also of those that say the same', async () => {
		await send([[JID, textOf(SAME, ODD)]]);
		const before = sends().length;
		const whole = textOf(SAME, ODD, SAME, 'The end');
		const outcome = await send([[JID, whole]], again);
		expect(outcome.error).toBeUndefined();
		expect(sent().map(({ text }) => text)).toEqual([SAME, REWRITTEN, SAME, part('The end')]);
		expect(jsons(outcome)).toMatchObject([
			{ part: 1, parts: 4, toJid: JID, sent: true, skipped: true },
			{ part: 2, parts: 4, toJid: JID, sent: true, skipped: true },
			{ part: 3, parts: 4, toJid: JID, sent: true },
			{ part: 4, parts: 4, toJid: JID, sent: true },
		]);
		expect(jsons(outcome).filter((each) => 'skipped' in each)).toHaveLength(2);
		const shown = { presence: 'composing' };
		expect(sends().slice(before)).toMatchObject([shown, shown]);
		expect(sends().some((body) => 'replyMessageId' in Object(body))).toBe(false);

		const third = await send([[JID, whole]], again);
		expect(jsons(third).map(({ skipped }) => skipped)).toEqual([true, true, true, true]);
		expect(sent()).toHaveLength(4);
	});

	it('after a part that was never sent, is sent to its end whatever else the chat has', async () => {
		await send([[OTHER, SAME]]);
		const outcome = await send([[OTHER, textOf('Another text', SAME, 'The end')]], again);
		expect(outcome.error).toBeUndefined();
		expect(sentTo(OTHER).map(({ text }) => text)).toEqual([
			SAME,
			part('Another text'),
			SAME,
			part('The end'),
		]);
		expect(recordsRead()).toHaveLength(1);
	});
});

describe('files', () => {
	const pdf = (name: string, text = name) =>
		heldBinary(Buffer.from(`%PDF ${text}`), name, 'application/pdf');
	const fileFrom = (field: string, more: object = {}) => ({
		source: 'binary',
		binaryPropertyName: field,
		...more,
	});
	const send = async (binary: Record<string, IBinaryData>, file?: object[], options?: object) =>
		await run(
			'sendFiles',
			{
				files: { file: file ?? Object.keys(binary).map((field) => fileFrom(field)) },
				options: { skipIfSent: HOURS, ...options },
			},
			{ items: [{ json: {}, binary }] },
		);
	const contents = () => sent().map(({ file }) => [file?.name, file?.size]);

	it('go on where they stopped: none twice, none left out, also of those with the same name', async () => {
		const binary = { a: pdf('same.pdf'), b: pdf('b.pdf'), c: pdf('same.pdf', 'longer text') };
		await run(
			'sendDocument',
			{ ...fileFrom('a') },
			{ items: [{ json: {}, binary: { a: binary.a } }] },
		);
		const outcome = await send(binary);
		expect(outcome.error).toBeUndefined();
		expect(contents()).toEqual([
			['same.pdf', 13],
			['b.pdf', 10],
			['same.pdf', 16],
		]);
		expect(jsons(outcome).map(({ fileName, skipped }) => [fileName, skipped])).toEqual([
			['same.pdf', true],
			['b.pdf', undefined],
			['same.pdf', undefined],
		]);
	});

	it('of the same name are held back while it is open whether the first was sent', async () => {
		const binary = { a: pdf('same.pdf'), b: pdf('b.pdf'), c: pdf('same.pdf', 'longer text') };
		current.sandbox.control.fault({
			path: '/api/v1/messages/send',
			action: { kind: 'cut-after' },
		});
		const first = await send(binary);
		expect(jsons(first).map((each) => [each.fileName, each.sent])).toEqual([
			['same.pdf', null],
			['b.pdf', true],
			['same.pdf', false],
		]);
		const second = await send(binary);
		expect(jsons(second).map(({ skipped }) => skipped)).toEqual([true, true, undefined]);
		expect(contents()).toEqual([
			['same.pdf', 13],
			['b.pdf', 10],
			['same.pdf', 16],
		]);
	});

	it.each([
		['one with a caption', [fileFrom('a'), fileFrom('b', { caption: 'x' })], {}, 'WARest does not'],
		['a caption for all', undefined, { caption: 'x' }, 'WARest does not record files'],
		[
			'one without a name',
			[fileFrom('a'), { source: 'url', url: 'https://example.com/' }],
			{},
			'its name is not known',
		],
	])('with %s are refused before any is sent', async (_what, file, options, why) => {
		const { error } = await send({ a: pdf('a.pdf'), b: pdf('b.pdf') }, file, options);
		expect(error?.message).toContain(`Whether it was sent already can't be known: ${why}`);
		expect(sends()).toEqual([]);
	});
});

describe('a reply', () => {
	const reply = async (messageId: string, options: object = {}) => {
		const json = { sessionId: 'demo', chatId: JID, messageId };
		const parameters = { message: 'It is ready', options: { skipIfSent: HOURS, ...options } };
		const outcome = await messages('reply', parameters, { items: [{ json }] });
		expect(outcome.error).toBeUndefined();
		return jsons(outcome)[0].skipped ?? false;
	};

	it('is sent once to each message', async () => {
		expect([await reply('MSG0030001'), await reply('MSG0030001')]).toEqual([false, true]);
		expect([await reply('MSG0030002'), await reply('MSG0030002')]).toEqual([false, true]);
		expect(sent().map(({ quotedId }) => quotedId)).toEqual(['MSG0030001', 'MSG0030002']);
	});

	it('is known by its words where nothing tells what was quoted, or it quotes nothing', async () => {
		await run('sendText', { message: 'It is ready' });
		expect(await reply('MSG0030001')).toBe(true);
		expect(await reply('MSG0030001', { quote: false })).toBe(true);
		expect(sent()).toHaveLength(1);
	});
});
