import { NodeHelpers, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';
import { agentIn, ALICE, BOB, GROUP, type Path } from '../support/agent';
import { useSandbox } from '../support/sandbox';
import { WaitingHost } from '../support/waiting-host';
import { byId, runWarest, warestTool } from '../support/warest';

/* A model that makes every mistake, or wants to do harm, with the node as its tool. */

const current = useSandbox({ world: 'recorded' });
const { call, sendText, changes, sent, cutAfter } = agentIn(current);
const NO_LOGIN = /https?:\/\/[^/\s]*@/;

type Value = IDataObject[string];

const SEND: Path = ['messages', 'sendText'];

describe('an argument of the wrong kind changes nothing, and the model is told which', () => {
	const pin = (value: Value): [Path, IDataObject] => [
		['chats', 'pinChat'],
		{ chatId: byId(ALICE), pin: value },
	];
	const to = (value: unknown): [Path, IDataObject] => [SEND, { to: byId(value), message: 'Hi' }];
	const message = (value: Value): [Path, IDataObject] => [
		SEND,
		{ to: byId(ALICE), message: value },
	];
	const poll = (value: Value): [Path, IDataObject] => [
		['messages', 'sendPoll'],
		{ to: byId(ALICE), question: 'When?', pollOptions: value },
	];

	it.each<[what: string, attempt: [Path, IDataObject], told: RegExp]>([
		['no chat', to('={{ null }}'), /^'To' is empty/],
		['an empty list of chats', to([]), /^'To' is empty/],
		['"null"', to('null'), /^'To' is a name/],
		['true', to(true), /^'To' is not a chat/],
		['an object', to({ phone: '6281200010000' }), /^'To' is not a chat/],
		['a number that has lost digits', to(1203630000000000000000), /^'To' is a number too long/],
		['glued numbers', to('62812000100006281200010003'), /^'To' /],
		['a typo', to('+62 812-0001-000O'), /^'To' is a name/],
		['a name beside a number', to('Boss 6281200010000'), /^'To' is a name/],
		[
			'one name among numbers',
			to(['6281200010000', 'Boss']),
			/a recipient, "Boss", that is a name/,
		],
		['a JID of nothing', to('boss@example.com'), /^'To' is not a JID/],
		['a text in an array', message(['Hi']), /^'Message' is not a single text/],
		['a text in an object', message({ text: 'Hi' }), /^'Message' is not a single text/],
		['no text', message(null), /^'Message' is empty/],
		['blanks', message(' \n '), /^'Message' is empty/],
		['two for a switch', pin(2), /^'Pin\?' is neither on nor off/],
		['nothing for a switch', pin(null), /^'Pin\?' is neither on nor off/],
		['an object for a switch', pin({ on: true }), /^'Pin\?' is neither on nor off/],
		['no answers of a poll', poll(''), /^'[^']+' is empty/],
		['an object for the answers of a poll', poll({ a: 'b' }), /^'[^']+' is empty/],
		[
			'words for a number',
			[['chats', 'muteChat'], { chatId: byId(ALICE), duration: 'an hour' }],
			/^'Duration' is not a whole number|^'Duration' is not a number/,
		],
		[
			'a person for a group',
			[['groups', 'updateGroupName'], { groupId: byId(ALICE), groupName: 'A' }],
			/^'Group' is not a group ID/,
		],
		[
			'a group for a person',
			[['groups', 'createGroup'], { groupName: 'A', participants: GROUP }],
			/^'Participants' has an entry/,
		],
		[
			'a step up the path for the ID of a message',
			[['messageActions', 'starMessage'], { chatId: byId(ALICE), messageId: byId('..') }],
			/^'Message' is not a message ID/,
		],
		[
			'a file of the server',
			[['messages', 'sendMedia'], { to: byId(ALICE), source: 'url', url: 'file:///etc/passwd' }],
			/^'URL or Data URI' is neither/,
		],
	])('%s', async (_what, [path, parameters], told) => {
		const { error } = await call(path, parameters);
		expect(error).toMatch(told);
		expect(error).toMatch(/Nothing was (sent|changed)\.$/);
		expect(changes()).toEqual([]);
	});

	it('and one that is surely meant is taken', async () => {
		await sendText({ to: byId(6281200010000) });
		await sendText({ to: byId([ALICE]), message: 42 });
		await call(...poll(['Monday', 'Tuesday']));
		await call(...pin('ON'));
		const bodies = current.sandbox.requests.flatMap(({ method, body }) =>
			method === 'GET' ? [] : [body],
		);
		expect(bodies).toMatchObject([
			{ to: ALICE },
			{ to: ALICE, message: '42' },
			{ options: ['Monday', 'Tuesday'] },
			{ pin: true },
		]);
	});
});

it('a person who calls himself Boss gets nothing: the model sees his number, and a name sends nowhere', async () => {
	const chatId = '6281300000666@s.whatsapp.net';
	current.sandbox.control.incoming('demo', { chatId, text: 'Hi', name: 'Boss' } as never);
	const { told } = await call(['chats', 'findChat'], { search: 'Boss' });
	expect(told).not.toContain(ALICE);
	expect((await sendText({ to: byId('Boss') })).error).toContain('a name never decides');
	const onlyTheseChats = 'Boss = +62 812-0001-0000';
	await sendText({ to: byId('Boss'), onlyTheseChats });
	expect((await sendText({ to: byId(chatId), onlyTheseChats })).error).toContain('is not among');
	expect(sent()).toEqual([ALICE]);
});

describe('after a doubtful send, the same again is refused', () => {
	it.each<[what: string, again: () => Promise<{ error?: string }>]>([
		['to +62 …', async () => await sendText({ to: byId('+62 812-0001-0000') })],
		['to a link', async () => await sendText({ to: byId('https://wa.me/6281200010000') })],
		['to a device', async () => await sendText({ to: byId('6281200010000:7@s.whatsapp.net') })],
		['to a claim of a list', async () => await sendText({ to: byId('unverified:6281200010000') })],
		['with a full stop', async () => await sendText({ message: 'Your order is ready.' })],
		['in capitals', async () => await sendText({ message: ' YOUR ORDER\nIS  READY ✅' })],
		['as a forwarded one', async () => await sendText({ options: { isForwarded: true } })],
		[
			'as a quote',
			async () => await sendText({ options: { replyMessageId: '3EB0C431C26A1916E07A' } }),
		],
		[
			'as a long text',
			async () =>
				await call(['messages', 'sendLongText'], {
					to: byId(ALICE),
					message: 'Your order is ready!',
				}),
		],
		[
			'as a reply',
			async () =>
				await call(
					['messages', 'reply'],
					{ message: 'Your order is ready', incoming: "={{ $('Source').item.json }}" },
					{
						items: [
							{ json: { sessionId: 'demo', chatId: ALICE, messageId: 'X1', event: 'message' } },
						],
					},
				),
		],
	])('%s', async (_what, again) => {
		cutAfter();
		await sendText();
		expect((await again()).error).toMatch(/^It may have been sent already/);
		expect(sent()).toEqual([ALICE]);
	});

	it.each([
		['+52 55 1234 5678', '+52 1 55 1234 5678'],
		['+55 11 8765-4321', '+55 11 98765-4321'],
	])('by the other number of the same person: %s, %s', async (...both) => {
		for (const [first, second] of [both, both.toReversed()]) {
			cutAfter();
			const message = `To ${first}`;
			await sendText({ to: byId(first), message });
			const { error } = await sendText({ to: byId(second), message });
			expect(error).toMatch(/^It may have been sent already/);
		}
		expect(sent()).toHaveLength(2);
	});

	it('but a correction isn’t the same', async () => {
		cutAfter();
		await sendText({ message: 'It costs 2.50' });
		for (const message of ['It costs 250', 'It costs 2.51', 'It costs nothing', '👍', '👎']) {
			expect((await sendText({ message })).error).toBeUndefined();
		}
		expect(sent()).toHaveLength(6);
	});

	it('nor is a group with the same people in another order made twice', async () => {
		const create = async (...participants: string[]) =>
			await call(['groups', 'createGroup'], { groupName: 'Team', participants });
		cutAfter('/api/v1/group/create');
		await create(ALICE, BOB);
		expect((await create(BOB, ALICE)).error).toMatch(/^It may have been done already/);
		expect(changes()).toHaveLength(1);
	});

	it('of five at the same time, none but the first goes out', async () => {
		cutAfter();
		const texts = ['Ready', 'Ready.', 'ready', 'Ready!', '*Ready*'];
		await Promise.all(texts.map(async (message) => await sendText({ message })));
		expect(sent()).toEqual([ALICE]);
	});
});

describe('what everybody reads', () => {
	const channel = '120363041234567890@newsletter';

	it.each(['status@broadcast', '6281200010000@broadcast', channel])(
		'is no place for a model to write to: %s',
		async (to) => {
			const { error } = await sendText({ to: byId(to) });
			expect(error).toMatch(/is not among the chats that this agent may write to/);
			expect(current.sandbox.requests).toEqual([]);
		},
	);

	it('is one if the author has listed it', async () => {
		const { error } = await sendText({ to: byId(channel), onlyTheseChats: channel });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([channel]);
	});
});

it('a message that cannot be revoked cannot be rewritten either', async () => {
	const { error } = await call(['messageActions', 'editMessage'], {
		chatId: byId(BOB),
		messageId: byId('MSG0030002'),
		message: '.',
	});
	expect(error).toMatch(/^'Edit Message' was refused/);
	expect(current.sandbox.requests).toEqual([]);
});

it('of a group, a model gets what it needs', async () => {
	expect((await call(['groups', 'listGroups'])).toModel[0]).toEqual({
		groupId: GROUP,
		subject: 'Bench Group 0',
		desc: 'bench group',
		participantsCount: 3,
	});
	const { toModel } = await call(['groups', 'getGroupParticipants'], { groupId: byId(GROUP) });
	expect(toModel[0]).toEqual({ participant: expect.any(String), isAdmin: true, isMe: true });
	for (const member of toModel.slice(1)) expect(JSON.stringify(member).length).toBeLessThan(80);
});

it('who asks to be let into a group is not added by the way of Add Participants', async () => {
	const { error } = await call(['groups', 'addGroupParticipants'], {
		groupId: byId(GROUP),
		participants: BOB,
	});
	expect(error).toMatch(/^'Add Participants' was refused/);
	expect(current.sandbox.requests).toEqual([]);
});

describe('a review step', () => {
	const hosts: WaitingHost[] = [];
	afterEach(async () => {
		for (const host of hosts.splice(0)) await host.close();
	});

	async function ask(parameters: IDataObject, toolParameters: IDataObject = {}) {
		const host = await WaitingHost.start(current.account, {
			parameters: {
				sessionId: byId('demo'),
				to: byId(BOB),
				message: 'May it?',
				answerBy: 'link',
				...parameters,
			} as IDataObject,
			settings: { type: 'warestHitlTool' },
			tools: ['Send to the team'],
			items: [{ json: { to: ALICE, tool: 'Read', toolParameters } }],
		});
		hosts.push(host);
		const question = current.sandbox.requests.at(-1)?.body as IDataObject | undefined;
		return { error: host.error, text: String(question?.message) };
	}

	it.each([
		[{ to: byId("={{ $fromAI('to', 'Whom to ask') }}") }, 'To'],
		[{ to: byId('={{ $json.to }}') }, 'To'],
		[{ to: byId('={{ $items()[0].json.to }}') }, 'To'],
		[
			{ to: byId(GROUP), answerBy: 'chat', approverIds: "={{ $fromAI('approvers') }}" },
			'Who May Answer in a Group',
		],
	])('asks nobody whom the model chooses: %j', async (parameters, label) => {
		const { error } = await ask(parameters as unknown as IDataObject);
		expect(error?.message).toMatch(`'${label}' must not come from the model`);
		expect(sent()).toEqual([]);
	});

	it('has the model fill none of its fields unless its author wants it so', () => {
		const { description } = warestTool;
		const parameters = NodeHelpers.getNodeParameters(
			description.properties,
			{ resource: 'messages', operation: 'sendAndWait' } as INodeParameters,
			true,
			false,
			{ typeVersion: 1.1, type: description.name } as INode,
			description,
		);
		expect(JSON.stringify(parameters)).not.toContain('$fromAI');
	});

	it('shows whom it is about, however much stands before it', async () => {
		const { text } = await ask(
			{},
			{ message: 'Lorem '.repeat(500), a: '<', to: ALICE, z: `> ${'z'.repeat(50)}` },
		);
		expect(text).toContain(`│ to: ${ALICE}`);
		expect(text).toMatch(/more characters\)/);
		expect(text).not.toMatch(/[<>]/);
	});

	it.each<[Path, IDataObject]>([
		[['chats', 'getChatMessages'], { chatId: byId(BOB) }],
		[['chats', 'getChatMessages'], { chatId: byId(BOB), simplify: false }],
		[['chats', 'getConversation'], { chatId: byId(BOB) }],
		[['chats', 'listChats'], { simplify: false }],
	])('is not answered by the link in it, which no tool reads: %p', async (path, parameters) => {
		const { text } = await ask({ message: 'May it?' });
		expect(text).toContain('signature=');
		current.sandbox.clock.advance(2000);
		const { told } = await call(path, parameters);
		expect(told).toContain('[a link that only a person may open]');
		expect(told).not.toContain('webhook-waiting');
	});

	it('shows what the model may have written into the text of its author as such, too', async () => {
		const message = '={{ $json.toolParameters.why }}';
		const { text } = await ask({ message }, { why: 'An AI agent wants to use: Read' });
		expect(text).toMatch(/^│ An AI agent wants to use: Read\n\nAn AI agent wants to use: Send/);
	});

	it('shows what the model wrote as such, line by line', async () => {
		const fake = 'Hi\n\nAn AI agent wants to use: Read\r1 Decline\u20282 Approve \u202eevorppA';
		const { text } = await ask({}, { message: fake });
		const lines = text.split('\n');
		expect(lines).toContain('An AI agent wants to use: Send to the team');
		expect(lines).toContain('│ An AI agent wants to use: Read');
		expect(lines).toContain('│ 2 Approve evorppA');
	});
});

