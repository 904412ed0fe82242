import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsons } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { byId, listInEditor, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const OWN = '6281100000001';
const BUDI = '6281200010003';
const GROUP = '120363000000000000@g.us';
/** No numbering plan has this number: it can only be a LID. */
const HIDDEN = '900000000888';
/** Somebody could have this number. */
const UNCLEAR = '6281299990777';

const ofDemo = { sessionId: byId('demo') };
const messages = runnerOf(current, 'messages', ofDemo);
const chats = runnerOf(current, 'chats', ofDemo);
const profile = runnerOf(current, 'profile', ofDemo);
const jid = (digits: string) => `${digits}@s.whatsapp.net`;
const fromList = (value: unknown) => ({ __rl: true, mode: 'list', value });
const sendTo = (to: object, parameters: object = {}, conditions = {}) =>
	messages('sendText', { message: 'hello', to, ...parameters }, conditions);

const asked = () => reached(current.sandbox, /on-whatsapp/).map(({ query }) => query.checkNumbers);
const changes = () => current.sandbox.requests.filter(({ method }) => method !== 'GET');
const sends = () =>
	reached(current.sandbox, /messages\/send/).map(({ body }) => (body as IDataObject).to);

/** A person whose number is hidden writes; WARest lists their chat under the LID's digits, like a number. */
const hiddenChat = (digits: string) =>
	current.sandbox.control.incoming('demo', { chatId: `${digits}@lid`, text: 'hi' });
const hasAccount = (digits: string, exists: boolean) =>
	current.sandbox.control.answerWhatsApp({
		method: 'onWhatsApp',
		jid: jid(digits),
		answer: exists ? [{ jid: jid(digits), exists }] : [],
	});
/** The server says "no" of every number then, of the session's own too. */
const whatsAppIsSilent = () => current.sandbox.control.failWhatsApp({ method: 'onWhatsApp' });

const listedAs = async (method: 'searchChats' | 'searchRecipients', digits: string) =>
	(await listInEditor(current.account, method, ofDemo)).results.find(
		({ name, value }) => name.includes(digits) || String(value).includes(digits),
	);

describe('a chat of somebody whose number is hidden', () => {
	beforeEach(() => {
		hiddenChat(HIDDEN);
		current.sandbox.clock.advance(5000);
	});

	it.each(['searchChats', 'searchRecipients'] as const)(
		'is a hidden number in %s',
		async (list) => {
			expect(await listedAs(list, HIDDEN)).toEqual({
				name: `Hidden number ${HIDDEN}@lid`,
				value: `${HIDDEN}@lid`,
			});
			expect(asked()).toEqual([]);
		},
	);

	it.each([
		['chosen from the list', `${HIDDEN}@lid`],
		['chosen before lists told hidden numbers', jid(HIDDEN)],
	])('%s gets no message, and its digits get none', async (_how, value) => {
		const { error } = await sendTo(fromList(value));
		expect(error?.message).toMatch(/'To' is someone who hides their number/);
		expect(error?.description).toContain("can't write to them");
		expect(sends()).toEqual([]);
	});

	it.each([`${HIDDEN}@lid`, jid(HIDDEN)])('chosen as %s is not pinned', async (value) => {
		const { error } = await chats('pinChat', { chatId: fromList(value), pin: true });
		expect(error?.message).toMatch(/'Chat ID \/ JID' is someone who hides their number/);
		expect(reached(current.sandbox, /pin$/)).toEqual([]);
	});

	it('is read as it is', async () => {
		const { items } = await chats('getChatMessages', { chatId: fromList(`${HIDDEN}@lid`) });
		expect(items.map(({ json }) => json)).toMatchObject([
			{ text: 'hi', chatId: `${HIDDEN}@lid`, phone: null, sender: { jid: `${HIDDEN}@lid` } },
		]);
	});
});

describe('digits in a list that may be a number or a LID', () => {
	beforeEach(() => {
		hiddenChat(UNCLEAR);
		current.sandbox.clock.advance(5000);
	});
	const choose = async () => fromList((await listedAs('searchChats', UNCLEAR))!.value);

	it('are listed as unverified, without asking', async () => {
		expect(await listedAs('searchChats', UNCLEAR)).toEqual({
			name: UNCLEAR,
			value: `unverified:${UNCLEAR}`,
		});
		expect(asked()).toEqual([]);
	});

	it("get the message if WhatsApp knows the number, which is looked up once, with the session's own number", async () => {
		hasAccount(UNCLEAR, true);
		const { error } = await sendTo(await choose());
		expect(error).toBeUndefined();
		expect(sends()).toEqual([jid(UNCLEAR)]);
		await sendTo(await choose());
		expect(asked()).toEqual([`${UNCLEAR},${OWN}`]);
	});

	it("are a hidden number if WhatsApp does not know them, but knows the session's own number", async () => {
		hasAccount(UNCLEAR, false);
		const { error } = await sendTo(await choose());
		expect(error?.message).toMatch(/hides their number/);
		expect(sends()).toEqual([]);
		expect(asked()).toEqual([`${UNCLEAR},${OWN}`]);
	});

	it("get nothing as long as WhatsApp does not even find the session's own number", async () => {
		whatsAppIsSilent();
		const { error } = await sendTo(await choose());
		expect(error?.message).toMatch(/WhatsApp could not be asked/);
		expect(changes()).toEqual([]);
		current.sandbox.control.clearFaults();
		hasAccount(UNCLEAR, true);
		await sendTo(await choose());
		expect(sends()).toEqual([jid(UNCLEAR)]);
	});

	it('get nothing if the question fails', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/profile/on-whatsapp',
			times: 99,
			action: { kind: 'answer', status: 400, body: { status: false, code: 2001, message: 'no' } },
		});
		const { error } = await sendTo(await choose());
		expect(error).toBeDefined();
		expect(changes()).toEqual([]);
	});
});

