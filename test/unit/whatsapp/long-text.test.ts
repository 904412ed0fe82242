import * as fc from 'fast-check';
import { blocksOf, blocksOfPlain } from '../../../nodes/whatsapp/markdown/blocks';
import { messagesOf } from '../../../nodes/whatsapp/markdown/split';
import { rewriting, withoutTags, withShortcodes } from '../../../nodes/whatsapp/text';
import { rewritten } from '../../../sandbox/sending/rewriting';

const inMarkdown = (text: string, limit = 4000) => messagesOf(blocksOf(text), limit);
const plainly = (text: string, limit: number) => messagesOf(blocksOfPlain(text), limit);
const bare = (text: string) => text.replace(/\s/g, '');

const limit = fc.integer({ min: 50, max: 400 });
const word = fc.oneof(
	fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
		.map((text) => text.replace(/\s/g, 'x')),
	fc.constantFrom(
		'a'.repeat(700),
		'👨‍👩‍👧‍👦'.repeat(40),
		'e\u0301'.repeat(90),
		'这是一句话。',
		'ok.',
		'“Yes!”',
	),
);
const sentence = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
const paragraphs = fc
	.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
	.map((blocks) => blocks.map((lines) => lines.join('\n')).join('\n\n'));

describe('any text, in parts', () => {
	it('loses no character, and no part is longer than the limit', () => {
		fc.assert(
			fc.property(paragraphs, limit, (text, most) => {
				const parts = plainly(text, most);
				expect(bare(parts.join(''))).toBe(bare(text));
				expect(parts.filter((part) => part.length > most || part.trim() !== part)).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});

	it('is never divided within what people see as one character', () => {
		const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
		const characters = (text: string) =>
			[...segmenter.segment(text)].map(({ segment }) => segment).filter((each) => each.trim());
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), limit, (words, most) => {
				const text = words.join(' ');
				const parts = plainly(text, most);
				expect(parts.flatMap(characters)).toEqual(characters(text));
				expect(parts.some((part) => /\p{Surrogate}/u.test(part))).toBe(false);
			}),
		);
	});

	it('that a server deletes parts of is sent so that it doesn’t', () => {
		const odd = fc.array(
			fc.oneof(
				word,
				fc.constantFrom('<', '>', '<b>', ':fire:', ':fire:star:', '<a href="x">', '1<2'),
			),
			{ maxLength: 30 },
		);
		fc.assert(
			fc.property(odd, limit, (words, most) => {
				const text = words.join(' ');
				for (const part of plainly(withShortcodes(text), most).map(withoutTags)) {
					expect(rewriting(part, { trimmed: true })).toEqual([]);
					expect(rewritten(part)).toBe(part);
				}
			}),
		);
	});
});

