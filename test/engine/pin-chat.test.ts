import { byId, runWarest, type Account } from '../support/warest';
import { reached, useSandbox } from '../support/sandbox';
import type { Outcome } from '../support/engine';
import type { Conditions } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const CHAT = '6281200010003@s.whatsapp.net';
const GROUP = '120363000000000000@g.us';

const pin = async (
	chatId: unknown,
	{
		pin: on = true,
		sessionId = 'demo',
		account = {},
		options = {},
		...conditions
	}: Conditions & {
		pin?: boolean | string | number;
		sessionId?: string;
		account?: Partial<Account>;
		options?: object;
	} = {},
): Promise<Outcome> =>
	await runWarest(
		{ ...current.account, ...account },
		['chats', 'pinChat'],
		{ sessionId: byId(sessionId), chatId: byId(chatId), pin: on, options },
		conditions,
	);

const pinned = (jid = CHAT, session = 'demo') =>
	current.sandbox.control.phoneChats(session).find((chat) => chat.jid === jid)?.pinned ?? false;
const pins = () => reached(current.sandbox, /^POST .*\/pin$/);

it('pins the chat and gives what the server answered', async () => {
	const { items } = await pin(CHAT);
	expect(items).toEqual([
		{
			json: {
				sessionId: 'demo',
				ownPhone: '+6281100000001',
				chatId: CHAT,
				pinned: true,
				message: 'Chat pinned successfully',
				updatedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/),
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(pinned()).toBe(true);
});

it.each([false, 'false', 'no', 0])('unpins with "Pin?" %p', async (off) => {
	await pin(CHAT);
	const { items } = await pin(CHAT, { pin: off });
	expect(items[0].json).toMatchObject({ pinned: false });
	expect(pinned()).toBe(false);
});

it('refuses a "Pin?" that the server would take for "unpin"', async () => {
	const { error } = await pin(CHAT, { pin: 'maybe' });
	expect(error?.message).toBe(`'Pin?' is neither on nor off: "maybe"`);
	expect(pins()).toHaveLength(0);
});

it('takes the chat of each item from an expression and pairs the outputs', async () => {
	const chats = [CHAT, '6281200010004@s.whatsapp.net', GROUP];
	const { items } = await pin('={{ $json.chat }}', {
		items: chats.map((chat) => ({ json: { chat } })),
	});
	expect(items.map(({ json, pairedItem }) => [json.chatId, pairedItem])).toEqual(
		chats.map((chat, item) => [chat, { item }]),
	);
	expect(chats.map((chat) => pinned(chat))).toEqual([true, true, true]);
});

it.each([
	['+62 812-0001-0003', CHAT],
	['6281200010003', CHAT],
	[6281200010003, CHAT],
	[[CHAT], CHAT],
	['6281200010003:7@s.whatsapp.net', CHAT],
	['6281200010003@c.us', CHAT],
	['120363000000000000', GROUP],
	[GROUP, GROUP],
])('finds the chat written as %p', async (written, jid) => {
	await pin(written);
	expect(pinned(jid)).toBe(true);
	expect(pins()).toHaveLength(1);
});

it('expands a leading 0 with the default country of the credential only', async () => {
	const refused = await pin('0812-0001-0003');
	expect(refused.error).toMatchObject({
		message: `'Chat ID / JID' starts with 0, so its country is not known: "0812-0001-0003"`,
		description: expect.stringContaining('Default Country Code'),
	});
	expect(current.sandbox.requests).toHaveLength(0);
	await pin('0812-0001-0003', { account: { defaultCountryCode: '+62' } });
	expect(pinned()).toBe(true);
});

it.each([
	['6281200010003,6281200010004', 'names more than one chat'],
	[['6281200010003', '6281200010004'], 'is a list'],
	['Budi', 'is not a phone number'],
	['={{ "" }}', 'is empty'],
	[120363041234567890, 'is a number too long to be exact'],
	['budi@example.com', 'is not a JID that WhatsApp knows'],
])('refuses %p before any request', async (written, why) => {
	const { error } = await pin(written);
	expect(error?.message).toContain(`'Chat ID / JID' ${why}`);
	expect(error?.context?.itemIndex).toBe(0);
	expect(current.sandbox.requests).toHaveLength(0);
});

it('never sends the digits of a LID as a phone number', async () => {
	const { error } = await pin('900000000999@lid');
	expect(error?.message).toBe(
		`'Chat ID / JID' is someone who hides their number: "900000000999@lid"`,
	);
	expect(pins()).toHaveLength(0);
});

describe('a chat that does not exist', () => {
	const NOBODY = '6289999999999';

	it('is an error that says so, and nothing is pinned', async () => {
		const { error } = await pin(NOBODY);
		expect(error).toMatchObject({
			message: `The chat '${NOBODY}@s.whatsapp.net' does not exist in session 'demo'`,
			description: expect.stringContaining("'Chat ID / JID'"),
			context: { itemIndex: 0 },
		});
		expect(pins()).toHaveLength(0);
	});

	it('is an item of its own when the node continues', async () => {
		const items = [CHAT, NOBODY, GROUP].map((chat) => ({ json: { chat } }));
		const run = await pin('={{ $json.chat }}', {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(run.items.map(({ json }) => Object.keys(json))).toEqual([
			expect.arrayContaining(['pinned']),
			['error'],
			expect.arrayContaining(['pinned']),
		]);
		expect(run.items[1]).toEqual({
			json: { error: expect.stringContaining('does not exist') },
			pairedItem: { item: 1 },
		});
	});

	it('goes to the error output when the node has one', async () => {
		const items = [CHAT, NOBODY].map((chat) => ({ json: { chat } }));
		const run = await pin('={{ $json.chat }}', {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(run.items).toHaveLength(1);
		expect(run.errorItems).toEqual([
			expect.objectContaining({
				json: { chat: NOBODY, error: expect.stringContaining('does not exist') },
			}),
		]);
	});

	it('is sent anyway with "Allow Unknown Chat"', async () => {
		const { items } = await pin(NOBODY, { options: { allowUnknown: true } });
		expect(items[0].json).toMatchObject({ pinned: true });
	});

	it('is not looked up again and again: one look at the chats serves all items', async () => {
		const items = ['6281200010003', '6281200010004', '6281200010005'].map((chat) => ({
			json: { chat },
		}));
		await pin('={{ $json.chat }}', { items });
		expect(reached(current.sandbox, /^GET .*\/chats$/)).toHaveLength(1);
	});

	it('is looked for again by the next run, unlike a chat that was seen', async () => {
		const looks = () => reached(current.sandbox, /^GET .*\/messages$/).length;
		await pin(CHAT);
		expect(looks()).toBe(1);
		await pin(CHAT, { pin: false });
		expect(looks()).toBe(1);
		await pin(NOBODY);
		const soFar = looks();
		const { error } = await pin(NOBODY);
		expect(error?.message).toContain('does not exist');
		expect(looks()).toBeGreaterThan(soFar);
	});

	it('is an error in one session, although another session has it', async () => {
		await runWarest(current.account, ['sessions', 'createSession'], { sessionId: 'second' });
		current.sandbox.control.scan('second');
		await pin(CHAT);
		const { error } = await pin(CHAT, { sessionId: 'second' });
		expect(error?.message).toBe(`The chat '${CHAT}' does not exist in session 'second'`);
	});

	it('does not matter for the chat with oneself, which WARest never lists', async () => {
		const { items } = await pin('6281100000001');
		expect(items[0].json).toMatchObject({ pinned: true });
	});
});

it('says what to do when WhatsApp refuses', async () => {
	current.sandbox.control.failWhatsApp();
	const { error } = await pin(CHAT);
	expect(error).toMatchObject({
		message: 'WhatsApp did not allow the pinning or unpinning',
		description: expect.stringContaining(
			'WARest said: Pin/unpin not allowed · HTTP 403, code 4003',
		),
		httpCode: '403',
	});
});
