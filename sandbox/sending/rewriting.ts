import type { Fields } from '../parameters';

const tags: [names: string, markup: string][] = [
	['b|strong', '*'],
	['i|em', '_'],
	['s|strike|del', '~'],
	['code', '```'],
];

const shortcodes =
	'smile sad heart thumbsup clap fire laugh wink cry angry party cool kiss thinking pray ok_hand ' +
	'muscle wave poop hungry badge badboy bomb';

const knownShortcode = new RegExp(`:(?:${shortcodes.replaceAll(' ', '|')}):`, 'g');

/** What the server makes of texts and captions, defects included (docs/warest/messages.md#1-8). */
export function rewritten(text: string): string {
	let result = text.replace(/\[(https?:\/\/[^\]\s]+)\]/g, '$1').replace(/<br\s*\/?>/gi, '\n');
	for (const [names, markup] of tags) {
		result = result.replace(new RegExp(`</?(?:${names})>`, 'gi'), markup);
	}
	// After the last ">" there is no tag, and looking for one takes long where there are many "<".
	const tagged = result.lastIndexOf('>') + 1;
	return [result.slice(0, tagged).replace(/<[^>]+>/g, ''), result.slice(tagged)]
		.join('')
		.replace(knownShortcode, '??')
		.replaceAll(':star:', '?');
}

/** A caption as it is sent; a number is one too, nothing and 0 are none. */
export function captionOf({ caption }: Fields): string | null {
	const isText = typeof caption === 'string' || typeof caption === 'number';
	return (isText && caption && rewritten(String(caption))) || null;
}

/** Every `@` before 6 to 20 digits mentions somebody, in text only (docs/warest/messages.md#1-7). */
export const mentionsIn = (text: string) => [
	...new Set([...text.matchAll(/@(\d{6,20})/g)].map(([, digits]) => `${digits}@s.whatsapp.net`)),
];
