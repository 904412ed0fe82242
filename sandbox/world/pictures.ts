import { createHash, randomInt } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { World } from './world';

const chunk = (type: string, data: Buffer) => {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([size, body, sum]);
};

const SIZE = 64;

type Colour = [red: number, green: number, blue: number];

/** By colour: each is drawn once, for many worlds. */
const squares = new Map<string, Buffer>();
const drawn = new WeakSet<Buffer>();

/** Whether a picture is one of these squares, and so nobody's own. */
export const isDrawn = (picture: Buffer) => drawn.has(picture);

/** A square PNG in one colour. */
export function squareOf(...colour: Colour): Buffer {
	const square = squares.get(colour.join()) ?? draw(colour);
	squares.set(colour.join(), square);
	drawn.add(square);
	return square;
}

function draw(colour: Colour): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(SIZE, 0);
	header.writeUInt32BE(SIZE, 4);
	// Eight bits, RGB.
	header.set([8, 2], 8);
	const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(SIZE * 3, Buffer.from(colour))]);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(Array<Buffer>(SIZE).fill(row)))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** A colour that the same text always has. */
export function colourOf(text: string): Colour {
	const [red, green, blue] = createHash('sha256').update(text).digest();
	return [red, green, blue];
}

const isPicture = (bytes: Buffer) =>
	/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(bytes.toString('latin1', 0, 16));

const digits = (count: number) => Array.from({ length: count }, () => randomInt(1, 10)).join('');

/** WhatsApp keeps a picture and gives it a name; it takes only pictures (docs/warest/groups.md#2-b). */
export function keepPicture(world: World, bytes: Buffer): string {
	const { plainPictures } = world.behaviour;
	if (!plainPictures && !isPicture(bytes)) {
		throw new Error('Input buffer contains unsupported image format');
	}
	const letters = createHash('sha256')
		.update(bytes)
		.digest('hex')
		.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)])
		.slice(0, 12);
	const name = plainPictures ? `${letters}.jpg` : `${digits(9)}_${digits(16)}_${digits(10)}_n.jpg`;
	world.pictures.set(name, bytes);
	return name;
}

export const addressOfPicture = (world: World, name: string) => `${world.address}/pictures/${name}`;
