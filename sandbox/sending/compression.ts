import { readBoolean } from '../booleans';
import type { Fields } from '../parameters';
import { payloadOf } from '../uploads/payload';
import type { Source } from '../uploads/source';
import { FileContent } from '../world/content';
import { objectOf } from './values';

const smallestImage = 2048;

/** The options in force, as the answer repeats them; null if compression is off (docs/warest/messages.md#2-5). */
export function compressionOf(fields: Fields): Fields | null {
	const { enable, ...options } = {
		...objectOf(fields.compression),
		...objectOf(fields.compressOptions),
	};
	const wanted = readBoolean(fields.compress, true);
	return readBoolean(enable, wanted) ? { ...options, enable: true } : null;
}

/** Shows the same picture but isn't the same file: the sandbox has no image library. */
const marker = Buffer.from('\nre-encoded by the WARest sandbox\n');

/** A file that the server re-encoded, possibly as another type. */
export function reencoded({ payload }: Source, mimeType: string): FileContent {
	const { bytes } = payload;
	// One that was not kept whole has other bytes too: those of what is known of it.
	const changed = payloadOf(Buffer.concat([bytes ?? payload.head, marker]));
	return new FileContent(
		bytes ? changed : { ...changed, size: payload.size, bytes: null },
		null,
		mimeType,
		true,
	);
}

const typesAfter: Record<string, string> = {
	'image/png': 'image/jpeg',
	'image/webp': 'image/jpeg',
	'image/tiff': 'image/jpeg',
	'image/svg+xml': 'image/png',
};

// Colour types 4 and 6 have an alpha channel.
const isPngWithAlpha = (head: Buffer) => head.length > 25 && (head[25] & 4) !== 0;

/**
 * An image of `media` with compression on. A JPEG might stay as it is, if it would not get smaller:
 * here it never does, so that nobody relies on it.
 */
export function compressed(source: Source): FileContent {
	const { payload, mimeType } = source;
	if (mimeType === 'image/bmp' || payload.size < smallestImage) {
		return new FileContent(payload, null, mimeType);
	}
	const keepsType = mimeType === 'image/png' && isPngWithAlpha(payload.head);
	return reencoded(source, keepsType ? mimeType : (typesAfter[mimeType] ?? mimeType));
}
