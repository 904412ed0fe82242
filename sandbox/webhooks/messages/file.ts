import { randomBytes } from 'node:crypto';
import { pictureOf } from '../../tools/picture';
import { extensionOf } from '../../uploads/mime-types';
import type { FileContent, FileKind } from '../../world/content';
import type { Session } from '../../world/types';
import type { World } from '../../world/world';
import type { WebhookSettings } from '../settings';
import type { Wire } from './kind';

/** What a file's bytes don't say. */
export interface FileDetails {
	seconds?: number;
	width?: number;
	height?: number;
	pageCount?: number;
}

/** A file as it arrives: what is in the message, and what the server adds to it. */
export interface ArrivedFile {
	contentType: string;
	wire: Wire;
	media: Wire;
}

const contentTypes: Record<FileKind, string> = {
	image: 'imageMessage',
	video: 'videoMessage',
	gif: 'videoMessage',
	audio: 'audioMessage',
	voice: 'audioMessage',
	document: 'documentMessage',
	sticker: 'stickerMessage',
};

// The start of a JPEG, as short as the recorded one.
const jpegThumbnail = '/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQO';

/** The subtype, where the server's table of extensions has another one (docs/warest/webhooks.md#5-3). */
function endingOf(mimeType: string): string {
	return mimeType === 'image/jpeg' ? 'jpeg' : extensionOf(mimeType);
}

const base64OfHex = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

const sizeOf = ({ bytes }: FileContent, details: FileDetails) => {
	const picture = bytes && pictureOf(bytes);
	return {
		width: details.width ?? picture?.width ?? null,
		height: details.height ?? picture?.height ?? null,
	};
};

/** A number in two halves, as the library keeps it. */
const long = (value: number) => ({
	low: (value % 2 ** 32) | 0,
	high: Math.floor(value / 2 ** 32),
	unsigned: true,
});

interface Mirrored {
	url: string;
	storageKey: string;
}

/** The server fetches, decrypts and keeps what it may, before it says anything (docs/warest/webhooks.md#5-3). */
function mirrored(
	world: World,
	session: Session,
	{ mirrorMedia, mirroredTypes, publicUrl }: WebhookSettings,
	{ file, contentType }: { file: FileContent; contentType: string },
): Mirrored | null {
	const [mimeType] = file.mimeType.split(';');
	const allowed = mirroredTypes.some((type) => mimeType.startsWith(type));
	if (!mirrorMedia || !allowed || !file.bytes) return null;
	const name = `${file.sha256}.${endingOf(mimeType)}`;
	const storageKey = `incoming-media/${session.id}/${contentType}/${name}`;
	world.stored.set(storageKey, { bytes: file.bytes, mimeType, expiresAt: null });
	const host = publicUrl ?? world.address.replace('127.0.0.1', 'localhost');
	return { url: `${host}/storages/${storageKey}`, storageKey };
}

const filled = (fields: Wire): Wire =>
	Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
	);

/** What only one kind has: in the message, and beside it, where unset numbers are null. */
function specialsOf(kind: FileKind, file: FileContent, details: FileDetails): [Wire, Wire] {
	const size = sizeOf(file, details);
	const seconds = details.seconds ?? null;
	switch (kind) {
		case 'image':
			return [{ ...size, jpegThumbnail: size.width && jpegThumbnail }, size];
		case 'sticker':
			return [size, size];
		case 'video':
		case 'gif': {
			const gifPlayback = kind === 'gif' ? true : null;
			return [
				{ ...size, seconds, gifPlayback },
				{ seconds, ...size, gifPlayback },
			];
		}
		case 'audio':
		case 'voice':
			return [{ seconds, ptt: kind === 'voice' }, { seconds }];
		case 'document': {
			const pageCount = details.pageCount ?? null;
			const about = { fileName: file.name, pageCount };
			return [about, about];
		}
	}
}

/** A file that somebody sends to the account (docs/warest/webhooks.md#5-3). */
export function arrivedFile(
	world: World,
	session: Session,
	settings: WebhookSettings,
	{
		kind,
		file,
		caption,
		details,
	}: { kind: FileKind; file: FileContent; caption: string | null; details: FileDetails },
): ArrivedFile {
	const contentType = contentTypes[kind];
	const directPath = `/v/t62.7118-24/${parseInt(file.sha256.slice(0, 8), 16)}_n.enc?ccb=11-4&mms3=true`;
	const original = `https://mmg.whatsapp.net${directPath}`;
	const copy = mirrored(world, session, settings, { file, contentType });
	const mediaKey = randomBytes(32).toString('base64');
	const fileSha256 = base64OfHex(file.sha256);
	const [inMessage, beside] = specialsOf(kind, file, details);
	const [bareType] = file.mimeType.split(';');
	return {
		contentType,
		wire: filled({
			url: copy?.url ?? original,
			mimetype: file.mimeType,
			caption,
			fileSha256,
			fileLength: String(file.size),
			mediaKey,
			fileEncSha256: randomBytes(32).toString('base64'),
			directPath: copy ? null : directPath,
			mediaKeyTimestamp: String(world.nowSeconds()),
			...inMessage,
		}),
		media: {
			hasMedia: true,
			type: contentType,
			mimeType: bareType,
			caption: caption ?? '',
			fileSha256,
			mediaKey,
			// Not WhatsApp's own link: the extension is a guess.
			url: copy?.url ?? original.replace('.enc', `.${endingOf(bareType)}`),
			...(!copy && { directPath }),
			fileLength: long(file.size),
			...beside,
			...(copy && { storageKey: copy.storageKey, storageDriver: 'local' }),
		},
	};
}
