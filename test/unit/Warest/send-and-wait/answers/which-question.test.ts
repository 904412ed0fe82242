import fc from 'fast-check';
import {
	choiceId,
	choiceLines,
	lastNumberOf,
	numberFrom,
} from '../../../../../nodes/Warest/send-and-wait/answers/choices';
import type { ChatAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/chat-answer';
import { pointsAt } from '../../../../../nodes/Warest/send-and-wait/answers/pointing';
import type {
	OpenQuestion,
	Question,
} from '../../../../../nodes/Warest/send-and-wait/answers/question';
import { readAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/read';
import { whichQuestion } from '../../../../../nodes/Warest/send-and-wait/answers/which-question';
import { approval, choice, open, said } from './support';

/** Questions as they are asked one after the other in one chat. */
function asked(...questions: Question[]): OpenQuestion[] {
	return questions.reduce<OpenQuestion[]>((before, given, index) => {
		const firstNumber = numberFrom(before.map(({ question }) => lastNumberOf(question)));
		const question = 'firstNumber' in given ? { ...given, firstNumber } : given;
		const texts = [`Question ${'abcdef'[index]}?\n${choiceLines(question)}`];
		return [...before, open(question, { id: `q${index}`, messageIds: [`3EB${index}`], texts })];
	}, []);
}

const trip = asked(
	choice('Red', 'Blue'),
	choice('Blue', 'Bus', 'Train'),
	{ type: 'email' },
	approval(),
);

const which = (answer: ChatAnswer, questions = trip) => {
	const found = whichQuestion(answer, questions);
	if (found.which === 'one') return found.question.id;
	return found.which === 'ambiguous' ? found.among.map(({ id }) => id) : null;
};

it.each<[what: string, answer: ChatAnswer, id: string | string[] | null]>([
	['the number of one', said('2'), 'q0'],
	['the number of another', said('3'), 'q1'],
	['a word of one', said('train'), 'q1'],
	['a word of two', said('blue'), ['q0', 'q1']],
	['a value of one type', said('ann@example.com'), 'q2'],
	['a usual yes', said('yes'), 'q3'],
	['a word of none', said('hello'), null],
	['a sticker', said(null), null],
	['a quote', said('blue', { quotedMessageId: '3EB1' }), 'q1'],
	['a quote of one that it does not fit', said('red', { quotedMessageId: '3EB1' }), 'q1'],
	[
		'a quote of a re-ask',
		said('blue', { quotedMessageId: '3A', quotedText: trip[0].texts[0] }),
		'q0',
	],
	['a quote of something else', said('2', { quotedMessageId: '3A', quotedText: 'Hi' }), null],
	['a tap', said('Blue', { choiceId: choiceId('q1', 0) }), 'q1'],
	['a tap on what is no longer open', said('Blue', { choiceId: choiceId('q9', 0) }), null],
	[
		'a tap that quotes another',
		said('Blue', { choiceId: choiceId('q1', 0), quotedMessageId: '3EB0' }),
		'q1',
	],
	['a reaction', said(null, { reaction: '👍', reactedTo: '3EB3' }), 'q3'],
	['a reaction to something else', said(null, { reaction: '👍', reactedTo: '3A' }), null],
])('%s is for the right one of several questions', (_what, answer, id) => {
	expect(which(answer)).toEqual(id);
});

it('whatever is said is for the only question of a chat, but for what is about another message', () => {
	expect(which(said('hello'), [trip[0]])).toBe('q0');
	expect(which(said('hello', { quotedMessageId: '3A' }), [trip[0]])).toBeNull();
	expect(which(said('hello'), [])).toBeNull();
});

it('what fits none, but is in doubt for one, is for that one', () => {
	const number = { type: 'number', whole: true, min: null, max: null, decimalSign: null } as const;
	expect(which(said('1,000'), asked(number, { type: 'email' }))).toBe('q0');
});

it('a text that fits free text as well as a choice is asked about', () => {
	expect(which(said('1'), asked(approval(), { type: 'freeText' }))).toEqual(['q0', 'q1']);
});

it('two questions of the same text have no quote that decides', () => {
	const twins = asked({ type: 'email' }, { type: 'email' }).map((each) => ({
		...each,
		texts: ['Mail?'],
	}));
	const answer = said('ann@example.com', { quotedMessageId: '3A', quotedText: 'Mail?' });
	expect(which(answer, twins)).toEqual(['q0', 'q1']);
});

const questions = fc
	.array(
		fc.oneof(
			fc
				.subarray(['Red', 'Blue', 'Bus', 'Yes', 'No', '1', '7', '👍'], { minLength: 1 })
				.map((labels) => choice(...labels)),
			fc.constant(approval()),
			fc.constant({ type: 'email' } as const),
			fc.constant({ type: 'number', whole: true, min: 0, max: 9, decimalSign: null } as const),
		),
		{ minLength: 1, maxLength: 4 },
	)
	.map((each) => asked(...each));

const answers = fc.record({
	text: fc.option(
		fc.oneof(
			fc.constantFrom('red', 'Blue!', 'yes', 'no', 'NO 👍', 'a@b.de', 'x', '👍'),
			fc.integer({ min: 0, max: 12 }).map(String),
		),
	),
	quotedMessageId: fc.option(fc.constantFrom('3EB0', '3EB1', '3EB2', '3A'), { freq: 2 }),
	choiceId: fc.option(fc.constantFrom('q0/1', 'q1/2', 'q2/1', 'other'), { freq: 2 }),
});

it('an answer is never taken by two questions: one takes it, or the person is asked which', () => {
	fc.assert(
		fc.property(questions, answers, (all, { text, ...more }) => {
			const answer = said(text, more);
			const found = whichQuestion(answer, all);
			const taking = all.filter((each) => readAnswer(answer, each).fits === true);
			const points = answer.choiceId !== null || answer.quotedMessageId !== null;
			if (points) {
				expect(all.filter((each) => pointsAt(answer, each) === 'this').length).toBeLessThanOrEqual(
					1,
				);
				expect(taking.length).toBeLessThanOrEqual(1);
			}
			if (taking.length > 1) expect(found).toEqual({ which: 'ambiguous', among: taking });
			if (taking.length === 1) expect(found).toEqual({ which: 'one', question: taking[0] });
		}),
		{ numRuns: 1000 },
	);
});

it('a number of a choice belongs to one of the questions of a chat only', () => {
	fc.assert(
		fc.property(questions, fc.integer({ min: 1, max: 30 }), (all, number) => {
			const choosing = all.filter(({ question }) => 'firstNumber' in question);
			const labelled = choosing.filter(({ texts }) => !texts[0].includes('•'));
			const shown = labelled.filter(({ texts }) => texts[0].includes(`\n${number}. `));
			expect(shown.length).toBeLessThanOrEqual(1);
			for (const each of shown) {
				expect(readAnswer(said(`${number}.`), each)).toMatchObject({ isAnswer: true });
				expect(whichQuestion(said(`${number}.`), labelled)).toEqual({
					which: 'one',
					question: each,
				});
			}
		}),
	);
});