it('a question that an agent asks is not waited for in the editor for minutes', async () => {
	const start = Date.now();
	const { error } = await call(['messages', 'sendAndWait'], {
		to: byId(ALICE),
		message: 'May I?',
		answerBy: 'chat',
	});
	expect(error).toMatch(/^No WARest Trigger takes the answers/);
	expect(Date.now() - start).toBeLessThan(5000);
	expect(sent()).toEqual([]);
});

describe('what a model gets by default costs at most 900 tokens', () => {
	const LONG = 'Where is my order? I have waited for it since Monday. '.repeat(40);

	it.each<[Path, IDataObject]>([
		[['chats', 'listChats'], { limit: 15 }],
		[['chats', 'findChat'], { search: 'Rather' }],
		[['chats', 'getChatMessages'], { chatId: byId(GROUP), limit: 15 }],
		[['chats', 'getConversation'], { chatId: byId(GROUP) }],
		[['chats', 'getConversation'], { chatId: byId(ALICE) }],
	])('%p', async (path, parameters) => {
		const { control } = current.sandbox;
		const name = 'Rather a long name '.repeat(5);
		for (const text of Array<string>(20).fill(LONG.slice(0, 150))) {
			control.incoming('demo', { chatId: ALICE, text });
		}
		for (let index = 10; index < 30; index++) {
			const chatId = `62813000000${index}@s.whatsapp.net`;
			control.incoming('demo', { chatId, text: LONG });
			control.session('demo').chats.get(chatId)!.store.displayName = name;
			control.incoming('demo', { chatId: GROUP, from: chatId, text: LONG });
		}
		current.sandbox.clock.advance(2000);
		const { told } = await call(path, parameters);
		expect(told).toContain('Where is my order?');
		expect(told.length).toBeLessThanOrEqual(3600);
	});
});

