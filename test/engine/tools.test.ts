import {
	extractFromAICalls,
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { resources } from '../../nodes/Warest/operations';
import { useSandbox } from '../support/sandbox';
import { byId, runWarest, warestTool } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const ALICE = '6281200010000';

/** An operation as a tool of which the author has entered nothing. */
function toolOf(resource: string, operation: string) {
	const node = { typeVersion: 1.1, type: warestTool.description.name } as INode;
	const { description } = warestTool;
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation },
		true,
		false,
		node,
		description,
	) as INodeParameters;
	const calls = extractFromAICalls(JSON.stringify(parameters).replaceAll('\\"', '"'));
	return {
		description: NodeHelpers.makeDescription(parameters, description),
		arguments: Object.fromEntries(calls.map(({ key, description: text }) => [key, text])),
	};
}

/** A model calls the tool; what it gets. */
async function call(
	[resource, operation]: [string, string],
	args: IDataObject = {},
	parameters: IDataObject = {},
) {
	const { toModel } = await runWarest(
		current.account,
		[resource, operation],
		{ sessionId: byId('demo'), ...parameters },
		{ items: [{ json: args }], asTool: true, settings: { onError: 'continueRegularOutput' } },
	);
	return toModel;
}

const ofWhatsApp = Object.entries(resources)
	.filter(([resource]) => resource !== 'server' && resource !== 'misc')
	.flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation): [string, string] => [resource, operation]),
	);

describe('what a model is told', () => {
	it.each(ofWhatsApp)('of %s %s is that it is about WhatsApp', (resource, operation) => {
		expect(toolOf(resource, operation).description).toMatch(/WhatsApp.* in WARest$/);
		// n8n makes the tool's name of it, of 64 characters at most.
		expect(toolOf(resource, operation).description.length).toBeLessThanOrEqual(64);
	});

	it.each<[[string, string], string[]]>([
		[
			['messages', 'sendText'],
			['to', 'message'],
		],
		[
			['messages', 'sendPoll'],
			['to', 'question', 'pollOptions'],
		],
		[
			['messages', 'sendButton'],
			['to', 'text', 'buttons'],
		],
		[
			['messages', 'sendList'],
			['to', 'text', 'sections'],
		],
		[
			['messages', 'sendMedia'],
			['to', 'url'],
		],
		[
			['chats', 'pinChat'],
			['chatId', 'pin'],
		],
		[
			['chats', 'getChatMessages'],
			['chatId', 'limit'],
		],
		[['chats', 'listChats'], ['limit']],
		[['chats', 'findChat'], ['search']],
		[
			['messageActions', 'reactToMessage'],
			['chatId', 'messageId', 'emoji'],
		],
		[
			['groups', 'addGroupParticipants'],
			['groupId', 'participants'],
		],
		[['profile', 'checkOnWhatsapp'], ['checkNumbers']],
	])('of %s is what each argument takes, without a click of the author', (of, names) => {
		const told = toolOf(...of).arguments;
		expect(Object.keys(told)).toEqual(names);
		for (const text of Object.values(told)) expect(text).toMatch(/\w{3}/);
	});
});

describe('what a model writes', () => {
	const sent = () => current.sandbox.requests.at(-1)?.body as IDataObject;

	it('is sent as it stands', async () => {
		await call(['messages', 'sendText'], { to: ALICE, message: 'Ready' });
		expect(sent()).toMatchObject({ to: `${ALICE}@s.whatsapp.net`, message: 'Ready' });
	});

	it('are the answers of a poll, one per line', async () => {
		await call(['messages', 'sendPoll'], {
			to: ALICE,
			question: 'When?',
			pollOptions: 'Monday\n\n Tuesday ',
		});
		expect(sent()).toMatchObject({ question: 'When?', options: ['Monday', 'Tuesday'] });
	});

	it('are the buttons of a message, one per line', async () => {
		await call(['messages', 'sendButton'], {
			to: ALICE,
			text: 'Order?',
			buttons:
				'Yes\nSee it | https://example.com/a|b\nCall us | +62 812-0001-0000\nCopy | code:SENJA10',
		});
		expect(sent().buttons).toEqual([
			{ type: 'reply', displayText: 'Yes', id: 'Yes' },
			{ type: 'url', displayText: 'See it', url: 'https://example.com/a|b' },
			{ type: 'call', displayText: 'Call us', phoneNumber: '+6281200010000' },
			{ type: 'copy', displayText: 'Copy', copyCode: 'SENJA10' },
		]);
	});

	it('are the sections and rows of a list', async () => {
		await call(['messages', 'sendList'], {
			to: ALICE,
			text: 'What would you like?',
			sections: 'Water\n# Coffee\nLatte | with oat milk\nEspresso',
		});
		expect(sent().sections).toMatchObject([
			{ rows: [{ title: 'Water', id: 'Water' }] },
			{
				title: 'Coffee',
				rows: [{ title: 'Latte', description: 'with oat milk' }, { title: 'Espresso' }],
			},
		]);
	});
});

describe('what a model gets', () => {
	const size = (result: IDataObject[]) => JSON.stringify(result).length;

	it('of the chats are fifteen at most, in few words', async () => {
		for (let index = 0; index < 20; index++) {
			const chatId = `62813${String(index).padStart(8, '0')}@s.whatsapp.net`;
			const text = `Hello, this is customer ${index}. `.repeat(20);
			current.sandbox.control.incoming('demo', { chatId, text });
		}
		const chats = await call(['chats', 'listChats']);
		expect(chats).toHaveLength(15);
		expect(chats[0]).toEqual({
			chatId: expect.any(String),
			name: expect.any(String),
			unread: expect.any(Number),
			lastMessage: expect.stringMatching(/… \(\d+ more characters\)$/),
			lastMessageAt: expect.stringMatching(/^20\d\d-.*:\d\dZ$/),
		});
		expect(size(chats)).toBeLessThanOrEqual(3600);
	});

	it.each(['6281200010003', '120363000000000000@g.us'])(
		'of the messages of %s are few words',
		async (chatId) => {
			const messages = await call(['chats', 'getChatMessages'], { chatId });
			expect(messages.length).toBeGreaterThan(1);
			expect(messages[0]).toMatchObject({
				messageId: expect.any(String),
				sentAt: expect.stringMatching(/^20\d\d-.*:\d\dZ$/),
			});
			expect(size(messages)).toBeLessThanOrEqual(3600);
		},
	);

	it('is never an empty text', async () => {
		const none = await call(['chats', 'getChatMessages'], { chatId: '6289999999999' });
		expect(none).toEqual([{ result: expect.stringMatching(/^No messages found.*no such chat/) }]);
	});

	it('is what the server gives if the author wants it raw', async () => {
		const [chat] = await call(['chats', 'listChats'], {}, { simplify: false });
		expect(chat).toMatchObject({
			jid: expect.any(String),
			lastMessageTimestamp: expect.any(Number),
		});
	});
});
