import type { IDataObject } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const NEW = '6281300000042@s.whatsapp.net';
const run = runnerOf(current, 'chats', { sessionId: byId('demo') });

const conversation = async (chatId: string, parameters: object = {}): Promise<IDataObject> => {
	const { items, error } = await run('getConversation', { chatId: byId(chatId), ...parameters });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0].json;
};
const contents = ({ messages }: IDataObject) =>
	(messages as IDataObject[]).map(({ content }) => content);
const write = (text: string) => {
	current.sandbox.control.incoming('demo', { chatId: NEW, text });
	current.sandbox.clock.advance(2000);
};

it('gives the last messages in one item, oldest first, each with who said it and when', async () => {
	const made = await conversation('6281200010003', { limit: 3 });
	expect(made).toMatchObject({ chatId: '6281200010003@s.whatsapp.net', name: 'C3', leftOut: 0 });
	expect(made.messages).toEqual([
		{
			role: 'assistant',
			content: 'hello 3/2',
			name: null,
			sentAt: expect.any(String),
			messageId: 'MSG0030002',
		},
		{
			role: 'user',
			content: 'hello 3/1',
			name: 'C3',
			sentAt: expect.any(String),
			messageId: 'MSG0030001',
		},
		{
			role: 'assistant',
			content: 'hello 3/0',
			name: null,
			sentAt: expect.any(String),
			messageId: 'MSG0030000',
		},
	]);
	const times = (made.messages as IDataObject[]).map(({ sentAt }) => String(sentAt));
	expect(times).toEqual([...times].sort());
});

it('has placeholders for what isn’t words, and leaves out deleted messages and notes of WARest', async () => {
	const said = contents(await conversation('6281200010001', { limit: 100, maxCharacters: 9000 }));
	expect(said).toEqual(
		expect.arrayContaining([
			'[picture: a photo]',
			'[document: report.pdf]',
			'[GIF]',
			'[location]',
			'[contact: Bob]',
			'[sticker]',
		]),
	);
	expect(said.filter((each) => /deleted this|pinned a message/.test(String(each)))).toEqual([]);
});

it('keeps to the budget: older messages are left out, and a newest one that is too long is cut', async () => {
	for (const letter of ['a', 'b', 'c']) write(letter.repeat(60));
	const made = await conversation(NEW, { maxCharacters: 130 });
	expect(contents(made)).toEqual(['b'.repeat(60), 'c'.repeat(60)]);
	expect(made.leftOut).toBe(1);
	write(`${'d'.repeat(98)}😀 and more`);
	expect(contents(await conversation(NEW, { maxCharacters: 100 }))).toEqual([`${'d'.repeat(98)}…`]);
});

it('says so if there are none', async () => {
	expect(await conversation('6281399999999')).toMatchObject({
		messages: [],
		note: expect.stringMatching(/^No messages in this chat/),
	});
});
