type Format = 'avif' | 'gif' | 'jpeg' | 'png' | 'svg' | 'tiff' | 'webp';

export interface Picture {
	format: Format;
	width: number;
	height: number;
}

type Size = [width: number, height: number];

/** Width and height follow the first marker of a frame. */
function jpegSize(bytes: Buffer): Size | null {
	for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
		const marker = bytes[at + 1];
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
	}
	return null;
}

function webpSize(bytes: Buffer): Size | null {
	const kind = bytes.toString('latin1', 12, 16);
	if (kind === 'VP8 ') return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
	if (kind === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
	if (kind !== 'VP8L') return null;
	const packed = bytes.readUInt32LE(21);
	return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
}

function svgSize(bytes: Buffer): Size | null {
	const [, tag = ''] = /<svg\b([^>]*)>/i.exec(bytes.toString('utf8')) ?? [];
	const side = (name: string) => Number(new RegExp(`\\b${name}="([\\d.]+)`).exec(tag)?.[1]);
	const size: Size = [side('width'), side('height')];
	return size.every(Number.isFinite) ? size : null;
}

/** Sides as the box "ispe" has them. */
function avifSize(bytes: Buffer): Size | null {
	const at = bytes.indexOf('ispe');
	return at === -1 ? null : [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
}

/** Little-endian only; the first directory has the sides as entries 256 and 257. */
function tiffSize(bytes: Buffer): Size | null {
	const start = bytes.readUInt32LE(4);
	const side = (tag: number) => {
		for (let entry = 0; entry < bytes.readUInt16LE(start); entry++) {
			const at = start + 2 + entry * 12;
			if (bytes.readUInt16LE(at) === tag) return bytes.readUInt16LE(at + 8);
		}
		return NaN;
	};
	const size: Size = [side(256), side(257)];
	return size.every(Number.isFinite) ? size : null;
}

const readers: [format: Format, signature: RegExp, size: (bytes: Buffer) => Size | null][] = [
	['png', /^\x89PNG\r\n/, (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]],
	['jpeg', /^\xff\xd8\xff/, jpegSize],
	['gif', /^GIF8/, (bytes) => [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]],
	['webp', /^RIFF....WEBP/s, webpSize],
	['tiff', /^II\*\0/, tiffSize],
	['avif', /^....ftypavif/s, avifSize],
	['svg', /^\s*<(\?xml|svg)/, svgSize],
];

/** What a picture is; null where sharp says "unsupported image format". */
export function pictureOf(bytes: Buffer): Picture | null {
	const head = bytes.toString('latin1', 0, 32);
	const reader = readers.find(([, signature]) => signature.test(head));
	if (!reader) return null;
	const [format, , sizeOf] = reader;
	const size = sizeOf(bytes);
	return size && { format, width: size[0], height: size[1] };
}
