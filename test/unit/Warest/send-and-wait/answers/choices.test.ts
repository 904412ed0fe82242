import fc from 'fast-check';
import {
	choiceId,
	choiceLines,
	choicesOf,
	lastNumberOf,
	matchesQuestion,
	numberFrom,
} from '../../../../../nodes/Warest/send-and-wait/answers/choices';
import { readAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/read';
import { approval, choice, open, read, readReaction, said } from './support';

const shirts = choice('Red', 'Blue', 'Green');

/** Ways of writing the number of a choice. */
const RENDERINGS: Array<(number: number) => string> = [
	(number) => `${number}`,
	(number) => ` ${number}\n`,
	(number) => `${number}.`,
	(number) => `${number})`,
	(number) => `(${number})`,
	(number) => `#${number}`,
	(number) => `*${number}*`,
	(number) => `no. ${number}`,
	(number) => `No ${number}`,
	(number) => `№${number}`,
	(number) => `Nº ${number}`,
	(number) => `Nr. ${number}`,
	(number) => `Option ${number}!`,
	(number) => `Opción ${number}`,
	(number) => `pilihan ${number}`,
	(number) => `رقم ${inDigitsFrom('٠', number)}`,
	(number) => [...`${number}`].map((digit) => `${digit}\ufe0f\u20e3`).join(''),
	(number) => [...`${number}`].map((digit) => `${digit}\u20e3`).join(''),
	...[...'٠۰०০๐0'].map((zero) => (number: number) => inDigitsFrom(zero, number)),
	(number) => `\u200e${number}\u200f`,
];

const inDigitsFrom = (zero: string, number: number) =>
	[...`${number}`]
		.map((digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)))
		.join('');

describe('a choice by its number', () => {
	it('is read in every usual writing, wherever the numbers begin', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 1, max: 99 }),
				fc.nat(),
				fc.constantFrom(...RENDERINGS),
				(count, firstNumber, nat, render) => {
					const labels = Array.from({ length: count }, (_, index) => `Choice of ${index} things`);
					const position = nat % count;
					const question = { ...choice(...labels), firstNumber };
					expect(read(render(firstNumber + position), question)).toBe(labels[position]);
				},
			),
		);
	});

	it.each(['②', '❷', '➁', '➋', '⑵', '⒉', '２', '²', '2️⃣', '２．'])('is read of %s', (text) => {
		expect(read(text, shirts)).toBe('Blue');
	});

	it('is read of 🔟', () => {
		expect(read('🔟', choice(...'abcdefghij'))).toBe('j');
	});

	it.each([
		'0',
		'4',
		'-1',
		'- 1',
		'+1',
		'1,5',
		'1.0',
		'1-2',
		'1 2',
		'1 or 2',
		'1️⃣ 2️⃣',
		'½',
		'1%',
		'€1',
		'1?',
		'not 1',
		'1 000',
		'',
		'?',
		'1/2',
		'2nd',
	])('is not taken of %p', (text) => {
		expect(read(text, shirts)).toBe('not a choice');
	});

	it.each(['2. Blue', '2 blue', '*2* - Blue!', '2️⃣ Blue', '2. Blue 🟦'])(
		'is read of the whole line %s',
		(text) => {
			expect(read(text, shirts)).toBe('Blue');
		},
	);

	it('and another choice beside it are two', () => {
		expect(read('2. Red', shirts)).toBe('ambiguous');
		expect(read('1 no', approval())).toBe('ambiguous');
		expect(read('No. 1', approval())).toBe('ambiguous');
		expect(read('No 2', approval())).toBe(false);
		expect(read('no 2', choice('No', 'Maybe'))).toBe('ambiguous');
	});

	it.each(['2 blue buses', '2 or blue', '50% of it', '5 red shirts'])(
		'is not read of %p',
		(text) => {
			expect(read(text, shirts)).toBe('not a choice');
		},
	);

	it('beyond the choices is none, even beside the words of one', () => {
		expect(read('50 red', shirts)).toBe('not a choice');
	});

	it('counts for nothing where the message showed no numbers', () => {
		expect(read('1', { ...shirts, firstNumber: null })).toBe('not a choice');
	});

	it('counts for nothing where labels are numbers themselves, and the message shows none', () => {
		const people = choice('2', '3', 'Table for 4');
		expect(read('2', people)).toBe('2');
		expect(read('3', people)).toBe('3');
		expect(read('1', people)).toBe('not a choice');
		expect(choiceLines(people)).toBe('• 2\n• 3\n• Table for 4');
	});

	it('goes on counting from the other questions of the chat', () => {
		expect(numberFrom([])).toBe(1);
		const more = {
			...shirts,
			firstNumber: numberFrom([approval(), { type: 'email' as const }].map(lastNumberOf)),
		};
		expect(choiceLines(more)).toBe('3. Red\n4. Blue\n5. Green');
		expect(numberFrom([more, approval()].map(lastNumberOf))).toBe(6);
		expect(read('1', more)).toBe('not a choice');
		expect(read('4', more)).toBe('Blue');
	});
});

