import { choiceNumber } from './choice-number';
import { choicesOf, firstNumberOf } from './choices';
import { misfit, type Choice, type DoesNotFit, type Question } from './question';
import { emojiIn, folded, plain } from './writing';
import { NO, YES, type Usual } from './yes-and-no';

/** A choice with all that means it. */
interface Option {
	position: number;
	exact: string[];
	words: string[];
	/** Texts whose emoji mean it. */
	withEmoji: string[];
	usual: Usual | null;
}

const withoutQuestionMark = (text: string): string => text.replaceAll('?', '').trim();

function option({ label, words = [], emoji = [] }: Choice, position: number, usual: Usual | null) {
	const all = [label, ...words];
	const forms = all.map(folded);
	return {
		position,
		exact: all.map(plain),
		words: [...forms, ...forms.map(withoutQuestionMark)].filter((each) => each !== ''),
		withEmoji: [...all, ...emoji],
		usual,
	};
}

const UNSAID: Choice = { label: '' };

/** Yes and no are both there, even where only one of them is shown: otherwise "no" would find nothing but yes. */
function optionsOf(question: Question): Option[] {
	if (!('yes' in question)) {
		return choicesOf(question).map((choice, position) => option(choice, position, null));
	}
	return [option(question.yes, 0, YES), option(question.no ?? UNSAID, 1, NO)];
}

/** The options for which the first of the tests that any of them passes holds. */
function firstFound(options: Option[], tests: Array<(option: Option) => boolean>): Option[] {
	const test = tests.find((each) => options.some(each));
	return test === undefined ? [] : options.filter(test);
}

/**
 * A usual word means its own side; but also a choice that begins like it: "no" may be the start of "No objections",
 * which is a yes.
 */
const usually = (words: string) => {
	const sides = [YES, NO].filter((side) => side.words.has(words));
	return ({ usual, words: own }: Option): boolean =>
		usual !== null &&
		sides.some(
			(side) => side === usual || own.some((each) => side.words.has(each.split(' ', 1)[0])),
		);
};

/** @param words as {@link folded} makes them */
const byWords = (words: string, options: Option[]): Option[] =>
	firstFound(options, [(each) => each.words.includes(words), usually(words)]);

const byEmoji = (text: string, options: Option[]): Option[] =>
	emojiIn(text).flatMap((emoji) =>
		firstFound(options, [
			({ withEmoji }) => withEmoji.flatMap(emojiIn).includes(emoji),
			({ usual }) => usual?.emoji.has(emoji) ?? false,
		]),
	);

/** A line of the message: its number and its words, "2. Blue". */
const LINE = /^(\d{1,4}) (.+)$/;

/** The choices that a number points at, and those that the words beside it mean: "no 2" may be a no. */
function byNumber(text: string, options: Option[], first: number | null): Option[] {
	const numbered = (number: number) =>
		options.filter(({ position, exact }) => exact[0] !== '' && first! + position === number);
	if (first === null) return [];
	const alone = choiceNumber(text);
	if (alone !== null) return [...numbered(alone.number), ...byWords(alone.before, options)];
	const [, digits, rest = ''] = LINE.exec(folded(text)) ?? [];
	const both = [numbered(Number(digits)), byWords(rest, options)];
	return both.every((each) => each.length > 0) ? both.flat() : [];
}

function found(text: string, question: Question): Option[] {
	const options = optionsOf(question);
	const asWritten = plain(text);
	const exact = options.filter((each) => asWritten !== '' && each.exact.includes(asWritten));
	if (exact.length > 0) return exact;
	const words = folded(text);
	const said = [...byNumber(text, options, firstNumberOf(question)), ...byWords(words, options)];
	// Of words that nobody understands, an emoji is no summary.
	return words !== '' && said.length === 0 ? [] : [...said, ...byEmoji(text, options)];
}

/**
 * The position of the one choice that a text or reaction means: by its number, its words or emoji, and for yes and no
 * by the usual ones. All that it says must mean the same choice.
 */
export function chosen(text: string, question: Question): number | DoesNotFit {
	const positions = [...new Set(found(text, question).map(({ position }) => position))];
	const choices = choicesOf(question);
	if (positions.length > 1) {
		const labels = positions
			.sort((a, b) => a - b)
			.flatMap((position) => choices[position]?.label ?? []);
		return misfit('ambiguous', labels);
	}
	const [position] = positions;
	return position !== undefined && position < choices.length ? position : misfit('not a choice');
}
