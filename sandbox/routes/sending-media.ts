import { readBoolean } from '../booleans';
import { compressed, compressionOf } from '../sending/compression';
import { contentOf } from '../sending/content-choice';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseLarge } from '../sending/file-checks';
import { presenceOf } from '../sending/presence';
import { refuseSending } from '../sending/refusal';
import { captionOf } from '../sending/rewriting';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import type { World } from '../world/world';

const names = ['media', 'url', 'mediaUrl', 'file', 'source'];
const unsupported = 'Unsupported media type for this route';

function kindOf(mimeType: string): 'image' | 'video' {
	if (mimeType.startsWith('video/')) return 'video';
	if (mimeType.startsWith('image/') && !mimeType.includes('gif')) return 'image';
	return refuseSending(415, 2007, unsupported);
}

/** `POST /messages/send/media` (docs/warest/messages.md#3-3). */
export async function sendMedia(world: World, upload: Upload) {
	const { fields } = upload;
	const delivery = deliveryOf(world, fields);
	const source = await contentOf(upload, world.behaviour, { kind: 'media', names });
	refuseLarge(source, world.behaviour.mediaPerFileMb, [2009, 'Media']);
	const kind = kindOf(source.mimeType);
	delivery.presence = presenceOf(fields.presence, kind === 'video' ? 'recording' : 'composing');
	const text = captionOf(fields);
	const compression = compressionOf(fields);
	const viewOnce = readBoolean(fields.viewOnce, false);
	const { payload, mimeType } = source;
	const file =
		kind === 'image' && compression ? compressed(source) : new FileContent(payload, null, mimeType);
	return await deliver(
		world,
		delivery,
		() => ({
			content: { kind, text, file, viewOnce },
			status: `${kind} success`,
			extras: { viewOnce: viewOnce || null, caption: text, compression, mediaKind: kind },
		}),
		{ retries: 2 },
	);
}
