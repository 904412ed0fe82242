import { reached, useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';
const onPhone = (id: string) =>
	current.sandbox.control.phoneMessages('demo', JID).find((message) => message.id === id);
const messages = () => current.sandbox.control.phoneMessages('demo', JID);
const own = () => messages().find(({ fromMe }) => fromMe)!.id;
const others = () => messages().find(({ fromMe }) => !fromMe)!.id;

const act = async (operation: string, messageId: string, parameters: object = {}, chat = JID) =>
	await runWarest(current.account, ['messageActions', operation], {
		sessionId: byId('demo'),
		chatId: byId(chat),
		messageId: byId(messageId),
		...parameters,
	});

it('reacts, and removes the reaction', async () => {
	const id = others();
	await act('reactToMessage', id, { emoji: ' ❤️ ' });
	expect(onPhone(id)?.reactions.map(({ emoji }) => emoji)).toEqual(['❤️']);
	await act('removeReaction', id);
	expect(onPhone(id)?.reactions).toEqual([]);
});

it.each(['👍', '👍🏽', '👨‍👩‍👧', '🇮🇩', '1️⃣', '❤'])('reacts with %s', async (emoji) => {
	const { items } = await act('reactToMessage', others(), { emoji });
	expect(items).toHaveLength(1);
});

it.each(['ok', '👍👍', ':smile:', '1', '={{ " " }}'])('refuses to react with %p', async (emoji) => {
	const { error } = await act('reactToMessage', others(), { emoji });
	expect(error?.message).toMatch(/^'Emoji' is (not a single emoji|empty)/);
	expect(reached(current.sandbox, /reaction/)).toHaveLength(0);
});

it('stars and unstars', async () => {
	const id = others();
	await act('starMessage', id);
	expect(onPhone(id)?.starred).toBe(true);
	await act('unstarMessage', id);
	expect(onPhone(id)?.starred).toBe(false);
});

it('edits a message that the session sent, blanks and all', async () => {
	const id = own();
	await act('editMessage', id, { message: '  see you\nat 10:30 ' });
	expect(onPhone(id)).toMatchObject({ text: '  see you\nat 10:30 ', edited: true });
});

it('deletes a message that the session sent for everyone', async () => {
	const id = own();
	await act('revokeMessage', id);
	expect(onPhone(id)?.deleted).toBe(true);
});

it.each(['editMessage', 'revokeMessage'])(
	"%s refuses somebody else's message, of which the server would say that it worked",
	async (operation) => {
		const { error } = await act(operation, others(), { message: 'x' });
		expect(error?.message).toContain('was written by someone else');
		expect(reached(current.sandbox, /action/)).toHaveLength(0);
	},
);

it("deletes a message on the session's side only, in a request whose body the server reads", async () => {
	const id = others();
	await act('deleteMessage', id, { options: { withMedia: false } });
	expect(onPhone(id)).toBeUndefined();
	const [request] = reached(current.sandbox, /^DELETE/);
	expect(request.body).toEqual({ sessionId: 'demo', to: JID, withMedia: false });
});

it('acts on a message of a chat that has only just begun', async () => {
	const { sandbox } = current;
	sandbox.control.setBehaviour({ storeMs: 900 });
	const chatId = '6281300000042@s.whatsapp.net';
	const id = sandbox.control.incoming('demo', { chatId, text: 'hello' });
	const { items, error } = await act('starMessage', id, {}, chatId);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ messageId: id, toJid: chatId });
});

it('keeps a message ID with odd characters in its place', async () => {
	await act('starMessage', 'A/../B ?#%');
	expect(reached(current.sandbox, /star$/)[0].path).toBe(
		'/api/v1/messages/A%2F..%2FB%20%3F%23%25/action/star',
	);
});
