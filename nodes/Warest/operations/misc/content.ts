import { INLINE_LIMIT } from '../../../transport/server-facts';
import type { Refusal } from '../../../whatsapp/refusal';
import type { Field } from '../../engine/field';

/**
 * Bytes in the one written form that the server surely takes for these bytes: any other text it may take for
 * base64, for an address to download, or for the name of a file of its own (docs/warest/misc.md#1-5).
 */
export const exactly = (bytes: Buffer): string =>
	`data:application/octet-stream;base64,${bytes.toString('base64')}`;

const TOO_LONG: Refusal = {
	problem: 'is too long',
	expected: 'It may have at most 1.5 MB, the limit of the WARest server.',
};
const MISSING: Refusal = {
	problem: 'is not there',
	expected: 'The expression gives nothing. Enter a text; it may be empty.',
};
const NO_TEXT: Refusal = {
	problem: 'is not a single text',
	expected: 'Enter one text; turn an object into text with JSON.stringify() in an expression.',
};

/** A text exactly as it stands, also empty or blank, as its UTF-8 bytes. */
export function content(texts: { displayName: string; description: string }): Field<Buffer> {
	return {
		parameter: {
			...texts,
			type: 'string',
			default: '',
			placeholder: 'e.g. hello world',
			typeOptions: { rows: 3 },
		},
		parse: (raw) => {
			if (raw === null || raw === undefined) return MISSING;
			if (typeof raw === 'object') return NO_TEXT;
			const bytes = Buffer.from(String(raw), 'utf8');
			return bytes.length > INLINE_LIMIT ? TOO_LONG : bytes;
		},
	};
}
