import { contentOfRow } from '../../../nodes/message/history-row';

const of = (row: object) => contentOfRow(row as never, 'http://warest.test');

it.each([
	['a text', { messageType: 'conversation', body: 'Hi' }, { type: 'text', text: 'Hi' }],
	['a text that is missing', { messageType: 'conversation' }, { type: 'text', text: '' }],
	['a kind that no contract knows', { messageType: 'toString', body: 'x' }, { type: 'other' }],
	[
		'a message that was deleted',
		{ messageType: 'conversation', body: 'Gone', isDeleted: true },
		{ type: 'deleted', text: '', media: null, details: null },
	],
	[
		'a contact',
		{ messageType: 'contact', body: 'Siti' },
		{ text: '', details: { contacts: [{ name: 'Siti' }] } },
	],
	[
		'a file of which nothing is known',
		{ messageType: 'document', body: '([Document])' },
		{ text: '', media: { mimeType: null, fileName: null, size: null, caption: null, url: null } },
	],
	[
		'a file with a caption',
		{
			messageType: 'image',
			body: '([Image]) Look',
			mediaMetadata: { mimeType: 'image/png', fileName: 'a.png', fileSize: 7 },
		},
		{ text: 'Look', media: { mimeType: 'image/png', fileName: 'a.png', size: 7, caption: 'Look' } },
	],
	[
		'a poll without anything',
		{ messageType: 'poll' },
		{ details: { question: null, options: [], selectable: null, votes: [] } },
	],
	[
		'a poll with votes',
		{
			messageType: 'poll',
			poll: {
				creation: { question: 'When?', options: [{ name: 'Now' }], selectableCount: 1 },
				results: [{ name: 'Now', voters: ['a', 'b'] }, { name: 'Later' }],
			},
		},
		{
			details: {
				question: 'When?',
				options: ['Now'],
				selectable: 1,
				votes: [
					{ option: 'Now', count: 2 },
					{ option: 'Later', count: 0 },
				],
			},
		},
	],
])('reads %s', (_what, row, content) => {
	expect(of(row)).toMatchObject(content);
});
