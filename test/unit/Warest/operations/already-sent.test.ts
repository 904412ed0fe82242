import {
	recordedCaption,
	recordedFile,
	recordedPoll,
	recordedText,
} from '../../../../nodes/Warest/operations/messages/already-sent';

const poll = (options?: unknown) => ({
	messageType: 'poll',
	body: 'When?',
	poll: { creation: { question: 'When?', options } },
});

it.each([
	['a text', recordedText('Hi '), { messageType: 'conversation', body: 'Hi' }, true],
	['a text of another kind', recordedText('Hi'), { messageType: 'image', body: 'Hi' }, false],
	['a text that is missing', recordedText('Hi'), { messageType: 'conversation' }, false],
	['a caption', recordedCaption('Look'), { messageType: 'image', body: '([Image]) Look' }, true],
	['a poll', recordedPoll('When?', ['Now']), poll([{ name: 'Now' }]), true],
	['a poll with other answers', recordedPoll('When?', ['Now']), poll([{ name: 'Later' }]), false],
	['a poll whose answers are unknown', recordedPoll('When?', ['Now']), poll(), true],
	[
		'a poll of which only the question is stored',
		recordedPoll('When?', ['Now']),
		{ messageType: 'poll', body: 'When?' },
		true,
	],
	['another poll', recordedPoll('Where?', ['Now']), poll(), false],
	[
		'a file',
		recordedFile('a.pdf'),
		{ messageType: 'document', mediaMetadata: { fileName: 'a.pdf' } },
		true,
	],
	[
		'a file that got an ending',
		recordedFile('a'),
		{ messageType: 'document', mediaMetadata: { fileName: 'a.pdf' } },
		true,
	],
	[
		'a file of another name',
		recordedFile('a.pdf'),
		{ messageType: 'document', mediaMetadata: { fileName: 'b.pdf' } },
		false,
	],
	['a file without a name', recordedFile('a.pdf'), { messageType: 'document' }, false],
])('tells whether %s was sent', (_what, isSame, row, expected) => {
	expect(isSame(row)).toBe(expected);
});
