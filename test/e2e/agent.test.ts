import type { IDataObject } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';
import { agentsOf, client, http, tool, type Agent } from './agent-scene';
import { ScriptedModel, type Call } from './scripted-model';
import { CHAT, ofN8n, sandbox, SESSION, slot, triggerWorkflow, write } from './trigger-scene';

/** What a tool's result may cost a model, in characters. */
const MOST = 3_600;
/** A number that isn't on WhatsApp. */
const NOBODY = '6281299000000';

let model: ScriptedModel;
let agents: Awaited<ReturnType<typeof agentsOf>>;

beforeAll(async () => {
	model = await ScriptedModel.start();
	agents = await agentsOf(model);
	await write('Where is my order?');
});

afterAll(async () => await model.close());

const call = (name: string, args: IDataObject): Call => ({ name, args });

const sendText = tool('Send Text', ['messages', 'sendText']);

interface Sent {
	jid: string;
	text: string;
}

/** What the server sent whose text has these words. */
async function sentWith(words: string): Promise<Sent[]> {
	const { data } = await sandbox.get<{ sent: Sent[] }>('/control/sent');
	return data.sent.filter(({ text }) => text?.includes(words));
}

/** The paths that the server was asked to change something at. */
async function changes(): Promise<string[]> {
	const { data } = await sandbox.get<{ requests: Array<{ method: string; path: string }> }>(
		'/control/requests',
	);
	return data.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
}

it('reads the inbox and answers; results are small and never empty', async () => {
	const told = await agents.run(
		'inbox',
		[
			tool('List Chats', ['chats', 'listChats']),
			tool('Fetch Chat Messages', ['chats', 'getChatMessages']),
			tool('Get Conversation', ['chats', 'getConversation']),
			tool('Find Chat', ['chats', 'findChat']),
			sendText,
		],
		[
			[call('List_Chats', {})],
			([chats]) => {
				const [{ chatId }] = JSON.parse(chats) as Array<{ chatId: string }>;
				return [
					call('Fetch_Chat_Messages', { chatId }),
					call('Get_Conversation', { chatId }),
					call('Find_Chat', { search: 'Nobody has this name' }),
				];
			},
			([, , conversation]) => {
				const [{ chatId }] = JSON.parse(conversation) as Array<{ chatId: string }>;
				return [call('Send_Text', { to: chatId, message: 'It is on its way' })];
			},
			'Done',
		],
	);
	const [chats, messages, conversation, found, sent] = told;
	expect(chats).toContain('Where is my order?');
	expect(messages).toContain('Where is my order?');
	expect(conversation).toContain('"role":"user","content":"Where is my order?"');
	expect(found).toMatch(/\w/);
	expect(sent).toContain('"sent":true');
	for (const each of told) expect(each.length).toBeLessThanOrEqual(MOST);
	expect(await sentWith('It is on its way')).toEqual([expect.objectContaining({ jid: CHAT })]);
});

