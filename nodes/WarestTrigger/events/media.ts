import type { IDataObject } from 'n8n-workflow';
import type { Media } from '../../message/form';
import { reachable } from '../../message/stored-file';
import { isObject } from '../../transport/answer';
import { contentOf, typeOf, type Content } from './content';
import { numberOrNull, objectOf, textOf, textOrNull } from './values';

const NOT_STORED =
	'WARest has not stored this file: its type is not among those that the server downloads, or the download did not work. It can be had with Miscellaneous → Decrypt WhatsApp File, from the fields of the raw event.';
const WITH_CAPTION =
	'WARest does not store documents that have a caption. It can be had with Miscellaneous → Decrypt WhatsApp File, from the fields of the raw event.';

const isFile = ({ key, value }: Content): boolean =>
	key !== null &&
	typeof value.mimetype === 'string' &&
	/^(image|video|ptv|audio|document|sticker)Message$/.test(key);

/** The file of a `message_received` event (docs/warest/webhooks.md#5-3); null for a message without one. */
export function mediaOf(data: IDataObject, baseUrl: string): Media | null {
	const message = objectOf(data.message).message;
	const content = contentOf(message);
	if (!isFile(content)) return null;
	const { value } = content;
	const media = objectOf(data.media);
	const stored = textOf(media.storageKey) !== '';
	const withCaption = isObject(objectOf(message).documentWithCaptionMessage);
	return {
		type: typeOf(content),
		mimeType: textOf(value.mimetype).split(';')[0].trim() || null,
		fileName: textOrNull(value.fileName),
		size: numberOrNull(value.fileLength),
		caption: textOrNull(value.caption),
		seconds: numberOrNull(value.seconds),
		width: numberOrNull(value.width),
		height: numberOrNull(value.height),
		pageCount: numberOrNull(value.pageCount),
		url: stored ? reachable(textOf(media.url), media.storageDriver, baseUrl) : null,
		note: stored ? null : (textOrNull(media.note) ?? (withCaption ? WITH_CAPTION : NOT_STORED)),
	};
}
