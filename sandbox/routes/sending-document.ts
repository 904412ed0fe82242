import { contentOf } from '../sending/content-choice';
import { deliver, deliveryOf } from '../sending/delivery';
import { documentName, refuseLarge, suspicion } from '../sending/file-checks';
import { refuseSending } from '../sending/refusal';
import { captionOf } from '../sending/rewriting';
import { firstText } from '../sending/values';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import type { World } from '../world/world';

const names = ['document', 'url', 'media', 'file', 'source', 'upload'];

/** `POST /messages/send/document` (docs/warest/messages.md#3-4). */
export async function sendDocument(world: World, upload: Upload) {
	const { fields } = upload;
	const delivery = deliveryOf(world, fields, { quoted: ['replyMessageId', 'quotedMessageId'] });
	const hint = firstText(fields, 'filename');
	const source = await contentOf(upload, world.behaviour, { kind: 'document', names, hint });
	const reason = suspicion(source, world.behaviour);
	if (reason !== null) refuseSending(415, 2007, reason);
	refuseLarge(source, world.behaviour.mediaPerFileMb, [2011, 'Document']);
	const text = captionOf(fields);
	const name = documentName(hint ?? source.name, source);
	const { payload, mimeType, extension } = source;
	const file = new FileContent(payload, name, mimeType);
	return await deliver(world, delivery, () => ({
		content: { kind: 'document', text, file },
		status: `document ${extension} success`,
		extras: { caption: text, filename: name, mimetype: mimeType },
	}));
}
