import { crc32, deflateSync } from 'node:zlib';

export type Drawable = 'gif' | 'jpeg' | 'png' | 'webp';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

const uint16 = (value: number) => {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16BE(value);
	return bytes;
};

const uint32 = (value: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value >>> 0);
	return bytes;
};

const uint32le = (value: number) => Buffer.from(uint32(value)).reverse();

function pngChunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([latin1(type), data]);
	return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** Black and white, one bit a pixel; 1 is white. */
function pngOfRows(width: number, rows: Buffer[]): Buffer {
	const header = Buffer.concat([uint32(width), uint32(rows.length), Buffer.from([1, 0, 0, 0, 0])]);
	const pixels = Buffer.concat(rows.flatMap((row) => [Buffer.alloc(1), row]));
	return Buffer.concat([
		latin1('\x89PNG\r\n\x1a\n'),
		pngChunk('IHDR', header),
		pngChunk('IDAT', deflateSync(pixels)),
		pngChunk('IEND', Buffer.alloc(0)),
	]);
}

const png = (width: number, height: number) =>
	pngOfRows(width, Array<Buffer>(height).fill(Buffer.alloc(Math.ceil(width / 8))));

/** A pattern of `size` × `size` squares that fills `width` × `width` pixels: the picture of a QR code. */
export function drawSquares(
	size: number,
	isBlack: (row: number, column: number) => boolean,
	width: number,
): Buffer {
	const squares = [...Array(size).keys()];
	const squareOf = [...Array(width).keys()].map((pixel) => Math.floor((pixel * size) / width));
	const lines = squares.map((row) => {
		const colours = squares.map((column) => (isBlack(row, column) ? '0' : '1'));
		const digits = squareOf.map((column) => colours[column]).join('');
		const bytes = digits.match(/.{1,8}/g) ?? [];
		return Buffer.from(bytes.map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
	});
	return pngOfRows(
		width,
		squareOf.map((row) => lines[row]),
	);
}

const segment = (marker: number, ...data: Buffer[]) => {
	const body = Buffer.concat(data);
	return Buffer.concat([Buffer.from([0xff, marker]), uint16(body.length + 2), body]);
};

/** A Huffman table in which one bit stands for the symbol 0. */
const huffman = (id: number) => Buffer.from([id, 1, ...Array<number>(15).fill(0), 0]);

/** Grey: each block of 8 × 8 pixels is two bits, "no difference" and "end of block". */
function jpeg(width: number, height: number): Buffer {
	const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
	const scan = Buffer.alloc(Math.ceil(blocks / 4));
	// The rest of the last byte is filled with ones.
	if (blocks % 4 > 0) scan[scan.length - 1] = 0xff >> ((blocks % 4) * 2);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
		segment(0xc0, Buffer.from([8]), uint16(height), uint16(width), Buffer.from([1, 1, 0x11, 0])),
		segment(0xc4, huffman(0x00)),
		segment(0xc4, huffman(0x10)),
		segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		scan,
		Buffer.from([0xff, 0xd9]),
	]);
}

/** Numbers with their widths in bits, lowest bit first. */
function bits(...fields: Array<[value: number, width: number]>): Buffer {
	const digits = fields
		.map(([value, width]) => [...value.toString(2).padStart(width, '0')].reverse().join(''))
		.join('');
	const bytes = digits.match(/.{1,8}/g) ?? [];
	return Buffer.from(bytes.map((byte) => parseInt([...byte].reverse().join(''), 2)));
}

/** One symbol, so that it takes no bits at all. */
const onlySymbol = (symbol: number): Array<[number, number]> => [
	[1, 1],
	[0, 1],
	[1, 1],
	[symbol, 8],
];

/** One colour, without loss: there is nothing to write about the pixels. */
function webp(width: number, height: number): Buffer {
	const image = bits(
		[0x2f, 8],
		[width - 1, 14],
		[height - 1, 14],
		[0, 1],
		[0, 3],
		// No transforms, no colour cache, one set of codes.
		[0, 3],
		...[128, 128, 128, 255, 0].flatMap(onlySymbol),
	);
	const padding = Buffer.alloc(image.length % 2);
	const chunks = Buffer.concat([latin1('WEBPVP8L'), uint32le(image.length), image, padding]);
	return Buffer.concat([latin1('RIFF'), uint32le(chunks.length), chunks]);
}

/** An empty screen. */
function gif(width: number, height: number): Buffer {
	const size = Buffer.concat([uint16(width).reverse(), uint16(height).reverse()]);
	return Buffer.concat([latin1('GIF89a'), size, Buffer.from([0, 0, 0, 0x3b])]);
}

const drawers = { gif, jpeg, png, webp };

/** A plain picture of a size, in a format: the sandbox has no image library. */
export const draw = (format: Drawable, width: number, height: number): Buffer =>
	drawers[format](width, height);
