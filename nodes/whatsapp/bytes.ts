/** The digits of a base64 text as Node.js reads it: up to the first "=", without line breaks and other signs. */
export const base64Digits = (text: string): string =>
	text.split('=', 1)[0].replace(/[^\w+/-]/g, '');

/** Bytes written as base64, in either alphabet, with or without padding; null for any other text. */
export function fromBase64(text: string): Buffer | null {
	const plain = text.replace(/\s/g, '');
	const [, digits] = /^([\w+/-]*)=*$/.exec(plain) ?? [];
	const possible = digits !== undefined && digits.length % 4 !== 1;
	return possible ? Buffer.from(plain, 'base64') : null;
}

const areBytes = (values: unknown[]): values is number[] =>
	values.every((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255);

/**
 * Bytes in any form in which they come along in JSON: base64, hex where it can't be base64 of the wanted
 * length, a list of numbers, what JSON makes of a Buffer or of a Uint8Array. Null if it is none of these.
 */
export function bytesOf(given: unknown, length?: number): Buffer | null {
	if (typeof given === 'string') {
		const text = given.trim();
		const hex = length !== undefined && text.length === 2 * length && /^[\da-f]+$/i.test(text);
		return hex ? Buffer.from(text, 'hex') : fromBase64(text);
	}
	if (typeof given !== 'object' || given === null) return null;
	const { type, data } = given as Record<string, unknown>;
	if (type === 'Buffer') return Array.isArray(data) && areBytes(data) ? Buffer.from(data) : null;
	const entries = Object.entries(given);
	const counted = entries.every(([key], index) => key === String(index));
	const values: unknown[] = entries.map(([, value]) => value);
	return counted && values.length > 0 && areBytes(values) ? Buffer.from(values) : null;
}
