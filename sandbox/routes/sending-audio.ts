import { readBoolean } from '../booleans';
import type { Fields } from '../parameters';
import { reencoded } from '../sending/compression';
import { contentOf } from '../sending/content-choice';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseLarge } from '../sending/file-checks';
import { refuseSending } from '../sending/refusal';
import { firstText } from '../sending/values';
import { octetStream, typeOfBytes, typeOfName } from '../uploads/mime-types';
import type { Source } from '../uploads/source';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import type { World } from '../world/world';

const names = ['audio', 'url', 'media', 'file', 'source'];
const typeNames = ['mime', 'mimetype', 'mimeType', 'contentType', 'audioMime', 'audioMimeType'];
const voiceType = 'audio/ogg; codecs=opus';

function typeOf(fields: Fields, { mimeType, name }: Source): string {
	const override = firstText(fields, ...typeNames);
	if (override?.toLowerCase().startsWith('audio/')) return override.toLowerCase();
	return mimeType === octetStream ? (typeOfName(name) ?? 'audio/mpeg') : mimeType;
}

const soundMagic = [/^RIFF....WAVE/s, /^fLaC/, /^#!AMR/, /^.E\xdf\xa3/s];

function isSound({ payload: { head } }: Source): boolean {
	const type = typeOfBytes(head);
	if (type?.startsWith('audio/') || type === 'video/mp4') return true;
	return soundMagic.some((magic) => magic.test(head.toString('latin1')));
}

/** Opus in OGG, which only ffmpeg makes out of other sounds (docs/warest/messages.md#3-5). */
function voiceNote(world: World, source: Source): FileContent {
	if (world.behaviour.ffmpeg && isSound(source)) return reencoded(source, voiceType);
	const isOgg = source.mimeType.includes('ogg') || typeOfBytes(source.payload.head) === 'audio/ogg';
	if (isOgg) return new FileContent(source.payload, null, voiceType);
	return refuseSending(422, 2014, 'Failed to convert audio to WhatsApp voice note format');
}

/** `POST /messages/send/audio` (docs/warest/messages.md#3-5). */
export async function sendAudio(world: World, upload: Upload) {
	const { fields } = upload;
	const delivery = deliveryOf(world, fields, { presence: 'recording' });
	const source = await contentOf(upload, world.behaviour, { kind: 'audio', names });
	refuseLarge(source, world.behaviour.mediaPerFileMb, [2010, 'Audio']);
	if (/^(image|video)\/|gif/.test(source.mimeType)) {
		refuseSending(415, 2007, 'Unsupported audio type');
	}
	const isVoice = readBoolean(fields.isVN, false);
	const file = isVoice
		? voiceNote(world, source)
		: new FileContent(source.payload, null, typeOf(fields, source));
	return await deliver(world, delivery, () => ({
		content: { kind: isVoice ? 'voice' : 'audio', text: null, file },
		status: isVoice ? 'ptt success' : 'audio success',
		extras: { isVoiceNote: isVoice || null, mimeType: file.mimeType },
	}));
}
