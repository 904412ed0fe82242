import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/Warest/operations';
import { agentIn, ALICE, BOB, GROUP } from '../support/agent';
import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });
const { call, sendText, changes, sent, cutAfter } = agentIn(current);
const GOES_ON = { onError: 'continueRegularOutput' } as const;

const pinChat = async (more: IDataObject = {}) =>
	await call(['chats', 'pinChat'], { chatId: byId(ALICE), ...more });

const destructive = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).flatMap(([operation, { risk, name }]) =>
		risk === 'destroysOrExposes' ? [{ resource, operation, name }] : [],
	),
);

describe('what destroys or exposes', () => {
	it('is known', () => {
		expect(destructive.map(({ operation }) => operation).sort()).toEqual([
			'addGroupParticipants',
			'approveJoinRequest',
			'clearChat',
			'createPairCode',
			'createSession',
			'deleteGroup',
			'deleteGroupPicture',
			'deleteMessage',
			'deleteProfilePicture',
			'deleteSession',
			'demoteGroupParticipants',
			'editMessage',
			'getGroupInvite',
			'joinGroupByLink',
			'leaveGroup',
			'logout',
			'promoteGroupParticipants',
			'rejectJoinRequest',
			'removeGroupParticipants',
			'restart',
			'revokeGroupInvite',
			'revokeMessage',
			'scheduleRestart',
			'updateConfig',
		]);
	});

	it('is listed on the page for authors of agents', () => {
		const page = readFileSync(join(__dirname, '../../docs/agents.md'), 'utf8');
		const [, table = ''] = /\| resource \| operations \|\n(.*?)\n\n/s.exec(page) ?? [];
		const named = table
			.split('\n')
			.slice(1)
			.flatMap((row) => {
				const [, , operations = ''] = row.split('|');
				return operations
					.replace(/\(.*?\)/g, '')
					.split(',')
					.map((name) => name.trim());
			});
		expect(named.sort()).toEqual(destructive.map(({ name }) => name).sort());
	});

	it.each(destructive)('$operation is refused, and asks the server for nothing', async (one) => {
		const { resource, operation, name } = one;
		const { minimal, given } = cases[resource][operation];
		await given?.(current.sandbox);
		const before = current.sandbox.requests.length;
		const { error } = await call([resource, operation], minimal);
		expect(error).toMatch(
			`'${name}' was refused, because an agent may not do what can't be undone or lets others in. Nothing was done. Don't try it in another way: tell the person`,
		);
		expect(error).toContain("'Allow Destructive Operations'");
		expect(current.sandbox.requests.slice(before)).toEqual([]);
	});

	const clearChat = async (more: IDataObject) =>
		await call(['chats', 'clearChat'], { chatId: byId(ALICE), ...more });

	it('is done if the author of the agent allows it', async () => {
		const { error } = await clearChat({ allowDestructive: true });
		expect(error).toBeUndefined();
		expect(changes()).toEqual(['/api/v1/messages/action/clear-all']);
	});

	it.each(["={{ $fromAI('allow', '', 'boolean', true) }}", '={{ true }}', 'true', 'yes', 1])(
		'is not allowed by %s, which may be the word of a model',
		async (allowDestructive) => {
			const { error } = await clearChat({ allowDestructive });
			expect(error).toContain('was refused');
			expect(changes()).toEqual([]);
		},
	);

	it('is done by the same node outside an agent, without asking', async () => {
		const parameters = { sessionId: byId('demo'), chatId: byId(ALICE) };
		const { error } = await runWarest(current.account, ['chats', 'clearChat'], parameters);
		expect(error).toBeUndefined();
	});
});

