import type { ServerResponse } from 'node:http';
import { draw } from '../../sandbox/tools/drawing';
import { encryptFile, sealed } from '../../sandbox/tools/file-decryption';
import { serve, type Listening } from '../../sandbox/listening';

/** Where the files of the recorded requests came from. */
export const recordedMiscFiles = 'http://127.0.0.1:27399';

/** The key of the recordings: the bytes 00 to 1f. */
const mediaKey = Buffer.from(Array.from({ length: 32 }, (_, index) => index));

const alpha = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAYAAAD/Rn+7AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAN0lEQVR4nO3OoQEAMAzDMJ++z9MTBhNgIC4CbxntQAxikHoiBjHILNqBGMQg9UQMYpBZtAO/4AFR6a0dVf1gxgAAAABJRU5ErkJggg==',
	'base64',
);

const numbers = (write: (bytes: Buffer) => void, size: number) => {
	const bytes = Buffer.alloc(size);
	write(bytes);
	return bytes;
};

/** The least that says "AVIF, 200 × 100". */
const avif = Buffer.concat([
	Buffer.from('\0\0\0\x14ftypavif\0\0\0\0\0\0\0\x14ispe\0\0\0\0', 'latin1'),
	numbers((bytes) => (bytes.writeUInt32BE(200, 0), bytes.writeUInt32BE(100, 4)), 8),
]);

/** The least that says "TIFF, 200 × 100". */
const tiff = Buffer.concat([
	Buffer.from('II*\0\x08\0\0\0\x02\0', 'latin1'),
	...[
		[256, 200],
		[257, 100],
	].map(([tag, value]) =>
		numbers((bytes) => {
			bytes.writeUInt16LE(tag, 0);
			bytes.writeUInt16LE(3, 2);
			bytes.writeUInt32LE(1, 4);
			bytes.writeUInt16LE(value, 8);
		}, 12),
	),
]);

const octets = 'application/octet-stream';
const document = (plain: Buffer) => encryptFile(plain, mediaKey, octets);

/** The recordings' files: same type and size in pixels. */
const files: Record<string, Buffer> = {
	'a.avif': avif,
	'a.gif': draw('gif', 200, 100),
	'a.jpg': draw('jpeg', 200, 100),
	'a.png': draw('png', 200, 100),
	'a.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>'),
	'a.tiff': tiff,
	'a.webp': draw('webp', 200, 100),
	'alpha.png': alpha,
	'badpad.enc': sealed(Buffer.alloc(20, 1), mediaKey, octets),
	'badpad16.enc': sealed(Buffer.alloc(16, 1), mediaKey, octets),
	'document.enc': document(Buffer.from('Hello, WhatsApp document!')),
	'empty.enc': document(Buffer.alloc(0)),
	'exif6.jpg': draw('jpeg', 200, 100),
	'hello.txt': Buffer.from('hello world'),
	'notimg.txt': Buffer.from('this is no picture'),
	'png.enc': encryptFile(alpha, mediaKey, 'image/png'),
	'tone.mp3': Buffer.from('ID3\x04', 'latin1'),
	'trunc.jpg': draw('jpeg', 200, 100).subarray(0, 160),
	'v.mp4': Buffer.from('\0\0\0\x18ftypisom', 'latin1'),
};

/** Zeros, more than the server takes. */
function sendBig(res: ServerResponse, size: number, announced: boolean) {
	res.writeHead(200, announced ? { 'Content-Length': size } : {});
	res.end(Buffer.alloc(size));
}

/** Serves the files, and what else the recordings asked it for. */
export async function startMiscFiles(): Promise<Listening> {
	return await serve((req, res) => {
		const { pathname, searchParams } = new URL(req.url ?? '/', 'http://files');
		const name = pathname.slice(1);
		const to = searchParams.get('to');
		if (name === 'reset') req.socket.destroy();
		else if (name === '500') res.writeHead(500).end();
		else if (to !== null) res.writeHead(302, { Location: to }).end();
		else if (name === 'big') {
			sendBig(res, Number(searchParams.get('n')), !searchParams.has('nolen'));
		} else if (name in files) {
			res.writeHead(200, { 'Content-Type': searchParams.get('ct') ?? octets }).end(files[name]);
		} else res.writeHead(404).end();
	});
}