it('sends once, whatever the model tries after a cut connection', async () => {
	const path = '/api/v1/messages/send';
	await sandbox.post('/control/faults', { path, action: { kind: 'cut-after' } });
	const again = [call('Send_Text', { to: CHAT, message: 'Your refund is 40' })];
	const told = await agents.run('cut', [sendText], [again, again, 'Done']);
	expect(told).toEqual([
		expect.stringMatching(/was lost.*may have done it, or not(?!.*try again).*Don't try it again/s),
		expect.stringContaining('It may have been sent already'),
	]);
	expect(await sentWith('Your refund is 40')).toHaveLength(1);
});

it('does not clear a chat unless its author allows it', async () => {
	const before = await changes();
	const told = await agents.run(
		'destroys',
		[tool('Clear Chat', ['chats', 'clearChat'])],
		[[call('Clear_Chat', { chatId: CHAT, allowDestructive: true })], 'Done'],
	);
	expect(told).toEqual([
		expect.stringMatching(/'Clear Chat Messages' was refused.*Nothing was done\./s),
	]);
	expect(await changes()).toEqual(before);
});

it('tells the model its mistakes, and sends nothing', async () => {
	const before = await changes();
	const message = 'To the wrong person';
	const options = { onlyIfOnWhatsApp: true };
	const sendIfKnown = tool('Send Text', ['messages', 'sendText'], { options });
	const told = await agents.run(
		'mistakes',
		[sendIfKnown, tool('Pin Chat', ['chats', 'pinChat'])],
		[
			[call('Send_Text', { to: 'Farah Nabila', message })],
			[call('Send_Text', { to: '0812', message })],
			[call('Send_Text', { to: NOBODY, message })],
			[call('Send_Text', { message })],
			[call('Pin_Chat', { chatId: CHAT, pin: 'perhaps' })],
			[call('Pin_Chat', { chatId: CHAT, pin: 'yes' })],
			'Done',
		],
	);
	expect(told).toEqual([
		expect.stringMatching(/a name never decides whom a message goes to.*Nothing was sent\./s),
		expect.stringMatching(/its country is not known.*Nothing was sent\./s),
		expect.stringMatching(/is not on WhatsApp.*Nothing was sent/s),
		expect.stringMatching(/'To' is empty.*Nothing was sent\./s),
		expect.stringMatching(/'Pin\?' is neither on nor off.*It takes true or false\./s),
		expect.stringContaining('"pinned":true'),
	]);
	const done = (await changes()).slice(before.length);
	expect(done).toEqual([expect.stringMatching(/\/pin$/)]);
});

describe('a review step before Clear Chat, and a model that approves itself', () => {
	const OWNER = '6281300090077@s.whatsapp.net';

	/** Starts an agent that wants to clear a chat, and gives the text that the owner reads. */
	async function ask(answerBy: 'chat' | 'link', customer: number) {
		const chatId = `62813000910${customer}@s.whatsapp.net`;
		await sandbox.post(`/control/sessions/${SESSION}/incoming`, { chatId, text: 'Delete me' });
		const review = tool('Ask the owner', ['messages', 'sendAndWait'], {
			to: { __rl: true, mode: 'number', value: OWNER },
			answerBy,
		});
		const clear = tool('Clear Chat', ['chats', 'clearChat'], { allowDestructive: true });
		const approved = true;
		const agent = await agents.begin(
			`review ${customer}`,
			[
				{ ...review, isReview: true },
				{ ...clear, behind: review.name },
			],
			[
				[
					call('Clear_Chat', {
						approved,
						data: { approved },
						hitlParameters: { approved, data: { approved }, chatInput: 'approved', tool: 'Read' },
						toolParameters: { chatId, approved },
					}),
				],
				'Done',
			],
		);
		for (let turn = 0; turn < 300; turn++) {
			const [question] = await sentWith(chatId);
			if (question && (await client.count(agent, 'waiting')) === 1) {
				return { agent, chatId, text: question.text };
			}
			await wait(100);
		}
		throw new Error('The owner was not asked');
	}

	const messagesIn = async (chatId: string) =>
		(
			await sandbox.get<unknown[]>(
				`/control/sessions/${SESSION}/chats/${encodeURIComponent(chatId)}/messages`,
			)
		).data.length;

	/** What the owner decided is done, and the model hears it. */
	async function expectDone(isApproved: boolean, agent: Agent, chatId: string) {
		const [told] = await agents.ended(agent);
		expect(told).toMatch(isApproved ? /cleared/ : /rejected/);
		expect(await messagesIn(chatId)).toBe(isApproved ? 0 : 1);
	}

	it.each([
		{ choice: 0, customer: 20 },
		{ choice: 1, customer: 21 },
	])('does what the owner chooses by link: $choice', async ({ choice, customer }) => {
		const { agent, chatId, text } = await ask('link', customer);
		expect(text).toContain('An AI agent wants to use: Clear Chat');
		expect(await messagesIn(chatId)).toBe(1);
		const [link] = /http\S+/.exec(text) ?? [];
		await http.post(String(link), new URLSearchParams({ choice: String(choice) }).toString());
		await expectDone(choice === 0, agent, chatId);
	});

	describe('in the chat', () => {
		beforeAll(async () => {
			const inbox = await client.createWorkflow(triggerWorkflow('Inbox of answers'));
			await client.activate(inbox);
			await slot(ofN8n);
		});

		it.each([
			{ answer: '1', customer: 30 },
			{ answer: '2', customer: 31 },
		])('does what the owner answers: $answer', async ({ answer, customer }) => {
			const { agent, chatId, text } = await ask('chat', customer);
			expect(text).toContain('An AI agent wants to use: Clear Chat');
			expect(await messagesIn(chatId)).toBe(1);
			await sandbox.post(`/control/sessions/${SESSION}/incoming`, { chatId: OWNER, text: answer });
			await expectDone(answer === '1', agent, chatId);
		});
	});
});