describe('the chats that an agent may use', () => {
	const onlyTheseChats = `Boss = +62 812-0001-0000\n${GROUP}`;

	it.each<[what: string, path: [string, string], INodeParameters]>([
		['a message to a number', ['messages', 'sendText'], { to: byId(BOB), message: 'Hi' }],
		[
			'a message to a number beside an allowed one',
			['messages', 'sendText'],
			{ to: byId(`${ALICE}, ${BOB}`), message: 'Hi' },
		],
		['a change of a chat', ['chats', 'pinChat'], { chatId: byId(BOB), pin: true }],
		[
			'a change of a message',
			['messageActions', 'reactToMessage'],
			{ chatId: byId(BOB), messageId: byId('X1'), emoji: '👍' },
		],
		[
			'a change of a group',
			['groups', 'updateGroupName'],
			{ groupId: byId('120363999999999999@g.us'), groupName: 'New' },
		],
		[
			'a person for an allowed group',
			['groups', 'addGroupParticipants'],
			{ groupId: byId(GROUP), participants: BOB, allowDestructive: true },
		],
		['a person for a new group', ['groups', 'createGroup'], { groupName: 'A', participants: BOB }],
		[
			'a group that only a link leads to',
			['groups', 'joinGroupByLink'],
			{ inviteLink: 'https://chat.whatsapp.com/HdG6gkUp2hL5qUVfTq3xYz', allowDestructive: true },
		],
		[
			'an invite link of a group',
			['groups', 'getGroupInvite'],
			{ groupId: byId('120363999999999999@g.us'), allowDestructive: true },
		],
	])('leave out %s: it is refused, and nothing changes', async (_what, path, parameters) => {
		const { error } = await call(path, { ...parameters, onlyTheseChats });
		expect(error).toMatch(
			/is not among the chats that this agent may write to or change\. Nothing was done\. Don't try/,
		);
		expect(error).toContain("'Only These Chats'");
		expect(current.sandbox.requests).toEqual([]);
	});

	it.each(['+62 812-0001-0000', '6281200010000', '6281200010000@c.us', ALICE])(
		'are the same however the model writes them: %s',
		async (to) => {
			const { error } = await sendText({ to: byId(to), onlyTheseChats });
			expect(error).toBeUndefined();
			expect(sent()).toEqual([ALICE]);
		},
	);

	it('may come from an earlier node', async () => {
		const list = "={{ $('Source').item.json.chatId }}";
		const items = [{ json: { chatId: ALICE } }];
		expect((await sendText({ onlyTheseChats: list }, { items })).error).toBeUndefined();
		const { error } = await sendText({ to: byId(BOB), onlyTheseChats: list }, { items });
		expect(error).toContain('is not among the chats');
		expect(sent()).toEqual([ALICE]);
	});

	it.each([
		["={{ $fromAI('chats') }}", /must not come from the model/],
		['={{ $json.chats }}', /must not come from the model/],
		["={{ '' }}", /is empty/],
		['Boss', /has an entry, "Boss", that is not a phone number/],
		['+62 812-0001-0000 = +62 812-0001-0003', /of which the name can't be used/],
		['Boss = 6281200010000\nboss = 6281200010003', /of which the name can't be used/],
		['Boss = 123456789012345@lid', /with a hidden number/],
	])('are nobody if the list is %s', async (list, why) => {
		const { error } = await sendText(
			{ onlyTheseChats: list },
			{ items: [{ json: { chats: ALICE } }] },
		);
		expect(error).toMatch(/^'Only These Chats' /);
		expect(error).toMatch(why);
		expect(current.sandbox.requests).toEqual([]);
	});

	it('are no limit to reading', async () => {
		const only = { onlyTheseChats: BOB };
		const read = { chatId: byId(ALICE), ...only };
		expect((await call(['chats', 'getChatMessages'], read)).error).toBeUndefined();
		const group = { groupId: byId(GROUP), ...only };
		expect((await call(['groups', 'getGroupInfo'], group)).error).toBeUndefined();
	});
});

describe('a name', () => {
	it.each<[label: string, path: [string, string], INodeParameters]>([
		['To', ['messages', 'sendText'], { to: byId('Boss'), message: 'Hi' }],
		['Chat ID / JID', ['chats', 'pinChat'], { chatId: byId('Boss'), pin: true }],
		['Group', ['groups', 'updateGroupName'], { groupId: byId('Boss'), groupName: 'New' }],
		['Participants', ['groups', 'createGroup'], { groupName: 'A', participants: 'Boss' }],
	])("in '%s' never decides who is meant", async (label, path, parameters) => {
		const { error } = await call(path, parameters);
		expect(error).toMatch(RegExp(`^'${label}' .*is a name, and a name never decides`));
		expect(error).toContain('Look up the number (Find Chat), ask the person');
		expect(current.sandbox.requests).toEqual([]);
	});

	it('that the author has given a number to sends to that number', async () => {
		const onlyTheseChats = `My Boss = +62 812-0001-0000`;
		const { error } = await sendText({ to: byId(' my boss'), onlyTheseChats });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([ALICE]);
	});

	it('is no name without an agent', async () => {
		const parameters = {
			sessionId: byId('demo'),
			to: byId('Boss'),
			message: 'Hi',
			onlyTheseChats: `Boss = ${ALICE}`,
		};
		const { error } = await runWarest(current.account, ['messages', 'sendText'], parameters);
		expect(error?.message).toBe('\'To\' is not a phone number: "Boss"');
	});
});

describe('after a cut connection', () => {
	it('the model is told in the message that it may have been sent, and what to do', async () => {
		cutAfter();
		const { error } = await sendText();
		expect(error).toMatch(/WARest may have done it, or not/);
		expect(error).toMatch(/Don't try it again: tell the person/);
		expect(error).not.toMatch(/try again/i);
	});

	it('the same again is refused: one message at the phone', async () => {
		cutAfter();
		await sendText();
		const { error } = await sendText();
		expect(error).toMatch(/^It may have been sent already: .*Don't try it again/);
		expect((await sendText()).error).toMatch(/^It may have been sent already/);
		expect(sent()).toEqual([ALICE]);
	});

	it('the same at the same time waits, and is refused', async () => {
		current.sandbox.control.delay({ path: '/api/v1/messages/send', milliseconds: 100 });
		cutAfter();
		const both = await Promise.all([sendText(), sendText()]);
		expect(both.map(({ error }) => error)).toEqual([
			expect.stringContaining('WARest may have done it, or not'),
			expect.stringMatching(/^It may have been sent already/),
		]);
		expect(sent()).toEqual([ALICE]);
	});

	it('of one recipient, the others of the same call get it once, too', async () => {
		const both = { to: byId(`${ALICE}, ${BOB}`) };
		cutAfter();
		const first = await sendText(both);
		expect(first.toModel).toMatchObject([{ toJid: ALICE, sent: null }, { sent: true }]);
		const { toModel } = await sendText(both);
		expect(toModel).toMatchObject([{ toJid: ALICE, sent: null }, { sent: true }]);
		expect(String(toModel[0].reason)).toMatch(/^It may have been sent already/);
		expect((await sendText({ to: byId(BOB) })).toModel).toMatchObject([{ sent: true }]);
		expect(sent()).toEqual([ALICE, BOB]);
	});

	it('of the last recipient, the others of the same call get it once, too', async () => {
		const both = { to: byId(`${ALICE}, ${BOB}`) };
		const action = { kind: 'cut-after' } as const;
		current.sandbox.control.fault({ path: '/api/v1/messages/send', after: 1, action });
		await sendText(both);
		await sendText(both);
		expect(sent()).toEqual([ALICE, BOB]);
	});

	it('a group is not created twice', async () => {
		cutAfter('/api/v1/group/create');
		const create = async () =>
			await call(['groups', 'createGroup'], { groupName: 'Team', participants: ALICE });
		await create();
		expect((await create()).error).toMatch(/^It may have been done already/);
		expect(changes().filter((path) => path.endsWith('/create'))).toHaveLength(1);
	});

	it('something else, somebody else and another execution are not held up', async () => {
		cutAfter();
		await sendText();
		await sendText({ message: 'Something else' });
		await sendText({ to: byId(BOB) });
		await sendText({}, { executionId: '2' });
		expect(sent()).toEqual([ALICE, ALICE, BOB, ALICE]);
	});

	it('the same goes out again if the author wants it so', async () => {
		cutAfter();
		await sendText({ pace: { skipDone: false } });
		await sendText({ pace: { skipDone: false } });
		expect(sent()).toEqual([ALICE, ALICE]);
	});

	it('before WARest got it, the same goes out again', async () => {
		const cut = { kind: 'answer', status: 400, body: { error: 'No' } } as const;
		current.sandbox.control.fault({ path: '/api/v1/messages/send', action: cut });
		expect((await sendText()).error).toMatch(/Nothing was sent\.$/);
		expect((await sendText()).error).toBeUndefined();
		expect(sent()).toEqual([ALICE]);
	});

	it('a tool that goes on with errors gives the whole text, too', async () => {
		cutAfter();
		const { error } = await sendText({}, { settings: GOES_ON });
		expect(error).toMatch(/WARest may have done it, or not.*Don't try it again/);
	});
});

it('a tool with an error output does nothing and says so: n8n would hide its successes, too', async () => {
	const { error } = await sendText({}, { settings: { onError: 'continueErrorOutput' } });
	expect(error).toMatch(/^Nothing was done: 'On Error' of this tool/);
	expect(sent()).toEqual([]);
});

describe('a reply', () => {
	const incoming = { sessionId: 'demo', chatId: ALICE, messageId: 'X1', event: 'message' };
	const reply = async (more: IDataObject) =>
		await call(['messages', 'reply'], { message: 'Yes', ...more }, { items: [{ json: incoming }] });

	it.each(['={{ $json }}', "={{ $fromAI('incoming', '', 'json') }}"])(
		'does not go where the model may say: %s',
		async (expression) => {
			const { error } = await reply({ incoming: expression });
			expect(error).toMatch(/^'Incoming Message' must not come from the model/);
			expect(error).toContain("{{ $('WARest Trigger').item.json }}");
			expect(current.sandbox.requests).toEqual([]);
		},
	);

	it('goes only to a chat that the agent may use', async () => {
		const { error } = await reply({
			incoming: "={{ $('Source').item.json }}",
			onlyTheseChats: BOB,
		});
		expect(error).toContain('is not among the chats');
		expect(sent()).toEqual([]);
	});

	it('goes to the message of the workflow', async () => {
		const { error } = await reply({ incoming: "={{ $('Source').item.json }}" });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([ALICE]);
	});
});

describe('what a model gets wrong', () => {
	it.each([
		['yes', true],
		['no', false],
	])('"%s" for a switch is %s', async (pin, meant) => {
		await pinChat({ pin });
		const { body } = current.sandbox.requests.find(({ path }) => path.endsWith('/pin'))!;
		expect(body).toMatchObject({ pin: meant });
	});

	it.each<[string, () => Promise<{ error?: string }>, RegExp]>([
		[
			'"maybe" for a switch',
			async () => await pinChat({ pin: 'maybe' }),
			/^'Pin\?' is neither on nor off: "maybe"\. It takes true or false\./,
		],
		[
			'a number without its country',
			async () => await sendText({ to: byId('081200010000') }),
			/^'To' starts with 0, so its country is not known: "081200010000"\. Write it with/,
		],
		[
			'a number with a digit too many',
			async () => await sendText({ to: byId('+62812000100001234') }),
			/^'To' .*\. .*digit/,
		],
		[
			'two numbers in one',
			async () => await sendText({ to: byId('6281200010000 6281200010003') }),
			/^'To' seems to be more than one number/,
		],
		[
			'a message that does not exist',
			async () =>
				await call(['messageActions', 'reactToMessage'], {
					chatId: byId('6289999999999'),
					messageId: byId('X1'),
					emoji: '👍',
				}),
			/^The chat '6289999999999@s\.whatsapp\.net' does not exist/,
		],
	])('%s is refused, and the model is told what is right', async (_what, calling, message) => {
		const { error } = await calling();
		expect(error).toMatch(message);
		expect(error).toMatch(/Nothing was (sent|changed)\.$/);
		expect(changes()).toEqual([]);
	});
});

describe('a wait of more than 30 s', () => {
	const told = async (more: IDataObject) => {
		const start = Date.now();
		const { error } = await sendText(more);
		expect(Date.now() - start).toBeLessThan(5000);
		return error;
	};

	it('for the server is told to the model', async () => {
		const headers = { 'Retry-After': '45' };
		const action = {
			kind: 'answer',
			status: 429,
			headers,
			body: { error: 'Cooldown', retryAfter: 45 },
		} as const;
		current.sandbox.control.fault({ path: '/api/v1/messages/send', action });
		expect(await told({ pace: { maxWait: 60 } })).toMatch(
			/^The next request is possible in 4\d s, .*Try again in 4\d seconds\. Nothing was sent\.$/,
		);
	});

	it('for the pace is told to the model, and what it can do', async () => {
		const pace = { pause: 45, maxWait: 60 };
		await sendText({ pace });
		expect(await told({ pace })).toMatch(
			/^The message would have to wait 4\d s for its turn \('Pause'\)\. Send less at a time\. Nothing was sent\.$/,
		);
	});
});
