import { createHash } from 'node:crypto';

/**
 * Characters. A shorter text could be part of any sentence: masking it would garble what errors say, so the
 * credential's test refuses it. WARest itself sets no minimum: an administrator's key can be any text.
 */
export const SHORTEST_KEY = 8;

const MASK = '***';

/** The part of a base64 text that is there wherever `bytes` begin in what was encoded, by their place in a group. */
const withinBase64 = (bytes: Buffer, alphabet: 'base64' | 'base64url'): string[] =>
	[0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), bytes])
			.toString(alphabet)
			.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3)),
	);

/** Each way in which a key may stand in an address, a header, a JSON text, or be taken in its place. */
function formsOf(key: string): string[] {
	const bytes = Buffer.from(key);
	const encoded = encodeURIComponent(key);
	return [
		key,
		JSON.stringify(key).slice(1, -1),
		encoded,
		encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
		new URLSearchParams([['', key]]).toString().slice(1),
		...withinBase64(bytes, 'base64'),
		...withinBase64(bytes, 'base64url'),
		bytes.toString('hex'),
		// The server takes this for the key, too (docs/warest/server.md#1-2).
		createHash('sha256').update(key).digest('hex'),
	];
}

/**
 * Makes texts safe to be shown or logged: a key in them becomes "***", in any of its forms. One too short to be
 * a key masks nothing.
 */
export function masking(apiKey: string): (text: string) => string {
	const key = apiKey.trim();
	if (key.length < SHORTEST_KEY) return (text) => text;
	const forms = [...new Set(formsOf(key))].sort((a, b) => b.length - a.length);
	return (text) => forms.reduce((safe, form) => safe.replaceAll(form, MASK), text);
}
