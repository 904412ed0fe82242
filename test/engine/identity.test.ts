import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reached, useSandbox } from '../support/sandbox';
import { byId, listInEditor, runWarest, type Conditions } from '../support/warest';

/** A world with somebody whose number is hidden: LidGuy, 900000000777@lid. */
const current = useSandbox({ world: 'recorded' });
const ofDemo = { sessionId: byId('demo') };
/** No numbering plan allows these digits. */
const HIDDEN = '900000000777';
/** The digits of a LID that could be a number; nobody has it. */
const HIDDEN_LIKE_A_NUMBER = '6281299000000';
const GROUP = '120363000000000000@g.us';

const chosen = (value: unknown) => ({
	__rl: true,
	mode: 'list',
	value: value as string,
});
const send = async (to: INodeParameters[string], options: object = {}, conditions?: Conditions) =>
	await runWarest(
		current.account,
		['messages', 'sendText'],
		{ ...ofDemo, to: to as IDataObject, message: 'hello', options },
		conditions,
	);
const sent = () => reached(current.sandbox, /messages\/send/).map(({ body }) => body);
const lookUps = () =>
	reached(current.sandbox, /on-whatsapp/).map(({ query }) => String(query.checkNumbers).split(','));
const hideOneLikeANumber = () => {
	const chatId = `${HIDDEN_LIKE_A_NUMBER}@lid`;
	current.sandbox.control.incoming('demo', { chatId, text: 'guess who I am' });
	current.sandbox.control.chat('demo', chatId).store.displayName = 'Rahasia';
};
const listed = async (method: 'searchChats' | 'searchRecipients', filter: string) =>
	(await listInEditor(current.account, method, ofDemo as never, filter)).results[0];

describe.each(['searchChats', 'searchRecipients'] as const)('%s', (method) => {
	it('shows a hidden number as such, and nothing is sent to its digits', async () => {
		const entry = await listed(method, 'LidGuy');
		expect(entry).toEqual({ name: 'LidGuy (hidden number)', value: `${HIDDEN}@lid` });
		const { error } = await send(chosen(entry.value));
		expect(error).toMatchObject({
			message: expect.stringContaining("'To' is someone who hides their number"),
			description: expect.stringContaining("WARest can't write to them"),
		});
		expect(sent()).toEqual([]);
		expect(lookUps()).toEqual([]);
	});
});

describe('what a list only claims', () => {
	it("is looked up when it is used, with the session's own number as a control, and then written to", async () => {
		const { value } = await listed('searchRecipients', 'C3');
		expect(lookUps()).toEqual([]);
		const { items, error } = await send(chosen(value));
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ toJid: '6281200010003@s.whatsapp.net', sent: true });
		expect(lookUps()).toEqual([['6281200010003', '6281100000001']]);
		await send(chosen(value));
		expect(lookUps()).toHaveLength(1);
	});

	it('is not written to if it is the LID of somebody', async () => {
		hideOneLikeANumber();
		const { value } = await listed('searchRecipients', 'Rahasia');
		expect(value).toBe(`unverified:${HIDDEN_LIKE_A_NUMBER}`);
		expect((await send(chosen(value))).error?.message).toContain('hides their number');
		expect((await send(byId(value))).error?.message).toContain('hides their number');
		expect(sent()).toEqual([]);
		expect(await listed('searchRecipients', 'Rahasia')).toMatchObject({
			name: 'Rahasia (hidden number)',
		});
	});

	it('is not written to if WhatsApp cannot be asked, which does not make it a LID', async () => {
		const { value } = await listed('searchRecipients', 'C3');
		current.sandbox.control.failWhatsApp({ method: 'onWhatsApp' });
		expect((await send(chosen(value))).error?.message).toContain('WhatsApp could not be asked');
		expect(sent()).toEqual([]);
		expect((await listed('searchRecipients', 'C3')).name).toBe('C3 (6281200010003)');
	});

	it('is asked in one request for all items of a run', async () => {
		const items = [3, 4, 5, 6].map((each) => ({ json: { to: `unverified:628120001000${each}` } }));
		const outcome = await send('={{ $json.to }}', {}, { items });
		expect(outcome.items).toHaveLength(4);
		expect(lookUps()).toHaveLength(1);
	});

	it('was a phone number in older workflows, and is looked up there too', async () => {
		hideOneLikeANumber();
		const { error } = await send(chosen(`${HIDDEN_LIKE_A_NUMBER}@s.whatsapp.net`));
		expect(error?.message).toContain('hides their number');
		expect(sent()).toEqual([]);
	});
});

