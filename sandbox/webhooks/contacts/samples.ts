import type { FileKind } from '../../world/content';
import { squareOf } from '../../world/pictures';

/** A file that somebody could send. */
export interface Sample {
	name: string | null;
	mimeType: string;
	bytes: Buffer;
}

const checksums = Array.from({ length: 256 }, (_, index) => {
	let value = index << 24;
	for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
	return value;
});

const checksumOf = (page: Buffer) =>
	page.reduce((sum, byte) => (sum << 8) ^ checksums[((sum >>> 24) ^ byte) & 0xff], 0);

/** One page of an Ogg file. */
function oggPage(
	sequence: number,
	{ packets, flags, samples }: { packets: Buffer[]; flags: number; samples: number },
): Buffer {
	const header = Buffer.alloc(27 + packets.length);
	header.write('OggS');
	header[5] = flags;
	header.writeBigUInt64LE(BigInt(samples), 6);
	header.writeUInt32LE(1, 14);
	header.writeUInt32LE(sequence, 18);
	header[26] = packets.length;
	for (const [place, packet] of packets.entries()) header[27 + place] = packet.length;
	const page = Buffer.concat([header, ...packets]);
	page.writeInt32LE(checksumOf(page), 22);
	return page;
}

const samplesPerSecond = 48_000;
// Silence for 20 ms.
const silence = Buffer.from([0xfc, 0xff, 0xfe]);

/** A silent voice note of at most five seconds. */
function voiceNote(seconds: number): Buffer {
	const head = Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1');
	const tags = Buffer.from('OpusTags\x03\0\0\0n8n\0\0\0\0', 'latin1');
	const packets = Array.from({ length: seconds * 50 }, () => silence);
	return Buffer.concat([
		oggPage(0, { packets: [head], flags: 2, samples: 0 }),
		oggPage(1, { packets: [tags], flags: 0, samples: 0 }),
		oggPage(2, { packets, flags: 4, samples: seconds * samplesPerSecond }),
	]);
}

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

// One transparent pixel.
const webp = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==';

/** Seconds of the voice note. */
export const voiceSeconds = 2;

const samples: Partial<Record<FileKind, () => Sample>> = {
	image: () => ({ name: null, mimeType: 'image/png', bytes: squareOf(196, 128, 64) }),
	voice: () => ({
		name: null,
		mimeType: 'audio/ogg; codecs=opus',
		bytes: voiceNote(voiceSeconds),
	}),
	document: () => ({
		name: 'invoice.pdf',
		mimeType: 'application/pdf',
		bytes: Buffer.from(pdf),
	}),
	sticker: () => ({ name: null, mimeType: 'image/webp', bytes: Buffer.from(webp, 'base64') }),
};

/** A small sample file of a kind; null if there is none. */
export const sampleOf = (kind: FileKind): Sample | null => samples[kind]?.() ?? null;
