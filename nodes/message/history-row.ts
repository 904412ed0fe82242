import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsIn } from '../transport/answer';
import type { Media } from './form';
import { NOT_IN_HISTORY, reachable, storedIn } from './stored-file';

/** What a row of a chat's history says of the message itself, not of people. */
export interface RowContent {
	type: string;
	text: string;
	media: Media | null;
	details: IDataObject | null;
}

/** The kinds of rows (docs/warest/chats.md#c2) in plain words. A voice message is stored as "audio". */
const TYPES: Record<string, string> = {
	conversation: 'text',
	extendedtextmessage: 'text',
	image: 'image',
	video: 'video',
	gif: 'gif',
	audio: 'audio',
	document: 'document',
	stickermessage: 'sticker',
	location: 'location',
	contact: 'contact',
	poll: 'poll',
	interactive: 'buttonAnswer',
	event: 'event',
	system: 'system',
};

const FILES = ['image', 'video', 'gif', 'audio', 'document', 'sticker'];

/** What the server puts before the caption of a file (docs/warest/chats.md#c2). */
const LABEL = /^\(\[\w+\]\) ?/;

const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** The words below a file, without the server's label. */
export const captionOf = ({ body }: IDataObject): string =>
	(textOrNull(body) ?? '').replace(LABEL, '');

function mediaOf(type: string, row: IDataObject, baseUrl: string): Media | null {
	if (!FILES.includes(type)) return null;
	const { url, mimeType, fileName, fileSize } = isObject(row.mediaMetadata)
		? row.mediaMetadata
		: {};
	const stored = storedIn(textOrNull(url) ?? '');
	return {
		type,
		mimeType: textOrNull(mimeType),
		fileName: textOrNull(fileName),
		size: typeof fileSize === 'number' ? fileSize : null,
		caption: captionOf(row) || null,
		seconds: null,
		width: null,
		height: null,
		pageCount: null,
		url: stored && reachable(stored.url, stored.driver, baseUrl),
		note: stored ? null : NOT_IN_HISTORY,
	};
}

function pollOf({ poll }: IDataObject): IDataObject {
	const { creation, results } = isObject(poll) ? poll : {};
	const { question, options, selectableCount } = isObject(creation) ? creation : {};
	return {
		question: textOrNull(question),
		options: objectsIn(options).map(({ name }) => name),
		selectable: typeof selectableCount === 'number' ? selectableCount : null,
		votes: objectsIn(results).map(({ name, voters }) => ({
			option: name,
			count: Array.isArray(voters) ? voters.length : 0,
		})),
	};
}

/**
 * What a row of a chat's history says, in the words that the trigger uses. A message that was deleted for everyone is
 * "deleted" and has no text: the server writes its own words in its place.
 * @param baseUrl the server's address, below which its files are
 */
export function contentOfRow(row: IDataObject, baseUrl: string): RowContent {
	const { messageType, body, isDeleted } = row;
	if (isDeleted === true) return { type: 'deleted', text: '', media: null, details: null };
	const type = Object.hasOwn(TYPES, String(messageType)) ? TYPES[String(messageType)] : 'other';
	const media = mediaOf(type, row, baseUrl);
	const details =
		type === 'poll' ? pollOf(row) : type === 'contact' ? { contacts: [{ name: body }] } : null;
	const text = media ? captionOf(row) : details ? '' : (textOrNull(body) ?? '');
	return { type, text, media, details };
}
