import { clientOf, EventStream } from '../test-client';
import { contact, group, member, useListening } from './test-world';

const current = useListening();

interface PhoneMessage {
	id: string;
	text: string;
	kind: string | null;
	edited: boolean;
	deleted: boolean;
	media: { url: string | null; name: string | null; mimeType: string } | null;
	reactions: { emoji: string }[];
	poll: { options: { name: string; voters: unknown[] }[] } | null;
	quoted: { text: string } | null;
}

/** One of the control routes, as the phone page uses them. */
async function act(name: string, body: object) {
	const { sandbox } = current;
	const answer = await clientOf(sandbox).post<{ messageId: string; callId: string; error: string }>(
		`/control/sessions/demo/${name}`,
		body,
	);
	await sandbox.webhooks.settled();
	return { status: answer.status, ...answer.data };
}

const write = async (message: object) =>
	(await act('incoming', { chatId: contact, ...message })).messageId;

async function onPhone(id: string, chat = contact): Promise<PhoneMessage | undefined> {
	const { data } = await clientOf(current.sandbox).get<PhoneMessage[]>(
		`/control/sessions/demo/chats/${chat}/messages`,
	);
	return data.find((message) => message.id === id);
}

async function inList(id: string) {
	const { data } = await clientOf(current.sandbox).get<{
		result: { data: { id: string; messageType: string; body: string }[] };
	}>(`/api/v1/chats/${contact}/messages?sessionId=demo&limit=500`);
	return data.result.data.find((message) => message.id === id);
}

const lastData = () => current.receiver.requests.at(-1)?.body.data ?? {};

const bytes = Buffer.from('these are the bytes');

