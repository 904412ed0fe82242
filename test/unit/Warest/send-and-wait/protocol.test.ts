import {
	decodeQuestion,
	encodeQuestion,
	questionBody,
	questionMessageIn,
	wakeRequestIn,
	verdictIn,
	type WaitingQuestion,
} from '../../../../nodes/Warest/send-and-wait/protocol';
import { resumeParts, resumeUrl } from '../../../../nodes/Warest/send-and-wait/resume';

const question: WaitingQuestion = {
	id: 'aB3_-xYz01Q',
	execution: '1234567890',
	node: '0f4f3f3a-6b8f-4d7a-9a9e-3c2f7f0d1b2c',
	signature: 'ab'.repeat(32),
	sessionId: 'shop',
	chat: '120363041234567890@g.us',
	until: 1_795_000_000_000,
	tries: 3,
	lastNumber: 3,
	messageId: '3EB0C431C26A1916E07A3EB0C431C26A',
};

describe('a question as the inbox keeps it', () => {
	it('takes about 200 bytes', () => {
		expect(Buffer.byteLength(encodeQuestion(question))).toBeLessThanOrEqual(200);
	});

	it.each([
		question,
		{ ...question, until: null, messageId: null, tries: 0 },
		// As an older version has stored it.
		{ ...question, sessionId: '' },
	])('is read back as it was', (each) => {
		expect(decodeQuestion(encodeQuestion(each))).toEqual(each);
	});

	it.each([null, '', 'a b c', 'a b c d e f x g', 'a b c d  f 1 g', 'a ../b c d e - 0 0 -'])(
		'is not read from %j',
		(line) => {
			expect(decodeQuestion(line)).toBeNull();
		},
	);
});

it('takes the address of a question apart and puts it together again', () => {
	const base = 'https://n8n.example/n8n/webhook-waiting';
	const url = resumeUrl(base, question);
	expect(url).toBe(
		`${base}/1234567890/${question.node}?q=${question.id}&signature=${question.signature}`,
	);
	const { base: found, ...parts } = resumeParts(url);
	expect(found).toBe(base);
	expect(resumeUrl(found, { ...question, ...parts })).toBe(url);
});

describe('what the node tells the inbox', () => {
	it.each([
		{ put: question, base: 'https://n8n.example/webhook-waiting', others: ['another'] },
		{ find: 'x' },
		{ drop: 'x' },
	])('is read as it was meant', (message) => {
		const { data } = JSON.parse(questionBody(message, { id: 'shop', registry: null }, 1)) as {
			data: object;
		};
		expect(questionMessageIn({ ...data })).toEqual(message);
	});

	it('is not read from anything else', () => {
		expect(questionMessageIn({ put: 'x', base: 'y', others: [] })).toBeNull();
	});
});

it('reads only whole wake requests and verdicts', () => {
	const warest = { body: '{}', signature: 's', trigger: 't', tries: 0 };
	expect(wakeRequestIn({ warest })).toEqual(warest);
	expect(wakeRequestIn({ warest: { ...warest, tries: 'x' } })).toBeNull();
	expect(wakeRequestIn({ approved: true })).toBeNull();
	expect(verdictIn({ taken: false, isForUs: false })).toEqual({ taken: false, isForUs: false });
	expect(verdictIn({ message: 'Workflow was started' })).toBeNull();
});

it.each([
	['nothing', {}, null],
	['a question without an address', { put: 'nonsense' }, null],
	[
		'questions of another trigger',
		{ adopt: ['a', 'b'], base: 'u' },
		{ adopt: ['a', 'b'], answered: '', base: 'u' },
	],
	[
		'answers to questions of another trigger',
		{ adopt: [], answered: 'abcdefgh', base: 'u' },
		{ adopt: [], answered: 'abcdefgh', base: 'u' },
	],
	['questions without an address', { adopt: ['a'] }, null],
	['the look for one', { find: 'a' }, { find: 'a' }],
	['a chat', { chat: 'c' }, { chat: 'c' }],
	['the end of one', { drop: 'a' }, { drop: 'a' }],
	[
		'a check',
		{ end: [{ session: 's', name: 'h' }], looked: 'everywhere' },
		{ end: [{ session: 's', name: 'h' }], looked: 'everywhere' },
	],
	[
		'a check that has read chats',
		{ end: [], looked: { places: ['s c'], at: 1 } },
		{ end: [], looked: { places: ['s c'], at: 1 } },
	],
	['a check that looks nowhere', { end: [], looked: 'elsewhere' }, { end: [], looked: null }],
	['a trigger that has joined', { share: 'h' }, { share: 'h' }],
	['what was missed', { missed: [{ event: 'e' }] }, { missed: [{ event: 'e' }] }],
])('reads what is told of questions: %s', (_what, data, message) => {
	expect(questionMessageIn(data)).toEqual(message);
});

it.each([[null], ['x'], [{}], [{ warest: 'x' }], [{ warest: { body: 'b', signature: 's' } }]])(
	'takes nothing for a wake request that is none: %j',
	(body) => {
		expect(wakeRequestIn(body)).toBe(null);
	},
);
