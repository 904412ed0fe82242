/** UTF-16 units looked at together: what Intl.Segmenter takes for each segment grows with the length of the text. */
const AT_ONCE = 64;

/** A text divided as people read it, into sentences or into what they see as one character. */
export function segmentsIn(text: string, granularity: 'sentence' | 'grapheme'): string[] {
	const segmenter = new Intl.Segmenter('en', { granularity });
	const segments: string[] = [];
	let size = AT_ONCE;
	for (let at = 0; at < text.length;) {
		const isLast = at + size >= text.length;
		const found = [...segmenter.segment(text.slice(at, at + size))].map(({ segment }) => segment);
		// The last one may go on behind what was looked at.
		if (!isLast) found.pop();
		size = found.length === 0 ? 2 * size : AT_ONCE;
		segments.push(...found);
		at += found.join('').length;
	}
	return segments;
}