describe('A contact over the control routes', () => {
	it.each([
		['image', 'image', 'media', 'image/png'],
		['voice', 'audio', 'audio', 'audio/ogg'],
		['document', 'document', 'file', 'application/pdf'],
		['sticker', 'stickermessage', 'sticker', 'image/webp'],
	])('sends a sample %s', async (kind, messageType, tags, mimeType) => {
		const id = await write({ kind });
		expect((await onPhone(id))?.media?.url).toContain(id);
		expect(await inList(id)).toMatchObject({ messageType });
		expect(lastData()).toMatchObject({ tags, media: { mimeType, hasMedia: true } });
	});

	it('sends a file, of which the server keeps a copy that anybody may fetch', async () => {
		const file = { mimeType: 'image/jpeg', base64: bytes.toString('base64') };
		const id = await write({ kind: 'image', text: 'look', file });
		expect(await onPhone(id)).toMatchObject({ text: 'look', kind: 'image' });
		const { url, storageKey } = lastData().media as { url: string; storageKey: string };
		expect(url).toContain(`/storages/${storageKey}`);
		expect(new URL(url).hostname).toBe('localhost');
		const { status, data } = await clientOf(current.sandbox, '').get<ArrayBuffer>(
			`/storages/${storageKey}`,
			{ responseType: 'arraybuffer' },
		);
		expect([status, Buffer.from(data)]).toEqual([200, bytes]);
	});

	it('sends a document with a caption, which the server neither describes nor keeps', async () => {
		const file = { name: 'a.pdf', mimeType: 'application/pdf', base64: bytes.toString('base64') };
		const id = await write({ kind: 'document', text: 'monthly', file });
		expect(await onPhone(id)).toMatchObject({ text: 'monthly', media: { name: 'a.pdf' } });
		expect(lastData()).toMatchObject({ text: '', contentType: 'documentWithCaptionMessage' });
		expect(lastData()).not.toHaveProperty('media');
		expect(await inList(id)).toBeUndefined();
	});

	it('answers a message with a quote', async () => {
		const first = await write({ text: 'the question' });
		const id = await write({ text: 'the answer', quotedId: first });
		expect(await onPhone(id)).toMatchObject({ quoted: { text: 'the question' } });
		expect(await inList(id)).toMatchObject({ messageType: 'extendedtextmessage' });
		expect(lastData()).toMatchObject({ tags: 'extended_text', quoted: { text: 'the question' } });
	});

	it('reacts, and removes the reaction', async () => {
		const id = await write({ text: 'nice' });
		await act('reactions', { chatId: contact, messageId: id, emoji: '👍' });
		expect(await onPhone(id)).toMatchObject({ reactions: [{ emoji: '👍' }] });
		await act('reactions', { chatId: contact, messageId: id, emoji: '' });
		expect(await onPhone(id)).toMatchObject({ reactions: [] });
		expect(lastData()).toMatchObject({ reaction: { text: '', key: { id, fromMe: false } } });
	});

	it('reacts to a message of the session: the key says whose it is', async () => {
		const body = { sessionId: 'demo', to: contact, message: 'mine' };
		await clientOf(current.sandbox).post('/api/v1/messages/send/text', body);
		const [{ messageId }] = current.sandbox.control.sent;
		await act('reactions', { chatId: contact, messageId, emoji: '👍' });
		expect(lastData()).toMatchObject({ reaction: { key: { id: messageId, fromMe: true } } });
	});

	it('edits and deletes their own messages, but none of ours', async () => {
		const id = await write({ text: 'teh text' });
		await act('edits', { chatId: contact, messageId: id, text: 'the text' });
		expect(await onPhone(id)).toMatchObject({ text: 'the text', edited: true });
		expect(current.receiver.events.slice(-2).sort()).toEqual([
			'message_edited',
			'message_received',
		]);
		await act('deletions', { chatId: contact, messageId: id });
		expect(await onPhone(id)).toMatchObject({ deleted: true });
		expect(lastData()).toMatchObject({
			tags: 'system',
			message: { message: { protocolMessage: { type: 'REVOKE', key: { id } } } },
		});
		const own = await act('deletions', { chatId: contact, messageId: 'MSG0000000' });
		expect(own.status).toBe(400);
	});

	it('votes in a poll; the server can decrypt the vote', async () => {
		const poll = { question: 'Lunch?', options: ['Nasi', 'Mie'] };
		const id = await write({ kind: 'poll', poll });
		await act('votes', { chatId: contact, messageId: id, options: ['Mie'] });
		expect((await onPhone(id))?.poll?.options.map(({ voters }) => voters.length)).toEqual([0, 1]);
		const { message } = lastData().message as { message: { pollUpdateMessage: object } };
		const { status, data } = await clientOf(current.sandbox).post<{ results: object[] }>(
			'/api/v1/misc/whatsapp/poll-update-vote',
			{
				sessionId: 'demo',
				pollUpdateVote: message.pollUpdateMessage,
				pollCreatorJid: contact,
				voterJid: contact,
			},
		);
		expect([status, data.results[0]]).toEqual([
			200,
			expect.objectContaining({ voterJid: contact, pollTitle: 'Lunch?' }),
		]);
	});

	it("answers the server's own buttons and lists; the text is empty", async () => {
		const client = clientOf(current.sandbox);
		const to = { sessionId: 'demo', to: contact };
		const buttons = [{ type: 'reply', displayText: 'Ping', id: 'btn-ping' }];
		const sections = [{ title: 'A', rows: [{ id: 'A1', title: 'Item A1' }] }];
		await client.post('/api/v1/messages/send/button', { ...to, text: 'Choose', buttons });
		await client.post('/api/v1/messages/send/list', { ...to, text: 'Pick', sections });
		const [button, list] = current.sandbox.control.sent.map(({ messageId }) => messageId);
		const tap = await act('answers', { chatId: contact, messageId: button, id: 'btn-ping' });
		expect(lastData()).toMatchObject({ text: '', contentType: 'interactiveResponseMessage' });
		expect(JSON.stringify(lastData())).toContain('{\\"id\\":\\"btn-ping\\"}');
		expect(await onPhone(tap.messageId)).toMatchObject({ text: 'Ping' });
		expect(await inList(tap.messageId)).toMatchObject({ messageType: 'interactive', body: '' });
		const row = await act('answers', { chatId: contact, messageId: list, id: 'A1' });
		expect(await onPhone(row.messageId)).toMatchObject({ text: 'Item A1' });
		const wrong = await act('answers', { chatId: contact, messageId: list, id: 'nothing' });
		expect([wrong.status, wrong.error]).toEqual([400, 'There is nothing "nothing" to choose']);
	});

	it('changes a group: the API lists it so', async () => {
		const newcomer = '6281200010009@s.whatsapp.net';
		await act('group-changes', { groupId: group, change: 'join', participants: [newcomer] });
		await act('group-changes', { groupId: group, change: 'promote', participants: [newcomer] });
		await act('group-changes', { groupId: group, change: 'leave', participants: [member] });
		await act('group-changes', { groupId: group, change: 'subject', text: 'Renamed' });
		const known = current.sandbox.control.group('demo', group);
		expect(known.subject).toBe('Renamed');
		expect(known.members.map(({ id, admin }) => [id, admin])).toContainEqual([newcomer, 'admin']);
		expect(known.members.map(({ id }) => id)).not.toContain(member);
		expect([...current.receiver.events].sort()).toEqual([
			'group_join',
			'group_leave',
			...Array<string>(3).fill('group_participants'),
			'group_update',
			...Array<string>(4).fill('message_received'),
		]);
	});

	it('calls, and the call ends under the same id', async () => {
		const { callId } = await act('calls', { from: contact, isVideo: true });
		await act('calls', { from: contact, id: callId, status: 'terminate' });
		const calls = current.receiver.requests.flatMap(
			({ body }) => body.data.calls as { id: string; status: string }[],
		);
		expect(calls.map(({ id, status }) => [id, status])).toEqual([
			[callId, 'offer'],
			[callId, 'terminate'],
		]);
	});

	it.each([
		['incoming', { text: 'to nobody' }, '"chatId" is missing'],
		['incoming', { chatId: contact, kind: 'video' }, '"file" is missing'],
		['incoming', { chatId: contact, text: 'x', quotedId: 'gone' }, /has no message "gone"/],
		['reactions', { chatId: contact, messageId: 'gone', emoji: 'x' }, /has no message "gone"/],
		['group-changes', { groupId: group, change: 'explode' }, /"change" is one of/],
		['group-changes', { groupId: group, change: 'add' }, '"participants" is missing'],
		['presences', { chatId: contact, presence: 'asleep' }, /"presence" is one of/],
	])('is refused what makes no sense: %s %j', async (name, body, error) => {
		const answer = await act(name, body);
		expect(answer.status).toBe(400);
		expect(answer.error).toMatch(error);
		expect(current.receiver.events).toEqual([]);
	});

	it('shows on the phone page at once', async () => {
		const { sandbox } = current;
		const stream = new EventStream(
			`${sandbox.url}/phone/events?session=demo&chat=${encodeURIComponent(contact)}`,
		);
		const id = await write({ kind: 'location', location: { latitude: -6.2, longitude: 106.8 } });
		const { messages } = await stream.next<{ messages: { id: string; location: object }[] }>(
			'messages',
			(event) => event.messages.at(-1)?.id === id,
		);
		expect(messages.at(-1)?.location).toMatchObject({ latitude: -6.2 });
		await stream.leave();
	});
});

describe('The control routes of the webhooks', () => {
	it('report every attempt, change settings, repeat and restart', async () => {
		const client = clientOf(current.sandbox);
		await client.post('/control/webhooks/settings', { retries: 1, sha: '512' });
		current.receiver.answering = () => ({ status: 500 });
		await write({ text: 'hello' });
		const { data } = await client.get<{ deliveries: { status: number; event: string }[] }>(
			'/control/webhooks',
		);
		expect(data.deliveries.map(({ event, status }) => [event, status])).toEqual([
			['message_received', 500],
			['message_received', 500],
		]);
		expect(current.receiver.requests[0].headers['x-warest-signature']).toMatch(
			/^HMAC-SHA512=[0-9a-f]{128}$/,
		);
		await client.post('/control/webhooks/redeliveries', { index: 0 });
		expect(current.receiver.requests).toHaveLength(3);
		await current.register(`${current.receiver.url}?v=2`);
		await client.post('/control/restart');
		await client.post('/control/webhooks/settled');
		expect(current.receiver.events).toContain('session_status');
	});
});
