import { compressionOf } from '../sending/compression';
import { contentOf } from '../sending/content-choice';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseLarge } from '../sending/file-checks';
import { refuseSending } from '../sending/refusal';
import { captionOf } from '../sending/rewriting';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import type { World } from '../world/world';

const names = ['gif', 'url', 'media', 'file', 'source', 'upload'];

/** `POST /messages/send/gif`, which converts nothing (docs/warest/messages.md#3-6). */
export async function sendGif(world: World, upload: Upload) {
	const { fields } = upload;
	const delivery = deliveryOf(world, fields);
	const source = await contentOf(upload, world.behaviour, { kind: 'gif', names });
	refuseLarge(source, world.behaviour.mediaPerFileMb, [2013, 'GIF']);
	const { payload, mimeType } = source;
	if (/^(image|audio)\//.test(mimeType) && !mimeType.includes('gif')) {
		refuseSending(415, 2007, 'Unsupported gif type');
	}
	const text = captionOf(fields);
	const file = new FileContent(payload, null, mimeType);
	return await deliver(world, delivery, () => ({
		content: { kind: 'gif', text, file },
		status: 'gif success',
		extras: { caption: text, compression: compressionOf(fields) },
	}));
}
