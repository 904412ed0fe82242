const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Whether a text is a single emoji, as a person sees it: with its skin tone, family or flag. */
export function isOneEmoji(text: string): boolean {
	const signs = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
	return signs.length === 1 && PICTURE.test(text);
}
