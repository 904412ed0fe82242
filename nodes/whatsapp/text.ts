/** Before emoji words, each between colons, that the server turns into question marks (docs/warest/messages.md#1-8). */
const SHORTCODE =
	/:(?=(smile|sad|heart|thumbsup|clap|fire|star|laugh|wink|cry|angry|party|cool|kiss|thinking|pray|ok_hand|muscle|wave|poop|hungry|badge|badboy|bomb):)/g;

const WHOLE_SHORTCODE =
	/:(smile|sad|heart|thumbsup|clap|fire|star|laugh|wink|cry|angry|party|cool|kiss|thinking|pray|ok_hand|muscle|wave|poop|hungry|badge|badboy|bomb):/g;

/** Tags that the server turns into WhatsApp's own marks; every other one it deletes. */
const FORMATTING = /^<\/?(br|b|strong|i|em|s|strike|del|code)\s*\/?>$/i;

/** What stands between each "<" and the next ">", with both; in one pass, however many of them there are. */
function tagsIn(text: string): string[] {
	const tags: string[] = [];
	for (let from = text.indexOf('<'); from >= 0;) {
		const end = text.indexOf('>', from);
		if (end < 0) break;
		tags.push(text.slice(from, end + 1));
		from = text.indexOf('<', end);
	}
	return tags;
}

/**
 * What the server will make of a text or caption that a person would not expect (docs/warest/messages.md#1-8), in
 * plain words; nothing if it arrives as it is.
 */
export function rewriting(text: string, { trimmed }: { trimmed: boolean }): string[] {
	const deleted = tagsIn(text).filter((tag) => !FORMATTING.test(tag));
	const [shortcode] = [...text.matchAll(SHORTCODE)].map(([, word]) => `:${word}:`);
	return [
		...(deleted.length > 0
			? [`WARest deletes what stands between < and >: ${deleted[0]} did not arrive`]
			: []),
		...(shortcode ? [`WARest turned ${shortcode} into question marks: use the emoji itself`] : []),
		...(trimmed && text !== text.trim() ? ['WARest removed spaces at the beginning or end'] : []),
	];
}

/** By the tag that the server knows: what it writes instead. */
export const SIGNS: Record<string, string> = {
	br: '\n',
	b: '*',
	strong: '*',
	i: '_',
	em: '_',
	s: '~',
	strike: '~',
	del: '~',
	code: '```',
};

/** A text or caption as the server writes it (docs/warest/messages.md#1-8). */
export function serverText(text: string): string {
	const parts: string[] = [];
	let at = 0;
	for (const tag of tagsIn(text)) {
		const start = text.indexOf(tag, at);
		const name = FORMATTING.exec(tag)?.[1].toLowerCase();
		// "<>" is no tag.
		const instead = tag === '<>' ? tag : name === undefined ? '' : SIGNS[name];
		parts.push(text.slice(at, start), instead);
		at = start + tag.length;
	}
	return [...parts, text.slice(at)]
		.join('')
		.replace(/\[(https?:\/\/[^\]\s[]{1,2048})\]/g, '$1')
		.replace(WHOLE_SHORTCODE, (_word, name: string) => (name === 'star' ? '?' : '??'));
}

/** Shows nothing, and keeps what stands around it from being read as one word. */
const JOINER = '\u2060';

/** A text whose emoji words the server doesn't know as such; they show as they are. It gets longer. */
export const withShortcodes = (text: string): string => text.replace(SHORTCODE, `:${JOINER}`);

/** A text that the server deletes nothing from: what it would take for tags begins with another sign. Its length stays. */
export function withoutTags(text: string): string {
	const end = text.lastIndexOf('>') + 1;
	return text.slice(0, end).replaceAll('<', '＜') + text.slice(end);
}