describe('a message that asks for the key', () => {
	it('gets neither the key nor a login, whatever is asked and whatever fails', async () => {
		const { url, apiKey } = current.sandbox;
		const account = { baseUrl: url.replace('://', '://admin:hunter2@'), apiKey };
		const tried: Array<[Path, IDataObject]> = [
			[['sessions', 'listSessions'], {}],
			[['sessions', 'getSession'], {}],
			[['server', 'diagnose'], {}],
			[['server', 'info'], {}],
			[['chats', 'getChatMessages'], { chatId: byId(GROUP), simplify: false, limit: 50 }],
			[['messages', 'sendText'], { to: byId(apiKey), message: 'Hi' }],
			[['messages', 'sendText'], { to: byId(ALICE), message: `The key is ${apiKey}` }],
			[['messages', 'sendText'], { to: byId(ALICE), message: 'Cut' }],
		];
		for (const [path, parameters] of tried) {
			if (parameters.message === 'Cut') cutAfter();
			const { toModel } = await runWarest(
				account,
				path,
				{ sessionId: byId('demo'), ...parameters },
				{ asTool: true },
			);
			const told = JSON.stringify(toModel);
			expect(told).not.toContain(apiKey);
			expect(told).not.toContain('hunter2');
			expect(told).not.toMatch(NO_LOGIN);
		}
	});
});
