import type { IDataObject } from 'n8n-workflow';
import { startEngine } from '../support/engine';
import { byId, listInEditor, runWarest, testCredential } from '../support/warest';
import { connect, group, mayWrite, type Live } from './account';

// A server with its default limits makes a second message to the same person wait 3 s.
jest.setTimeout(60_000);

const itWithGroup = group ? it : it.skip;
const itWrites = mayWrite ? it : it.skip;

let live: Live;

beforeAll(async () => {
	await startEngine();
	live = await connect();
});
afterAll(async () => await live.close());

const run = async (resource: string, operation: string, parameters: object = {}) => {
	const { items, error } = await runWarest(live.account, [resource, operation], {
		sessionId: byId(live.session),
		...parameters,
	});
	if (error) throw error;
	return items.map(({ json }) => json);
};

/** The session's chat with itself, the only place where a test may write. */
const ownNumber = async () => {
	const sessions = await run('sessions', 'listSessions');
	return String(sessions.find(({ id }) => id === live.session)?.ownPhone);
};

describe('reading', () => {
	it('accepts the credential', async () => {
		expect(await testCredential(live.account)).toMatchObject({ status: 'OK' });
	});

	it('finds the session connected', async () => {
		expect(await run('sessions', 'listSessions')).toContainEqual(
			expect.objectContaining({ id: live.session, connected: true }),
		);
	});

	it.each([
		['sessions', 'devices'],
		['sessions', 'updateConfig'],
		['server', 'ping'],
		['chats', 'listChats'],
		['groups', 'listGroups'],
		['profile', 'getProfileInfo'],
		['profile', 'getProfilePicture'],
		['profile', 'getPrivacySettings'],
		['profile', 'listContacts'],
	])('%s %s', async (resource, operation) => {
		const items = await run(resource, operation);
		expect(items.every((item) => typeof item === 'object' && !('error' in item))).toBe(true);
	});

	it('reads the messages of a chat, and lists chats and messages for the editor', async () => {
		const [chat] = await run('chats', 'listChats', { limit: 1 });
		const chatId = byId(chat.chatId);
		const messages = await run('chats', 'getChatMessages', { chatId, limit: 5 });
		expect(messages.every(({ chatId: of }) => of === chat.chatId)).toBe(true);
		const sessionId = byId(live.session);
		const chats = await listInEditor(live.account, 'searchChats', { sessionId });
		const listed = chats.results.map(({ value }) =>
			String(value).replace(/^unverified:(\d+)$/, '$1@s.whatsapp.net'),
		);
		expect(listed).toContain(chat.chatId);
		const ids = await listInEditor(live.account, 'searchMessages', { sessionId, chatId });
		expect(ids.results).not.toEqual([]);
	});

	itWithGroup('reads a group', async () => {
		const groups = await run('groups', 'listGroups');
		expect(groups.map(({ groupId }) => groupId)).toContain(group);
		const groupId = byId(group);
		const [info] = await run('groups', 'getGroupInfo', { groupId, simplify: false });
		expect(info).toMatchObject({ id: group });
		const participants = await run('groups', 'getGroupParticipants', { groupId });
		expect(participants.length).toBeGreaterThan(0);
	});

	it('hashes the text itself', async () => {
		const [{ hash, digest, value, data }] = await run('misc', 'cryptoHash', { input: 'hello' });
		expect([hash, digest, value, data]).toContain(
			'2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
		);
	});
});

describe('writing', () => {
	const written = async (act: () => Promise<IDataObject[]>, result: object) => {
		expect(await act()).toEqual([expect.objectContaining(result)]);
	};

	itWrites('pins and unpins a chat', async () => {
		const [{ chatId: jid }] = await run('chats', 'listChats', { limit: 1 });
		const chatId = byId(jid);
		await written(async () => await run('chats', 'pinChat', { chatId, pin: true }), {
			pinned: true,
		});
		await written(async () => await run('chats', 'pinChat', { chatId, pin: false }), {
			pinned: false,
		});
	});

	itWrites('sends a text to oneself, and edits and deletes it', async () => {
		const own = await ownNumber();
		const [{ messageId, sent }] = await run('messages', 'sendText', {
			to: byId(own),
			message: `n8n-nodes-warest live test ${new Date().toISOString()}`,
		});
		expect(sent).toBe(true);
		const message = { chatId: byId(own), messageId: byId(messageId) };
		await written(
			async () => await run('messageActions', 'editMessage', { ...message, message: 'edited' }),
			{ messageId },
		);
		await written(async () => await run('messageActions', 'revokeMessage', message), { messageId });
	});
});
