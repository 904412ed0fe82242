import { kindOf } from '../../../../nodes/WarestTrigger/events/kinds';
import { mediaOf } from '../../../../nodes/WarestTrigger/events/media';
import { isoSeconds, numberOrNull } from '../../../../nodes/WarestTrigger/events/values';

const received = (message: object, rest = {}) => ({ message: { message, ...rest } });

it.each([
	['the edit of a message', received({ editedMessage: { message: {} } }), 'edit', true],
	[
		'an edit as a protocol message',
		received({ protocolMessage: { type: 'MESSAGE_EDIT' } }),
		'edit',
		true,
	],
	['a deletion for everyone', received({ protocolMessage: { type: 'REVOKE' } }), 'revoke', false],
	[
		'another protocol message',
		received({ protocolMessage: { type: 'EPHEMERAL_SETTING' } }),
		'system',
		false,
	],
	['a pin', received({ pinInChatMessage: {} }), 'pin', false],
	['a kept message', received({ keepInChatMessage: {} }), 'pin', false],
	['a vote', received({ pollUpdateMessage: {} }), 'pollVote', false],
	['an album', received({ albumMessage: {} }), 'system', false],
	['a text', received({ conversation: 'hi' }), 'message', false],
	['nothing to decrypt', received({}, { messageStubType: 2 }), 'system', false],
])('%s is what it means', (_what, data, event, repeats) => {
	expect(kindOf('message_received', data as never)).toMatchObject({ event, repeats });
});

const picture = (media: object) =>
	mediaOf(
		{ message: { message: { imageMessage: { mimetype: 'image/jpeg' } } }, media } as never,
		'https://wa.example.com/warest',
	);

it.each([
	[
		'on the disk of the server',
		{
			storageKey: 'k',
			storageDriver: 'local',
			url: 'http://localhost:7308/storages/incoming-media/a.jpg',
		},
		'https://wa.example.com/warest/storages/incoming-media/a.jpg',
	],
	[
		'somewhere else on the server',
		{ storageKey: 'k', storageDriver: 'local', url: 'http://localhost:7308/files/a.jpg?x=1' },
		'https://wa.example.com/warest/files/a.jpg?x=1',
	],
	[
		'in a bucket',
		{ storageKey: 'k', storageDriver: 's3', url: 'https://bucket.example.com/a.jpg' },
		'https://bucket.example.com/a.jpg',
	],
	['at no address', { storageKey: 'k', storageDriver: 'local', url: 'a.jpg' }, null],
	['nowhere', { url: 'https://mmg.whatsapp.example/a.enc' }, null],
])('a picture %s is to be had there', (_where, media, url) => {
	expect(picture(media)?.url).toBe(url);
});

it.each([
	[5, 5],
	['5', 5],
	['', null],
	['five', null],
	[{ low: 286, high: 0, unsigned: true }, 286],
	[{ low: 0, high: 1 }, 4294967296],
	[{ low: '1' }, null],
	[null, null],
])('reads the number %p', (value, number) => {
	expect(numberOrNull(value)).toBe(number);
});

it.each([
	[1795339140, '2026-11-22T09:19:00.000Z'],
	['1795339140', '2026-11-22T09:19:00.000Z'],
	[0, null],
	[1e300, null],
])('reads the time %p', (value, time) => {
	expect(isoSeconds(value)).toBe(time);
});