describe('a choice by its words', () => {
	const trips = choice(
		'Café au lait!',
		{ label: 'Más tarde 🕐', words: ['mañana'], emoji: ['⏰'] },
		'नमस्ते',
		'HAYIR',
		'More info?',
	);

	it.each([
		['cafe AU lait', 'Café au lait!'],
		['*Café*  au\nlait ☕', 'Café au lait!'],
		['ＣＡＦＥ ａｕ ｌａｉｔ', 'Café au lait!'],
		['mas tarde', 'Más tarde 🕐'],
		['MAÑANA', 'Más tarde 🕐'],
		['🕐', 'Más tarde 🕐'],
		['⏰⏰', 'Más tarde 🕐'],
		['नमस्ते!', 'नमस्ते'],
		['hayır', 'HAYIR'],
		['more info', 'More info?'],
		['More info ?', 'More info?'],
	])('reads %p as %p', (text, label) => {
		expect(read(text, trips)).toBe(label);
	});

	it.each([
		'cafe',
		'café au lait?',
		'no café au lait',
		'नमस',
		'me',
		'yes',
		'👍',
		'x'.repeat(100_000),
	])('takes nothing for %.20p', (text) => {
		expect(read(text, trips)).toBe('not a choice');
	});

	it('takes what is written like a label before what only sounds like another', () => {
		const languages = choice('C++', 'C#', 'C');
		expect(read('c++', languages)).toBe('C++');
		expect(read('c#', languages)).toBe('C#');
		expect(readAnswer(said('C!'), open(languages))).toEqual({
			isAnswer: true,
			fits: false,
			because: 'ambiguous',
			couldBe: ['C++', 'C#', 'C'],
		});
	});

	it.each(['2 🕐', 'Red 2️⃣', '2 1️⃣'])('takes none of two that one answer names: %s', (text) => {
		const times = choice('Red 🕐', 'Blue 🕑');
		expect(read(text, times)).toMatch(/^(ambiguous|not a choice)$/);
	});

	it('takes a choice only if exactly one fits, whatever the labels and whatever is said', () => {
		const part = fc.constantFrom(
			'yes',
			'no',
			'Ja',
			'1',
			'2',
			'3',
			'👍',
			'❌',
			' ',
			'.',
			'?',
			'a',
			'à',
		);
		const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (labels, answer) => {
				const question = choice(...labels);
				const reading = readAnswer(said(answer), open(question));
				if (reading.fits !== true) return;
				// Nothing that was said is left over: without the chosen one, it means no other.
				const rest = choicesOf(question).filter(({ label }) => label !== reading.value);
				const others = { ...question, choices: rest, firstNumber: null };
				const isAsWritten = labels.some(
					(label) => label.trim().toLowerCase() === answer.trim().toLowerCase(),
				);
				if (!isAsWritten) expect(read(answer, others)).toBe('not a choice');
			}),
		);
	});
});

