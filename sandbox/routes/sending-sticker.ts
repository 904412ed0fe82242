import { compressionOf, reencoded } from '../sending/compression';
import { contentOf } from '../sending/content-choice';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseLarge } from '../sending/file-checks';
import { refuseSending } from '../sending/refusal';
import { typeOfBytes } from '../uploads/mime-types';
import type { Source } from '../uploads/source';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import type { World } from '../world/world';

const names = ['sticker', 'url', 'media', 'file', 'source', 'upload'];

/** Whether the server's image library could read it; it reads neither BMP nor documents. */
function isReadable({ payload: { head } }: Source): boolean {
	const text = head.toString('latin1');
	const isVector = /^\s*(<\?xml[^]*)?<svg/.test(text);
	const isTiff = /^(II\*\0|MM\0\*)/.test(text);
	return isVector || isTiff || (typeOfBytes(head)?.startsWith('image/') ?? false);
}

function webp(source: Source): FileContent {
	if (source.mimeType === 'image/webp') return new FileContent(source.payload, null, 'image/webp');
	if (isReadable(source)) return reencoded(source, 'image/webp');
	return refuseSending(502, 3013, 'Sticker conversion failed');
}

/** `POST /messages/send/sticker` (docs/warest/messages.md#3-7). */
export async function sendSticker(world: World, upload: Upload) {
	const { fields } = upload;
	const delivery = deliveryOf(world, fields);
	const source = await contentOf(upload, world.behaviour, { kind: 'sticker', names });
	refuseLarge(source, world.behaviour.mediaPerFileMb, [2012, 'Sticker']);
	const file = webp(source);
	return await deliver(world, delivery, () => ({
		content: { kind: 'sticker', text: null, file },
		status: 'sticker success',
		extras: { compression: compressionOf(fields) },
	}));
}