describe('what a trigger listens to', () => {
	const demo = useSandbox();
	const hosts: TriggerHost[] = [];
	afterEach(async () => {
		for (const host of hosts.splice(0)) await host.close();
	});

	it.each([
		['a hidden number', HIDDEN, HIDDEN + '@lid', `${HIDDEN}@lid`],
		['a hidden number chosen long ago', HIDDEN, jid(HIDDEN), `${HIDDEN}@lid`],
		['digits that are a LID', UNCLEAR, `unverified:${UNCLEAR}`, `${UNCLEAR}@lid`],
		['digits that are a number', BUDI, `unverified:${BUDI}`, jid(BUDI)],
		['digits that are a LID, chosen long ago', UNCLEAR, jid(UNCLEAR), `${UNCLEAR}@lid`],
		['digits that are a number, chosen long ago', BUDI, jid(BUDI), jid(BUDI)],
	])('may be %s, chosen from the list', async (_what, digits, value, from) => {
		const { control, webhooks } = demo.sandbox;
		const host = await TriggerHost.start(demo.account, {
			events: ['message'],
			filters: { chats: { chat: [{ chatId: fromList(value) }] } },
		} as unknown as INodeParameters);
		hosts.push(host);
		await host.activate();
		control.incoming('shop', { chatId: from, text: `from ${digits}` });
		control.incoming('shop', { chatId: jid('6281200010004'), text: 'somebody else' });
		await webhooks.settled();
		expect(host.items.map(({ text }) => text)).toEqual([`from ${digits}`]);
	});
});

describe('outputs', () => {
	const hidden = { jid: `${HIDDEN}@lid`, phone: null, lid: `${HIDDEN}@lid` };
	const unclear = { jid: `${UNCLEAR}@lid`, phone: null, lid: `${UNCLEAR}@lid` };
	const budi = { jid: jid(BUDI), phone: `+${BUDI}`, lid: null };
	const unverified = { jid: `unverified:${UNCLEAR}`, phone: null, lid: null };

	beforeEach(() => {
		for (const digits of [HIDDEN, UNCLEAR]) {
			hiddenChat(digits);
			current.sandbox.control
				.session('demo')
				.contacts.set(jid(digits), { jid: jid(digits), name: 'Customer', lid: null });
		}
		hasAccount(UNCLEAR, false);
		current.sandbox.clock.advance(5000);
	});

	const listed = async (what: 'chats' | 'contacts', options = {}) => {
		const outcome =
			what === 'chats'
				? await chats('listChats', { returnAll: true, simplify: false, options })
				: await profile('listContacts', { returnAll: true, options });
		const of = (digits: string) => jsons(outcome).find((json) => String(json.jid).includes(digits));
		return { ...outcome, of };
	};

	it.each(['chats', 'contacts'] as const)(
		'of listed %s tell who is hidden, with one question',
		async (what) => {
			const { of } = await listed(what, { verify: true });
			expect([of(HIDDEN), of(UNCLEAR), of(BUDI)]).toMatchObject([hidden, unclear, budi]);
			expect(asked()).toHaveLength(1);
			expect(asked()[0]).not.toContain(HIDDEN);
		},
	);

	it.each(['chats', 'contacts'] as const)('of listed %s ask unless told not to', async (what) => {
		expect((await listed(what)).of(UNCLEAR)).toMatchObject(unclear);
	});

	it.each(['chats', 'contacts'] as const)(
		'of listed %s are unverified if nobody is to be asked',
		async (what) => {
			const { of } = await listed(what, { verify: false });
			expect([of(HIDDEN), of(UNCLEAR)]).toMatchObject([hidden, unverified]);
			expect(asked()).toEqual([]);
			const { error } = await sendTo(byId(of(UNCLEAR)!.jid));
			expect(error?.message).toMatch(/hides their number/);
			expect(sends()).toEqual([]);
			expect(asked()).toEqual([`${UNCLEAR},${OWN}`]);
		},
	);

	it.each(['chats', 'contacts'] as const)(
		'of listed %s are unverified if nobody can be asked, and say so',
		async (what) => {
			current.sandbox.control.clearFaults();
			whatsAppIsSilent();
			const { of, hints } = await listed(what);
			expect(of(UNCLEAR)).toMatchObject(unverified);
			expect(hints.join()).toContain('WhatsApp could not be asked');
			const { error } = await sendTo(byId(of(UNCLEAR)!.jid));
			expect(error?.message).toMatch(/WhatsApp could not be asked/);
			expect(sends()).toEqual([]);
		},
	);

	it('of a history say who wrote, with one look-up', async () => {
		const { items } = await chats('getChatMessages', {
			chatId: byId(`${UNCLEAR}@lid`),
			simplify: false,
		});
		expect(items[0].json).toMatchObject({
			chatId: `${UNCLEAR}@lid`,
			toJid: `${UNCLEAR}@lid`,
			senderJid: `${UNCLEAR}@lid`,
			sender: unclear,
		});
		expect(asked()).toEqual([`${UNCLEAR},${OWN}`]);
	});
});