describe('yes and no', () => {
	it.each([
		['Approve', true],
		['decline', false],
		['1', true],
		['2', false],
		['YES!', true],
		['Yes 👍', true],
		['ya', true],
		['Iya', true],
		['tidak', false],
		['ga', false],
		['Jawohl', true],
		['Nö', false],
		['sí', true],
		['Si', true],
		['Não', false],
		['nao', false],
		["D'accord", true],
		['d’accord', true],
		['oui', true],
		['nee', false],
		['evet', true],
		['HAYIR', false],
		['نعم', true],
		['لا', false],
		['हाँ', true],
		['हां', true],
		['नहीं', false],
		['はい', true],
		['아니요', false],
		['не', false],
		['👍🏿', true],
		['✅', true],
		['👎🏻', false],
		['❌❌', false],
		['No thanks', false],
	])('reads %s as %s', (text, value) => {
		expect(read(text, approval())).toBe(value);
	});

	it.each([
		'yes?',
		'maybe',
		'yes and no',
		'yes but not today',
		'not now 👍',
		'ano',
		'igen',
		'nu',
		'po',
		'👍'.repeat(301),
		'hai',
		'❤️',
		'+1',
		'-1',
		'',
	])('takes nothing for %p', (text) => {
		expect(read(text, approval())).toBe('not a choice');
	});

	it.each(['tak', 'jo', 'yok', 'Nah', '👍👎', '2 👍', 'No 👍'])('asks which one for %p', (text) => {
		expect(read(text, approval())).toBe('ambiguous');
	});

	it('lets labels win', () => {
		expect(read('tak', approval('Tak', 'Nie'))).toBe(true);
		expect(read('no', approval('No', 'Yes'))).toBe(true);
		expect(read('yes', approval('No', 'Yes'))).toBe(false);
		expect(read('👎', approval('👎 Remove it', '👍 Keep it'))).toBe(true);
	});

	it('asks which one for a usual word with which the other label begins', () => {
		expect(read('no', approval('No objections', 'Stop it'))).toBe('ambiguous');
		expect(read('no thanks', approval('No objections', 'Stop it'))).toBe('ambiguous');
		expect(read('yes', approval('Keep', 'Yes, cancel it'))).toBe('ambiguous');
		expect(read('yes', approval('Keep', 'No, not ok'))).toBe(true);
	});

	it('never takes a no for the only choice there is', () => {
		const only = approval('Seen', null);
		expect(read('yes', only)).toBe(true);
		for (const text of ['no', 'tak', '👎', '2', '']) {
			expect(read(text, only)).not.toBe(true);
		}
	});
});

describe('reactions', () => {
	it.each([
		['👍', true],
		['👍🏽', true],
		['✅', true],
		['👎', false],
		['❌', false],
		['2️⃣', false],
	])('reads %s as %s', (emoji, value) => {
		expect(readReaction(emoji, approval())).toBe(value);
	});

	it('takes one that means no choice, or is at another message, for no answer', () => {
		expect(readReaction('❤️', approval())).toBe('no answer');
		expect(readReaction('👍', shirts)).toBe('no answer');
		expect(readReaction('👍', { type: 'text' })).toBe('no answer');
		expect(readReaction('👍', approval(), '3EB1')).toBe('no answer');
	});

	it('asks which one if two choices share it', () => {
		expect(readReaction('🍕', choice('Small 🍕', 'Large 🍕'))).toBe('ambiguous');
	});
});

describe('taps', () => {
	const tap = (tapped: string, text = 'Blue') =>
		readAnswer(said(text, { choiceId: tapped }), open(shirts));

	it('decide by their ID, whatever the label says', () => {
		expect(tap(choiceId('q1', 2))).toMatchObject({ fits: true, value: 'Green' });
	});

	it.each([choiceId('q2', 1), choiceId('q1', 3), 'q1', 'Blue', '2'])(
		'with the ID %p are for another question',
		(id) => {
			expect(tap(id)).toEqual({ isAnswer: false });
		},
	);
});

it.each([
	['*How many?*\n1. Red\n2.  Blue', true],
	['How many? 1. Red 2. Blue', true],
	['How many?', false],
	['', false],
	['...', false],
])('recognises its own text in the quote %p: %s', (quote, is) => {
	const texts = ['...', 'How many?\n1. Red\n2. Blue'];
	expect(matchesQuestion(quote, open(choice('Red', 'Blue'), { texts }))).toBe(is);
});
