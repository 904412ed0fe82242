/** The zeros of the scripts whose digits people write; nine more follow each. */
const ZEROS = [...'0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐'];
const DIGITS = new Map(
	ZEROS.flatMap((zero) =>
		Array.from({ length: 10 }, (_, digit) => [
			String.fromCodePoint(zero.codePointAt(0)! + digit),
			String(digit),
		]),
	),
);

/** Circled digits that NFKC leaves as they are: the code point of their 1, with nine more behind it. */
const CIRCLED_ONES = [0x2776, 0x2780, 0x278a];
const CIRCLED = new Map(
	CIRCLED_ONES.flatMap((one) =>
		Array.from({ length: 10 }, (_, index) => [String.fromCodePoint(one + index), `${index + 1}`]),
	),
);
CIRCLED.set('🔟', '10');

/** The frames of keycaps, and what is invisible: variation selectors, joiners, direction marks, soft hyphens. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u20e3/gu;
/** What belongs to letters of alphabets; the vowels of Indic scripts are marks, too, and stay. */
const ACCENTS = /[\u0300-\u036f]|[\u0591-\u05c7]|\u0640|[\u064b-\u065f]|\u0670/g;
const EMOJI =
	/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\u{e0020}-\u{e007f}]/gu;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const SHADES = /\p{Emoji_Modifier}|\p{Variation_Selector}/gu;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const QUESTION_MARK = /[?؟;⁇⁈⁉]/g;
const NO_WORD = /[^\p{L}\p{M}\p{N}?]+/gu;

/**
 * A text as everybody would write it: one width, lower case, digits 0–9 whatever their script or circle, single
 * blanks, nothing invisible. Signs and emoji stay.
 */
export function plain(text: string): string {
	return [...text]
		.map((each) => CIRCLED.get(each) ?? each)
		.join('')
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(/\P{ASCII}/gu, (each) => DIGITS.get(each) ?? each)
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.trim();
}

export const withoutEmoji = (text: string): string => text.replace(EMOJI, ' ').trim();

/**
 * The words of a text, for comparing: {@link plain}, without accents, signs and emoji. Question marks stay: "Yes?"
 * isn't "Yes".
 */
export function folded(text: string): string {
	return withoutEmoji(plain(text))
		.normalize('NFKD')
		.replace(ACCENTS, '')
		.normalize('NFKC')
		.replaceAll('ı', 'i')
		.replace(QUESTION_MARK, ' ? ')
		.replace(NO_WORD, ' ')
		.trim();
}

/** The emoji in a text, each once, without skin tones. */
export function emojiIn(text: string): string[] {
	if (!PICTURE.test(text)) return [];
	const emoji = [...GRAPHEMES.segment(text)]
		.map(({ segment }) => segment)
		.filter((each) => PICTURE.test(each));
	return [...new Set(emoji.map((each) => each.replace(SHADES, '')))];
}
