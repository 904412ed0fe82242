import { briefChat, briefMessage } from '../../../../nodes/Warest/operations/chats/brief';

const MESSAGE = {
	messageId: 'M1',
	fromMe: false,
	isGroup: false,
	type: 'text',
	text: 'Hi',
	sender: { phone: '+6281200010003', lid: null },
	sentAt: '2026-11-20T10:00:00.000Z',
};

it('leaves out of a message what all messages of the chat share', () => {
	expect(briefMessage(MESSAGE, 600)).toMatchObject({
		fromMe: null,
		sender: null,
		type: null,
		isEdited: null,
	});
});

it('names who wrote in a group: by the number, or by the LID where it is hidden', () => {
	const inGroup = { ...MESSAGE, isGroup: true };
	expect(briefMessage(inGroup, 600).sender).toBe('+6281200010003');
	const hidden = { phone: null, lid: '900000000777@lid' };
	expect(briefMessage({ ...inGroup, sender: hidden }, 600).sender).toBe('900000000777@lid');
	expect(briefMessage({ ...inGroup, fromMe: true }, 600).sender).toBe(null);
});

it.each([
	[{ url: 'http://warest.test/a.png', fileName: 'a.png' }, 'http://warest.test/a.png'],
	[{ fileName: 'a.png', mimeType: 'image/png' }, 'a.png'],
	[{ mimeType: 'image/png' }, 'image/png'],
])('names a file by the best that is known: %j', (media, file) => {
	const message = { ...MESSAGE, type: 'image', media, isEdited: true, quoted: { messageId: 'Q' } };
	expect(briefMessage(message, 600)).toMatchObject({
		file,
		type: 'image',
		isEdited: true,
		answersTo: 'Q',
	});
});

it('says of a chat what is worth a word', () => {
	const quiet = { chatId: 'a', name: 'A', unreadCount: 0, lastMessageAt: null };
	expect(briefChat(quiet, 600)).toMatchObject({ isGroup: null, unread: null, lastMessageAt: null });
	const busy = { ...quiet, isGroup: true, unreadCount: 3, lastMessageAt: MESSAGE.sentAt };
	expect(briefChat(busy, 600)).toMatchObject({
		isGroup: true,
		unread: 3,
		lastMessageAt: expect.any(String),
	});
});