describe('List Chats', () => {
	const chats = async (options: object = {}) =>
		(
			await runWarest(current.account, ['chats', 'listChats'], {
				...ofDemo,
				returnAll: true,
				options,
			})
		).items.map(({ json }) => json);
	const of = (name: string, rows: IDataObject[]) => rows.find((row) => row.name === name);

	it('says who is known by number and who by LID, with one look-up', async () => {
		hideOneLikeANumber();
		const rows = await chats();
		const known = '6281200010003@s.whatsapp.net';
		expect(of('C3', rows)).toMatchObject({
			chatId: known,
			phone: '+6281200010003',
			lid: null,
		});
		for (const [name, digits] of [
			['LidGuy', HIDDEN],
			['Rahasia', HIDDEN_LIKE_A_NUMBER],
		]) {
			const lid = `${digits}@lid`;
			expect(of(name, rows)).toMatchObject({ chatId: lid, phone: null, lid });
		}
		expect(lookUps()).toHaveLength(1);
	});

	it('gives no number if WhatsApp could not be asked, or was not supposed to be', async () => {
		const unverified = { chatId: 'unverified:6281200010003', phone: null, lid: null };
		expect(of('C3', await chats({ verify: false }))).toMatchObject(unverified);
		expect(lookUps()).toEqual([]);
		current.sandbox.control.failWhatsApp({ method: 'onWhatsApp' });
		expect(of('C3', await chats())).toMatchObject(unverified);
	});
});

describe("'Only If on WhatsApp'", () => {
	const only = { onlyIfOnWhatsApp: true };
	const NOBODY = '6281299000000';

	it('sends nothing to a number without an account, and says so', async () => {
		const { items } = await send(byId(`6281200010003, ${NOBODY}`), only);
		expect(items.map(({ json }) => [json.toJid, json.sent, json.reason])).toEqual([
			['6281200010003@s.whatsapp.net', true, undefined],
			[`${NOBODY}@s.whatsapp.net`, false, expect.stringContaining('is not on WhatsApp')],
		]);
		expect((await send(byId(NOBODY), only)).error?.message).toBe(`+${NOBODY} is not on WhatsApp`);
		expect(sent()).toHaveLength(1);
	});

	it('asks once for the numbers of all items', async () => {
		const items = [3, 4, 5, 6].map((each) => ({ json: { to: `+628120001000${each}` } }));
		expect((await send('={{ $json.to }}', only, { items })).items).toHaveLength(4);
		expect(lookUps()).toEqual([expect.arrayContaining(['6281200010006', '6281100000001'])]);
	});

	it('does not take silence for a "no"', async () => {
		current.sandbox.control.failWhatsApp({ method: 'onWhatsApp' });
		const { error } = await send(byId('6281200010003'), only);
		expect(error?.message).toContain('WhatsApp could not be asked whether +6281200010003');
		expect(error?.description).toContain('Nothing was sent');
		expect(sent()).toEqual([]);
	});

	it('is off by default', async () => {
		await send(byId(NOBODY));
		expect(sent()).toHaveLength(1);
		expect(lookUps()).toEqual([]);
	});
});

describe('a recipient that is nobody else', () => {
	it('who is the session itself gets a note, and its number is not called phone', async () => {
		const { items, hints } = await send(byId('6281100000001'));
		expect(items[0].json).toMatchObject({
			sent: true,
			note: expect.stringContaining('Message yourself'),
			ownPhone: '+6281100000001',
		});
		expect(items[0].json).not.toHaveProperty('phone');
		expect(Object.keys(items[0].json).at(-1)).toBe('ownPhone');
		expect(hints.join()).toContain('Message yourself');
	});

	it('which is a group that the session is not in is refused, and asked for once in a run', async () => {
		const { error } = await send(byId('120363999999999999@g.us'));
		expect(error?.message).toContain("or the session 'demo' is not in it");
		expect(sent()).toEqual([]);
		await send(byId(GROUP), {}, { items: [{ json: {} }, { json: {} }] });
		await send(byId(GROUP));
		expect(sent()).toHaveLength(3);
		expect(reached(current.sandbox, /group\/info/)).toHaveLength(2);
	});
});
