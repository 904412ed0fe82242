import type { Fields } from '../parameters';
import { extensionOf, octetStream } from '../uploads/mime-types';
import { payloadOf } from '../uploads/payload';
import { bytesOfBase64, sourceOfPart, sourceOfText } from '../uploads/source';
import type { Source } from '../uploads/source';
import type { Upload } from '../uploads/upload';
import type { SendingSettings } from '../world/sending-settings';
import { firstText, parsedJson, quotedIdOf } from './values';

/** One file that `send/files` was given; a URL is fetched again for each recipient. */
export interface FileInput {
	load: () => Promise<Source | null>;
	/** The message that only this file quotes. */
	quotedId: string | null;
}

const most = 20;

interface Told {
	name?: string | null;
	mimeType?: string | null;
	quotedId?: string | null;
}

function inputOfBytes(
	bytes: Buffer,
	{ name = null, mimeType = null, quotedId = null }: Told,
	settings: SendingSettings,
): FileInput[] {
	if (bytes.length === 0) return [];
	const type = mimeType ?? octetStream;
	const part = {
		payload: payloadOf(bytes),
		mimeType: type,
		name: name ?? `upload.${extensionOf(type)}`,
	};
	return [{ load: async () => sourceOfPart(part, settings), quotedId }];
}

/** A data URI, bare base64 (whose type nobody guesses here), or a URL, which has its own name and type. */
function inputOfText(text: string, told: Told, settings: SendingSettings): FileInput[] {
	const value = text.trim();
	if (value === '') return [];
	const [, declared] = /^data:([^;,]*)[;,]/i.exec(value) ?? [];
	if (declared !== undefined) {
		const bytes = Buffer.from(value.slice(value.indexOf(',') + 1), 'base64');
		return inputOfBytes(bytes, { ...told, mimeType: told.mimeType ?? declared }, settings);
	}
	const bytes = bytesOfBase64(value);
	if (bytes) return inputOfBytes(bytes, told, settings);
	return [{ load: () => sourceOfText(value, settings), quotedId: told.quotedId ?? null }];
}

const textNames = 'file base64 upload value contents body payload dataUri dataURI uri'.split(' ');
const urlNames = ['url', 'href', 'link'];
const byteNames = ['buffer', 'data', 'file', 'binary', 'blob'];
const quoteNames = ['replyMessageId', 'quotedMessageId', 'quoteMessageId', 'replyId', 'quoteId'];

const isBytes = (value: unknown): value is number[] =>
	Array.isArray(value) && value.length > 0 && value.every((byte) => typeof byte === 'number');

function bytesOf(value: unknown): number[] | null {
	if (isBytes(value)) return value;
	const isBuffer = typeof value === 'object' && value !== null && 'data' in value;
	return isBuffer && isBytes(value.data) ? value.data : null;
}

const textIn = (fields: Fields, names: string[]) =>
	names.map((name) => fields[name]).find((value) => typeof value === 'string' && value.trim());

function inputOfObject(fields: Fields, settings: SendingSettings): FileInput[] {
	const told: Told = {
		name: firstText(fields, 'filename', 'name', 'fileName', 'label'),
		mimeType: firstText(fields, 'mimetype', 'mimeType', 'contentType', 'partMime', 'type'),
		quotedId: quotedIdOf(fields, ...quoteNames),
	};
	const text = textIn(fields, textNames) ?? textIn(fields, urlNames);
	if (typeof text === 'string') return inputOfText(text, told, settings);
	const bytes = byteNames.map((name) => bytesOf(fields[name])).find((found) => found !== null);
	return bytes ? inputOfBytes(Buffer.from(bytes), told, settings) : [];
}

function inputsOfValue(value: unknown, settings: SendingSettings): FileInput[] {
	if (typeof value === 'string') return inputOfText(value, {}, settings);
	if (isBytes(value)) return inputOfBytes(Buffer.from(value), {}, settings);
	if (Array.isArray(value)) return value.flatMap((entry) => inputsOfValue(entry, settings));
	return typeof value === 'object' && value !== null ? inputOfObject({ ...value }, settings) : [];
}

/** Entries as JSON text, or the value itself. */
function entriesOf(value: unknown): unknown {
	const parsed = parsedJson(value);
	return typeof parsed === 'object' && parsed !== null ? parsed : value;
}

/** A comma splits a URL in two (docs/warest/messages.md#3-2). */
function urlsOf(value: unknown): unknown {
	const entries = entriesOf(value);
	return typeof entries === 'string' ? entries.split(',') : entries;
}

/**
 * All files of a request, at most 20; null if there are none and no body. Of a body without files
 * every line is tried, so that parts of it may be sent as garbage (docs/warest/messages.md#3-2).
 */
export function inputsOf(upload: Upload, settings: SendingSettings): FileInput[] | null {
	const { fields, files, hasBody, text } = upload;
	const named = ['file', 'media', 'document', 'upload', 'source'].map((name) => fields[name]);
	const parts = files
		.filter(({ payload }) => payload.size > 0)
		.map((part) => ({ load: async () => sourceOfPart(part, settings), quotedId: null }));
	const inputs = [
		...inputsOfValue(entriesOf(fields.files), settings),
		...named.flatMap((value) => inputsOfValue(value, settings)),
		...inputsOfValue(urlsOf(fields.urls ?? fields.url), settings),
		...parts,
	];
	if (inputs.length > 0) return inputs.slice(0, most);
	if (!hasBody) return null;
	return text
		.split(/\r?\n/)
		.flatMap((line) => inputOfText(line, {}, settings))
		.slice(0, most);
}
