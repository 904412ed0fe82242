import { bytesOf } from '../../../whatsapp/bytes';
import type { Refusal } from '../../../whatsapp/refusal';
import type { Field, Parameter } from '../../engine/field';

const KEY_SIZE = 32;

const NO_KEY: Refusal = {
	problem: 'does not stand for 32 bytes',
	expected:
		'Give it as WhatsApp does, in base64 (44 characters), e.g. from the event of the message. Hex and lists of bytes are fine too.',
};

/** The server reads only base64, and takes everything else for base64 too (docs/warest/misc.md#3, #4). */
function inBase64(raw: unknown): string | Refusal {
	const bytes = bytesOf(raw, KEY_SIZE);
	return bytes?.length === KEY_SIZE ? bytes.toString('base64') : NO_KEY;
}

const isEmpty = (raw: unknown) =>
	raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');

type Texts = Pick<Parameter, 'displayName' | 'description' | 'placeholder' | 'typeOptions'>;

/** 32 bytes in any form in which they come along in JSON, as base64. */
export function keyBytes(texts: Texts): Field<string> {
	return {
		parameter: { ...texts, type: 'string', default: '', required: true },
		parse: (raw) =>
			isEmpty(raw) ? { problem: 'is empty', expected: NO_KEY.expected } : inBase64(raw),
	};
}

export function optionalKeyBytes(texts: Texts): Field<string | undefined> {
	return {
		parameter: { ...texts, type: 'string', default: '' },
		parse: (raw) => (isEmpty(raw) ? undefined : inBase64(raw)),
	};
}
