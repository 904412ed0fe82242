import axios from 'axios';
import type { Payload } from '../world/content';
import type { SendingSettings } from '../world/sending-settings';
import {
	allowedType,
	endingOf,
	extensionOf,
	octetStream,
	typeOfBytes,
	typeOfName,
} from './mime-types';
import type { FilePart } from './multipart';
import { payloadOf, PayloadReader } from './payload';

/** A file that somebody wants to send, from wherever it came. */
export interface Source {
	payload: Payload;
	/** After the allow-list. */
	mimeType: string;
	/** What serves as a file name, even the text of a data URI or of base64 (docs/warest/messages.md#3-4). */
	name: string;
	/** Extension of the input, as status and checks use it. */
	extension: string;
}

const sourceOf = (
	{ payload, mimeType, name }: Omit<Source, 'extension'>,
	{ mimeAllowList }: SendingSettings,
): Source => {
	const allowed = allowedType(mimeType, mimeAllowList);
	return { payload, mimeType: allowed, name, extension: endingOf(name) ?? extensionOf(allowed) };
};

/** A file part, or the body of a raw upload: a declared type is believed. */
export const sourceOfPart = (
	{ payload, mimeType, name }: Pick<FilePart, 'payload' | 'mimeType' | 'name'>,
	settings: SendingSettings,
) => sourceOf({ payload, mimeType: mimeType || octetStream, name }, settings);

/** What bare base64 holds, or null: plain words and paths can look like it too (docs/warest/messages.md#2-2). */
export function bytesOfBase64(text: string): Buffer | null {
	const compact = text.replace(/^base64[,:]/, '').replace(/\s/g, '');
	if (!/^[A-Za-z0-9+/=_-]+$/.test(compact) || compact.length % 4 === 1) return null;
	if (compact.length < 16 && !/[0-9+/=_-]/.test(compact)) return null;
	const plain = compact.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
	const bytes = Buffer.from(plain, 'base64');
	return bytes.toString('base64').replace(/=+$/, '') === plain ? bytes : null;
}

async function fetchSource(url: string, settings: SendingSettings): Promise<Source | null> {
	if (!/^https?:\/\//i.test(url)) return null;
	try {
		const { data, headers } = await axios.get<AsyncIterable<Buffer>>(url, {
			responseType: 'stream',
			proxy: false,
			signal: AbortSignal.timeout(settings.fetchTimeoutMs),
		});
		const reader = new PayloadReader();
		for await (const chunk of data) reader.add(chunk);
		const declared = String(headers['content-type'] ?? '')
			.split(';')[0]
			.trim()
			.toLowerCase();
		const vague = declared === '' || declared === octetStream;
		const mimeType = vague ? (typeOfName(url) ?? octetStream) : declared;
		const name = new URL(url).pathname.split('/').at(-1) ?? '';
		return sourceOf({ payload: reader.finish(), mimeType, name }, settings);
	} catch {
		return null;
	}
}

/**
 * A text as content: a data URI, bare base64, else a URL; null if it is none of them. `hint` is the
 * file name that tells the type of bare base64, and only there (docs/warest/messages.md#2-2, #2-3).
 */
export async function sourceOfText(
	text: string,
	settings: SendingSettings,
	hint: string | null = null,
): Promise<Source | null> {
	const value = text.trim();
	const [, declared] = /^data:([^;,]*)[;,]/i.exec(value) ?? [];
	if (declared !== undefined) {
		// Base64, whatever the URI says it is.
		const payload = payloadOf(Buffer.from(value.slice(value.indexOf(',') + 1), 'base64'));
		const mimeType = declared.toLowerCase() || octetStream;
		return sourceOf({ payload, mimeType, name: value }, settings);
	}
	const bytes = bytesOfBase64(value);
	if (!bytes) return await fetchSource(value, settings);
	const payload = payloadOf(bytes);
	const mimeType = typeOfName(hint ?? '') ?? typeOfBytes(payload.head) ?? octetStream;
	return sourceOf({ payload, mimeType, name: hint ?? value }, settings);
}
