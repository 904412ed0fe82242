const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Whether a text is a single emoji, as a person sees it: with its skin tone, family or flag. */
export function isOneEmoji(text: string): boolean {
	// No more than two are looked at: each of many would carry a copy of the whole text.
	const [first, second] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
	return first !== undefined && second === undefined && PICTURE.test(text);
}
