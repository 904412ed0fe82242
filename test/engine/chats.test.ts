import { jsons } from '../support/engine';
import { byId, runnerOf } from '../support/warest';
import { reached, useSandbox } from '../support/sandbox';

const current = useSandbox({ world: 'recorded' });
const CHAT = '6281200010003@s.whatsapp.net';
const GROUP = '120363000000000000@g.us';

const run = runnerOf(current, 'chats', { sessionId: byId('demo') });
const ofChat = (operation: string, parameters = {}, chat: unknown = CHAT) =>
	run(operation, { chatId: byId(chat), ...parameters });
const onPhone = (jid = CHAT) =>
	current.sandbox.control.phoneChats('demo').find((chat) => chat.jid === jid);

/** Chats of people who all wrote once, `count` of them. */
const manyChats = (count: number) => {
	for (let index = 0; index < count; index++) {
		const chatId = `62813${String(index).padStart(8, '0')}@s.whatsapp.net`;
		current.sandbox.control.incoming('demo', { chatId, text: `hello ${index}` });
	}
};

describe('List Chats', () => {
	it('gives one item for each chat, newest first, as many as the limit says', async () => {
		const all = jsons(await run('listChats', { returnAll: true }));
		expect(all.length).toBeGreaterThan(5);
		expect(jsons(await run('listChats', { limit: 3 }))).toEqual(all.slice(0, 3));
		const times = all.map(({ lastMessageAt }) => String(lastMessageAt));
		expect(times).toEqual([...times].sort().reverse());
	});

	it('reads on past the end of a server page, missing and repeating nothing', async () => {
		manyChats(1100);
		const all = jsons(await run('listChats', { returnAll: true }));
		expect(new Set(all.map(({ chatId }) => chatId)).size).toBe(all.length);
		expect(all.length).toBeGreaterThanOrEqual(1100);
		const pages = reached(current.sandbox, /^GET .*\/chats$/).map(({ query }) => query);
		expect(pages.map(({ limit, offset }) => [limit, offset])).toEqual([
			['500', '0'],
			['500', '500'],
			['500', '1000'],
		]);
		expect(jsons(await run('listChats', { limit: 700 }))).toHaveLength(700);
	});

	it('sorts by name in both directions, even across several pages', async () => {
		manyChats(600);
		for (const sortOrder of ['asc', 'desc']) {
			const names = jsons(
				await run('listChats', { returnAll: true, options: { sortBy: 'name', sortOrder } }),
			).map(({ name }) => String(name));
			const ascending = [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
			expect(names).toEqual(sortOrder === 'asc' ? ascending : ascending.reverse());
		}
	});

	it('finds chats by name, and takes % and _ literally', async () => {
		const found = jsons(await run('listChats', { returnAll: true, options: { search: 'c3' } }));
		expect(found.map(({ name }) => name)).toEqual(['C3']);
		expect(jsons(await run('listChats', { limit: 10, options: { search: '%' } }))).toEqual([]);
		expect(jsons(await run('listChats', { limit: 10, options: { search: 'C_' } }))).toEqual([]);
	});

	it('gives nothing when nothing matches', async () => {
		expect(jsons(await run('listChats', { options: { search: 'nobody at all' } }))).toEqual([]);
	});

	it.each([0, -1, 1.5, 'many'])('refuses the limit %p', async (limit) => {
		const { error } = await run('listChats', { limit });
		expect(error?.message).toMatch(/^'Limit' is (out of range|not a whole number)/);
	});
});

describe('Fetch Chat Messages', () => {
	const fetch = async (options = {}, parameters = {}) =>
		jsons(await ofChat('getChatMessages', { returnAll: true, options, ...parameters }));

	it('gives one item for each message, newest first', async () => {
		const all = await fetch();
		expect(all.length).toBeGreaterThan(2);
		expect(all[0]).toMatchObject({
			chatId: CHAT,
			text: expect.any(String),
			fromMe: expect.any(Boolean),
		});
		expect(await fetch({}, { returnAll: false, limit: 2 })).toEqual(all.slice(0, 2));
	});

	it('keeps to the direction, which the server ignores', async () => {
		const all = await fetch();
		for (const isFromMe of [true, false]) {
			const some = await fetch({ isFromMe });
			expect(some).toEqual(all.filter(({ fromMe }) => fromMe === isFromMe));
			expect(some.length).toBeGreaterThan(0);
			expect(await fetch({ isFromMe }, { returnAll: false, limit: 1 })).toEqual(some.slice(0, 1));
		}
	});

	it('says which documents are missing where only files are asked for', async () => {
		const hintsOf = async (options: object) => (await ofChat('getChatMessages', { options })).hints;
		expect(await hintsOf({ mediaOnly: true })).toEqual([
			expect.stringContaining('Documents with a caption are missing'),
		]);
		expect(await hintsOf({})).toEqual([]);
	});

	it('sends times as ISO strings in UTC, the only form that the server reads', async () => {
		const [{ sentAt }] = await fetch();
		const iso = String(sentAt);
		const seconds = Date.parse(iso) / 1000;
		for (const time of [iso, seconds, seconds * 1000, iso.replace('.000Z', '+00:00')]) {
			const some = await fetch({ startTime: time });
			expect(some.every((message) => String(message.sentAt) >= iso)).toBe(true);
			expect(some.length).toBeGreaterThan(0);
		}
		const sent = reached(current.sandbox, /messages$/).map(({ query }) => query.startTime);
		expect(new Set(sent.filter(Boolean))).toEqual(new Set([iso]));
	});

	it("reads a date without a time zone in the workflow's own", async () => {
		await fetch({ startTime: '2026-11-22T00:00:00', endTime: '2026-11-22T12:00:00' });
		// n8n's default zone is America/New_York, five hours behind in November.
		expect(reached(current.sandbox, /messages$/).at(-1)?.query).toMatchObject({
			startTime: '2026-11-22T05:00:00.000Z',
			endTime: '2026-11-22T17:00:00.000Z',
		});
	});

	it('refuses what is not a date, instead of finding nothing', async () => {
		const { error } = await ofChat('getChatMessages', { options: { startTime: 'yesterday-ish' } });
		expect(error?.message).toBe(`'Start Time' is not a date: "yesterday-ish"`);
	});

	it('gives every message once, though new ones arrive between the pages', async () => {
		const { control } = current.sandbox;
		const chatId = '6281300000001@s.whatsapp.net';
		for (let index = 0; index < 1050; index++)
			control.incoming('demo', { chatId, text: `m${index}` });
		const before = control.phoneMessages('demo', chatId).map(({ id }) => id);
		current.sandbox.clock.advance(2000);
		const stop = interruptAfterFirstPage(() => {
			for (let index = 0; index < 30; index++)
				control.incoming('demo', { chatId, text: `late ${index}` });
		});
		const found = jsons(await ofChat('getChatMessages', { returnAll: true }, chatId)).map(
			({ messageId }) => messageId,
		);
		stop();
		expect(new Set(found).size).toBe(found.length);
		expect(found).toEqual(expect.arrayContaining(before));
	});

	it('gives nothing for a chat without messages', async () => {
		expect(jsons(await ofChat('getChatMessages', {}, '6289999999999'))).toEqual([]);
	});
});

describe('Pin/Unpin Message', () => {
	it('pins a message', async () => {
		const [message] = current.sandbox.control.phoneMessages('demo', CHAT).slice(-1);
		const { items } = await ofChat('pinMessage', { messageId: byId(message.id), pin: true });
		expect(items[0].json).toMatchObject({ messageId: message.id, pinned: true });
	});

	it.each(['sys_01JD', '..', '={{ "" }}'])(
		'refuses %p, which is not a message',
		async (messageId) => {
			const { error } = await ofChat('pinMessage', { messageId: byId(messageId), pin: true });
			expect(error?.message).toMatch(/^'Message' is /);
			expect(reached(current.sandbox, /pin$/)).toHaveLength(0);
		},
	);

	it('keeps an ID with a slash in its place', async () => {
		await ofChat('pinMessage', { messageId: byId('A/B?C'), pin: true });
		expect(reached(current.sandbox, /pin$/)[0].path).toBe(
			`/api/v1/chats/${encodeURIComponent(CHAT)}/messages/A%2FB%3FC/pin`,
		);
	});
});

describe('Mark Chat Read', () => {
	it('marks the messages of the last day, or as many as asked for', async () => {
		const { items } = await ofChat('markChatRead', { options: { messages: 2 } });
		expect(items[0].json).toMatchObject({ totalMarked: 2, mode: 'by_messages' });
		const days = await ofChat('markChatRead', { options: { days: 0 } });
		expect(days.items[0].json).toMatchObject({
			mode: 'by_days',
			parameters: { days: 0, messages: 0 },
		});
		await ofChat('markChatRead');
		expect(current.sandbox.requests.at(-1)?.body).toEqual({ sessionId: 'demo' });
	});

	it('is a result, not a failure, when there is nothing to mark', async () => {
		const { items, error } = await ofChat(
			'markChatRead',
			{ options: { allowUnknown: true } },
			'6289999999999',
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({
			sessionId: 'demo',
			chatId: '6289999999999@s.whatsapp.net',
			totalMarked: 0,
			marked: [],
			message: 'No inbound messages available to mark as read',
		});
	});

	it.each([{ days: 366 }, { days: -1 }, { messages: 501 }, { messages: 0 }])(
		'refuses %p, which the server would change',
		async (options) => {
			const { error } = await ofChat('markChatRead', { options });
			expect(error?.message).toContain('is out of range');
		},
	);
});

it('archives and unarchives', async () => {
	const { items } = await ofChat('archiveChat');
	expect(items[0].json).toEqual({
		sessionId: 'demo',
		ownPhone: '+6281100000001',
		to: '6281200010003',
		toJid: CHAT,
		status: 'chat archived success',
	});
	expect(onPhone()?.archived).toBe(true);
	await ofChat('unarchiveChat');
	expect(onPhone()?.archived).toBe(false);
});

it('mutes for the minutes given, and unmutes', async () => {
	await ofChat('muteChat', { duration: 10 });
	const { mutedUntil } = current.sandbox.control.chat('demo', CHAT).phone;
	expect(mutedUntil).toBe(
		current.sandbox.world.now() - (current.sandbox.world.now() - mutedUntil!),
	);
	expect(Math.abs(mutedUntil! - current.sandbox.world.now() - 600_000)).toBeLessThan(5000);
	await ofChat('unmuteChat');
	expect(onPhone()?.muted).toBe(false);
});

it.each([0, -5, 43_201, '8h'])(
	'refuses to mute for %p, of which the server would make something else',
	async (duration) => {
		const { error } = await ofChat('muteChat', { duration });
		expect(error?.message).toMatch(/^'Duration' is (out of range|not a number)/);
		expect(current.sandbox.requests).toHaveLength(0);
	},
);

it('clears a chat', async () => {
	const { items } = await ofChat('clearChat');
	expect(items[0].json).toMatchObject({ status: 'chat cleared success', toJid: CHAT });
	expect(current.sandbox.control.phoneMessages('demo', CHAT)).toEqual([]);
});

it.each([
	'archiveChat',
	'unarchiveChat',
	'muteChat',
	'unmuteChat',
	'clearChat',
	'pinMessage',
	'markChatRead',
])('%s refuses a chat that does not exist', async (operation) => {
	const { error } = await ofChat(operation, { messageId: byId('X1') }, '6289999999999');
	expect(error?.message).toContain("does not exist in session 'demo'");
	expect(current.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it.each(['archiveChat', 'muteChat', 'clearChat'])(
	'%s reaches a group by its bare ID',
	async (operation) => {
		const { items } = await ofChat(operation, {}, GROUP.split('@')[0]);
		expect(items[0].json).toMatchObject({ toJid: GROUP });
	},
);

it('resolves the LID of a contact before it asks for anything', async () => {
	const [lid, jid] = contactWithLid();
	const { items } = await ofChat('archiveChat', { options: { allowUnknown: true } }, lid);
	expect(items[0].json).toMatchObject({ toJid: jid });
});

function contactWithLid(): [lid: string, jid: string] {
	const contact = { jid: '6281300000077@s.whatsapp.net', name: 'Sari', lid: '900000000555@lid' };
	current.sandbox.control.session('demo').contacts.set(contact.jid, contact);
	return [contact.lid, contact.jid];
}

/** Runs `event` once the server has answered the first page of messages. */
function interruptAfterFirstPage(event: () => void): () => void {
	const { requests } = current.sandbox;
	const timer = setInterval(() => {
		if (!requests.some(({ path, status }) => path.endsWith('/messages') && status === 200)) return;
		clearInterval(timer);
		event();
	}, 1);
	return () => clearInterval(timer);
}