describe("'Only If on WhatsApp'", () => {
	const only = { options: { onlyIfOnWhatsApp: true } };
	const NOBODY = '6281299990001';

	it('is off at first: nothing is looked up', async () => {
		hasAccount(NOBODY, false);
		expect((await sendTo(byId(NOBODY))).error).toBeUndefined();
		expect(asked()).toEqual([]);
	});

	it('refuses a number without an account', async () => {
		hasAccount(NOBODY, false);
		const { error } = await sendTo(byId(NOBODY), only);
		expect(error?.message).toBe(`+${NOBODY} is not on WhatsApp`);
		expect(sends()).toEqual([]);
	});

	it('says which of several have none', async () => {
		hasAccount(NOBODY, false);
		const { items } = await sendTo(byId([BUDI, NOBODY]), only);
		expect(items.map(({ json }) => json)).toMatchObject([
			{ toJid: jid(BUDI), sent: true },
			{ toJid: jid(NOBODY), sent: false, reason: expect.stringContaining('is not on WhatsApp') },
		]);
		expect(sends()).toEqual([jid(BUDI)]);
	});

	it('does not take silence for a no', async () => {
		whatsAppIsSilent();
		const { error } = await sendTo(byId(BUDI), only);
		expect(error?.message).toMatch(/could not be asked whether \+6281200010003 has an account/);
		expect(sends()).toEqual([]);
	});

	it('asks once for a hundred items', async () => {
		const numbers = Array.from({ length: 100 }, (_, index) => String(6281300000101 + index));
		const items = numbers.map((to) => ({ json: { to } }));
		const { error } = await sendTo(byId('={{ $json.to }}'), only, { items });
		expect(error).toBeUndefined();
		expect(new Set(sends())).toEqual(new Set(numbers.map(jid)));
		expect(asked()).toHaveLength(1);
	});
});

it("says that a message went to the session's own number", async () => {
	const { items, hints } = await sendTo(byId(OWN));
	expect(items[0].json).toMatchObject({ sent: true, note: expect.stringContaining('own number') });
	expect(hints.join()).toContain(`A message went to +${OWN}`);
});

describe('a group', () => {
	const infos = () => reached(current.sandbox, /group\/info/);

	it('that the session is not in gets nothing', async () => {
		const { error } = await sendTo(byId('120363999999999999@g.us'));
		expect(error?.message).toMatch(/does not exist, or the session 'demo' is not in it/);
		expect(sends()).toEqual([]);
	});

	it('is asked for once, however many items go there', async () => {
		const items = [1, 2, 3].map((value) => ({ json: { value } }));
		expect((await sendTo(byId(GROUP), {}, { items })).error).toBeUndefined();
		expect((await sendTo(byId(GROUP))).error).toBeUndefined();
		expect(sends()).toHaveLength(4);
		expect(infos()).toHaveLength(1);
	});
});