describe('Markdown', () => {
	/** Words that mean nothing in Markdown. */
	const plainWord = fc.stringMatching(/^[a-zA-Zäö]{1,12}$/);
	const words = fc.array(plainWord, { minLength: 1, maxLength: 25 }).map((list) => list.join(' '));
	const marks = fc.constantFrom('', '**', '*', '***', '_', '__', '~~');
	const phrase = fc.tuple(marks, words).map(([mark, text]) => ({
		markdown: `${mark}${text}${mark}`,
		text,
	}));
	const line = fc
		.tuple(
			fc.constantFrom('', '# ', '### ', '> '),
			fc.array(phrase, { minLength: 1, maxLength: 12 }),
		)
		.map(([sign, phrases]) => ({
			markdown: `${sign}${phrases.map(({ markdown }) => markdown).join(' ')}`,
			text: phrases.map(({ text }) => text).join(''),
		}));
	const text = fc.array(line, { minLength: 1, maxLength: 6 });
	const letters = (given: string) => given.replace(/[^a-zA-Zäö]/g, '');

	it('loses no letter, keeps to the limit, and closes in each line what it opens there', () => {
		fc.assert(
			fc.property(text, limit, (lines, most) => {
				const parts = inMarkdown(lines.map(({ markdown }) => markdown).join('\n\n'), most);
				expect(letters(parts.join(''))).toBe(letters(lines.map((each) => each.text).join('')));
				expect(parts.filter((part) => part.length > most)).toEqual([]);
				const signs = parts
					.flatMap((part) => part.split('\n'))
					.flatMap((each) => [
						each.split('*').length % 2,
						each.split('_').length % 2,
						each.split('~').length % 2,
					]);
				expect(new Set(signs)).toEqual(new Set([1]));
			}),
		);
	});

	it('any text at all is read, within the limit', () => {
		const anything = fc.string({
			unit: fc.constantFrom(...'*_~`[]()<>!#-|\\ \n\ta1ä😀', '```', '[a](b)', '**'),
			maxLength: 600,
		});
		fc.assert(
			fc.property(anything, limit, (given, most) => {
				const parts = inMarkdown(given, most);
				expect(parts.filter((part) => part.length > most || part.trim() === '')).toEqual([]);
				expect(parts.some((part) => /\p{Surrogate}/u.test(part))).toBe(false);
			}),
		);
	});

	it('code that fits into a message is never divided; longer code is divided between its lines', () => {
		const code = fc.array(fc.stringMatching(/^[a-z<>*_ ]{0,30}[a-z;]$/), {
			minLength: 1,
			maxLength: 30,
		});
		fc.assert(
			fc.property(words, code, words, limit, (before, lines, after, most) => {
				const body = lines.join('\n');
				const parts = inMarkdown(`${before}\n\n\`\`\`js\n${body}\n\`\`\`\n\n${after}`, most);
				const blocks = parts.flatMap((part) =>
					[...part.matchAll(/```\n([^`]*)\n```/g)].map(([, found]) => found),
				);
				expect(blocks.join('\n')).toBe(body.replace(/^\n+/, ''));
				if (body.length + 8 <= most) expect(blocks).toHaveLength(1);
				expect(parts.filter((part) => part.length > most)).toEqual([]);
			}),
		);
	});

	it.each([
		['**bold** and __bold__', '*bold* and *bold*'],
		['*it* and _it_', '_it_ and _it_'],
		['***both***', '*_both_*'],
		['**bold _and it_**', '*bold _and it_*'],
		['~~gone~~, ~5 minutes', '~gone~, ~5 minutes'],
		['`a * b * c`', '`a * b * c`'],
		['snake_case_name, 2*3*4, 5 * 6 * 7', 'snake_case_name, 2*3*4, 5 * 6 * 7'],
		['## A **big** title ##', '*A big title*'],
		['* one\n+ two\n1) three', '- one\n- two\n1. three'],
		['- [ ] open\n- [x] done', '- ☐ open\n- ☑ done'],
		['[Menu](https://x.com/a_b_(c) "Title")', 'Menu (https://x.com/a_b_(c))'],
		['[https://x.com](https://x.com) <https://y.com>', 'https://x.com https://y.com'],
		['[**Menu**](https://x.com)', '*Menu* (https://x.com)'],
		['![A cat](https://x.com/c.png)', 'A cat (https://x.com/c.png)'],
		['[not a link] (x)', '[not a link] (x)'],
		['\\*as it is\\*', '*as it is*'],
		['**two\nlines**', '*two*\n*lines*'],
		['| a | b |\n|---|:-:|\n| 1 | **2** |', '| a | b |\n| 1 | *2* |'],
		['a<br>b', 'a\nb'],
		['> quoted *it*', '> quoted _it_'],
		['one\n\n\n\ntwo', 'one\n\ntwo'],
		['```js\na\n\nb\n```', '```\na\n\nb\n```'],
		['```\nnever closed', '```\nnever closed\n```'],
		['2 ** 3 **', '2 ** 3 **'],
	])('%j becomes %j', (markdown, expected) => {
		expect(inMarkdown(markdown)).toEqual([expected]);
	});

	it('is divided between paragraphs first, then between sentences, with its marks around each part', () => {
		const one = 'A sentence of forty-three characters, isn’t it?';
		expect(inMarkdown(`${one}\n\n${one}`, 60)).toEqual([one, one]);
		expect(inMarkdown(`**${one} ${one}**`, 90)).toEqual([`*${one}*`, `*${one}*`]);
		expect(inMarkdown(`${one}\n${one}`, 95)).toEqual([`${one}\n${one}`]);
	});

	it.each([
		'*a ',
		'a_ **b ',
		'[',
		'[](',
		'![a](b) ',
		'`a``b```',
		'<',
		'a',
		'```\n',
		'- ',
		'> ',
		'这是。',
		'\u0301',
	])('much of %j takes no time', (piece) => {
		const start = Date.now();
		inMarkdown(piece.repeat(20_000 / piece.length), 1000);
		expect(Date.now() - start).toBeLessThan(8000);
	});
});
