import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { draw } from '../../sandbox/tools/drawing';
import { encryptFile } from '../../sandbox/tools/file-decryption';
import { pictureOf } from '../../sandbox/tools/picture';
import { bytesOf } from '../support/engine';
import { reached, success, useSandbox } from '../support/sandbox';
import { runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });

const run = async (operation: string, parameters = {}, binary?: IBinaryKeyData) =>
	await runWarest(current.account, ['misc', operation], parameters, {
		items: [{ json: {}, binary: binary ?? current.binary }],
	});
const fileOf = async ({ binary }: INodeExecutionData, name = 'data') => {
	const file = binary?.[name];
	if (!file) throw new Error(`There is no binary field ${name}`);
	return { ...file, bytes: await bytesOf(file) };
};
const binaryField = (bytes: Buffer, fileName: string, mimeType = 'application/octet-stream') => ({
	data: { data: bytes.toString('base64'), mimeType, fileName },
});
const dataUri = (bytes: Buffer) => ({
	source: 'url',
	url: `data:application/octet-stream;base64,${bytes.toString('base64')}`,
});
/** A file where the server can download it. */
const hosted = (name: string, bytes: Buffer) => {
	const { url, world } = current.sandbox;
	world.stored.set(name, { bytes, mimeType: 'application/octet-stream', expiresAt: null });
	return { source: 'url', url: `${url}/storages/${name}` };
};
const bodies = (path: RegExp) =>
	reached(current.sandbox, path).map(({ body }) => body as Record<string, unknown>);

const VIDEO = Buffer.from('\0\0\0\x18ftypisom', 'latin1');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>');

describe('Convert String to QR', () => {
	it.each([
		['png', 'image/png', 'png'],
		['jpg', 'image/jpeg', 'jpeg'],
		['webp', 'image/webp', 'webp'],
	])('gives the picture as %s in a binary field', async (target, mimeType, format) => {
		const { items } = await run('convertStringToQr', { string: 'Hello QR', target });
		expect(items[0].json).toEqual({
			string: 'Hello QR',
			target,
			fileName: `qr.${target}`,
			mimeType,
		});
		const file = await fileOf(items[0]);
		expect(file).toMatchObject({ fileName: `qr.${target}`, mimeType });
		expect(pictureOf(file.bytes)?.format).toBe(format);
	});

	it('gives SVG as text that can be drawn', async () => {
		const { items } = await run('convertStringToQr', { string: 'Hello QR', target: 'svg' });
		const file = await fileOf(items[0]);
		expect(file).toMatchObject({ fileName: 'qr.svg', mimeType: 'image/svg+xml' });
		expect(file.bytes.toString()).toMatch(/^<svg [^]*<\/svg>\s*$/);
	});

	it('draws an address as it stands, and never opens it', async () => {
		const string = `${current.sandbox.url}/api/v1/server/ping`;
		const { error } = await run('convertStringToQr', { string });
		expect(error).toBeUndefined();
		expect(bodies(/toqr/)).toEqual([{ string }]);
		expect(reached(current.sandbox, /ping/)).toEqual([]);
	});

	it('says so when blanks at the ends are left out', async () => {
		const { items, hints } = await run('convertStringToQr', { string: 'END:VCARD\n' });
		expect(items[0].json.string).toBe('END:VCARD');
		expect(hints).toEqual([expect.stringContaining('spaces at the beginning or end')]);
		expect((await run('convertStringToQr', { string: 'a b' })).hints).toEqual([]);
	});

	it('fails if the picture is gone before it is there', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/misc/convert-string-toqr',
			action: success([{ data: '/storages/misc/temp/gone.png' }]),
		});
		const { error } = await run('convertStringToQr', { string: 'a' });
		expect(error?.message).toMatch(/^The file can't be downloaded from/);
	});

	it('refuses a format of its own', async () => {
		const { error } = await run('convertStringToQr', { string: 'a', target: 'gif' });
		expect(error?.message).toBe(`'Target Format' is not one of its values: "gif"`);
	});
});

describe('Make Thumbnail', () => {
	it.each([
		['png', 'image/png', 'photo-thumbnail.png'],
		['jpeg', 'image/jpeg', 'photo-thumbnail.jpg'],
		['webp', 'image/webp', 'photo-thumbnail.webp'],
		['gif', 'image/gif', 'photo-thumbnail.gif'],
	] as const)('of a %s says what it really is', async (format, mimeType, fileName) => {
		const picture = draw(format, 200, 100);
		const { items } = await run(
			'thumbnail',
			{ options: { width: 64, height: 48 } },
			binaryField(picture, `photo.${format}`),
		);
		const file = await fileOf(items[0]);
		expect(items[0].json).toEqual({
			fileName,
			mimeType,
			size: file.bytes.length,
			number: 1,
			count: 1,
		});
		expect(file).toMatchObject({ fileName, mimeType });
		expect(pictureOf(file.bytes)).toEqual({ format, width: 64, height: 48 });
	});

	it('takes a picture by its address', async () => {
		const chosen = hosted('shop/menu.png', draw('png', 40, 20));
		const { items } = await run('thumbnail', { ...chosen, options: { width: 32 } });
		expect(items[0].json.fileName).toBe('menu-thumbnail.png');
		expect(bodies(/thumbnail/)).toEqual([{ file: chosen.url, type: 'image', width: 32 }]);
	});

	it('of a video gives one item for each picture', async () => {
		current.sandbox.control.setBehaviour({ ffprobe: true });
		const { items } = await run(
			'thumbnail',
			{ mediaType: 'video', options: { count: 4, width: 33, height: 17 } },
			binaryField(VIDEO, 'clip.mp4', 'video/mp4'),
		);
		expect(items.map(({ json }) => [json.fileName, json.number, json.count])).toEqual(
			[1, 2, 3, 4].map((number) => [`clip-thumbnail-${number}.jpg`, number, 4]),
		);
		expect(items.every(({ binary }) => binary?.data.mimeType === 'image/jpeg')).toBe(true);
	});

	it('does not send a count for an image', async () => {
		await run('thumbnail', { mediaType: 'image', options: { count: 4 } });
		expect(bodies(/thumbnail/)[0]).not.toHaveProperty('count');
	});

	it('says that the usual server has nothing to look into videos', async () => {
		const { error } = await run(
			'thumbnail',
			{ mediaType: 'video' },
			binaryField(VIDEO, 'clip.mp4'),
		);
		expect(error).toMatchObject({
			message: 'This WARest server cannot make pictures of videos',
			description: expect.stringContaining('FFprobe'),
		});
	});

	it('is an error, not nothing, when no picture was made', async () => {
		current.sandbox.control.setBehaviour({ ffprobe: true });
		const gif = binaryField(draw('gif', 20, 20), 'wave.gif');
		const { error, items } = await run('thumbnail', { mediaType: 'video' }, gif);
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: 'WARest made no picture of the file',
			description: expect.stringContaining('GIF'),
		});
	});

	it.each([
		[{ width: 15 }, "'Width' is out of range"],
		[{ height: 1025 }, "'Height' is out of range"],
		[{ width: 64.5 }, "'Width' is not a whole number"],
		[{ width: 'wide' }, "'Width' is not a number"],
	])('refuses %p, of which the server would make another size', async (options, message) => {
		const { error } = await run('thumbnail', { options });
		expect(error?.message).toContain(message.replace('not a number', 'not a whole number'));
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it.each([0, 7])('refuses to take %p pictures', async (count) => {
		const { error } = await run('thumbnail', { mediaType: 'video', options: { count } });
		expect(error?.message).toBe(`'Count' is out of range: "${count}"`);
	});
});

describe('Process Image', () => {
	const process = async (options: object, picture = draw('png', 200, 100), name = 'a.png') =>
		await run('processImage', { options }, binaryField(picture, name));

	it('resizes, converts and compresses', async () => {
		const options = { convert: 'jpg', width: 50, height: 40, fit: 'contain', quality: 60 };
		const { items, hints } = await process(options);
		const file = await fileOf(items[0]);
		expect(items[0].json).toEqual({
			fileName: 'a.jpg',
			mimeType: 'image/jpeg',
			format: 'jpg',
			width: 50,
			height: 40,
			size: file.bytes.length,
			converted: true,
			resized: true,
			compressed: true,
		});
		expect(file).toMatchObject({ fileName: 'a.jpg', mimeType: 'image/jpeg' });
		expect(pictureOf(file.bytes)).toEqual({ format: 'jpeg', width: 50, height: 40 });
		expect(hints).toEqual([]);
	});

	it('sends numbers as JSON numbers, the only ones that the server reads', async () => {
		await process({ width: '50', quality: '60' });
		expect(bodies(/image$/)[0].actions).toEqual({
			resize: { width: 50 },
			compress: { quality: 60 },
		});
	});

	it('keeps the shape of the picture if only one side is given', async () => {
		const { items } = await process({ width: 50 });
		expect(items[0].json).toMatchObject({ width: 50, height: 25 });
		const other = await process({ height: 20, convert: 'webp' });
		expect(other.items[0].json).toMatchObject({ width: 40, height: 20, format: 'webp' });
	});

	it('says that PNG pictures lose colors, and names what became PNG so', async () => {
		const { items, hints } = await process({}, SVG, 'logo.svg');
		expect(items[0].json).toMatchObject({ fileName: 'logo.png', mimeType: 'image/png' });
		expect(hints).toEqual([expect.stringContaining('256 colors')]);
	});

	it('refuses a fit without anything to fit into', async () => {
		const { error } = await process({ fit: 'inside' });
		expect(error?.message).toBe("'Fit' has nothing to fit into");
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it.each([
		[{ quality: 0 }, `'Quality' is out of range: "0"`],
		[{ quality: 101 }, `'Quality' is out of range: "101"`],
		[{ quality: 50.5 }, `'Quality' is not a whole number: "50.5"`],
		[{ width: 0 }, `'Width' is out of range: "0"`],
		[{ height: -5 }, `'Height' is out of range: "-5"`],
		[{ convert: 'tiff' }, `'Convert To' is not one of its values: "tiff"`],
		[{ fit: 'stretch', width: 5 }, `'Fit' is not one of its values: "stretch"`],
	])('refuses %p before it is sent', async (options, message) => {
		const { error } = await process(options);
		expect(error?.message).toBe(message);
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it('explains what even WebP cannot hold', async () => {
		const { error } = await process({ convert: 'webp', width: 20_000 });
		expect(error?.message).toBe('The picture would be too large for WebP');
	});
});

describe.each(['thumbnail', 'processImage'])('the file of %s', (operation) => {
	it('may have 1.5 MB; a larger one is refused before it is sent, and a way shown', async () => {
		const large = Buffer.concat([draw('png', 10, 10), Buffer.alloc(1_500_000)]);
		for (const [parameters, binary] of [
			[{}, binaryField(large, 'large.png')],
			[dataUri(large), undefined],
		] as const) {
			const { error } = await run(operation, parameters, binary);
			expect(error).toMatchObject({
				message: 'The file is too large: it has 1.5 MB',
				description: expect.stringMatching(/1\.5 MB at most.*URL.*50 MB/),
			});
		}
		expect(current.sandbox.requests).toHaveLength(0);
		expect((await run(operation, hosted('large.png', large))).error).toBeUndefined();
		const fits = large.subarray(0, 1_500_000);
		expect((await run(operation, {}, binaryField(fits, 'fits.png'))).error).toBeUndefined();
	});

	it.each(['/etc/passwd', 'package.json', '/srv/warest/example', 'iVBORw0KGgo=', 'ftp://a/b'])(
		'is never one of the server itself: %p',
		async (url) => {
			const { error } = await run(operation, { source: 'url', url });
			expect(error?.message).toBe(
				`'URL or Data URI' is neither a web address nor a data URI: "${url}"`,
			);
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it('that cannot be downloaded is explained', async () => {
		const missing = await run(operation, {
			source: 'url',
			url: `${current.sandbox.url}/storages/none.png`,
		});
		expect(missing.error).toMatchObject({
			message: 'The WARest server could not download the file: its address answered with an error',
			description: expect.stringContaining('Request failed with status code 404'),
		});
		const refused = await run(operation, { source: 'url', url: 'http://127.0.0.1:9/a.png' });
		expect(refused.error?.message).toBe(
			'The WARest server could not reach the address of the file',
		);
	});

	it('that is no picture is explained', async () => {
		const { error } = await run(operation, dataUri(Buffer.from('hello world')));
		expect(error?.message).toBe('The file is not a picture that WARest can read');
	});

	it('needs a server that can work with pictures', async () => {
		const message = 'Image processing requires Sharp';
		current.sandbox.control.fault({
			path: '/api/v1/misc/media',
			action: {
				kind: 'answer',
				status: 503,
				body: { status: false, code: 8001, message, results: [] },
			},
		});
		const { error } = await run(operation);
		expect(error).toMatchObject({
			message: 'This WARest server cannot work with pictures',
			httpCode: '503',
		});
	});
});

describe('Decrypt WhatsApp File', () => {
	const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
	const mediaKey = key.toString('base64');
	const PNG = draw('png', 3, 2);
	const encrypted = (mimeType: string, plain = PNG) =>
		binaryField(encryptFile(plain, key, mimeType), 'photo.enc');
	const decrypt = async (binary: IBinaryKeyData, options = {}, given: unknown = mediaKey) =>
		await run('decryptWhatsappFile', { mediaKey: given, options }, binary);

	it.each(['image/png', 'video/mp4', 'audio/ogg; codecs=opus', 'application/pdf'])(
		'finds out by itself that it was sent as %s',
		async (sentAs) => {
			const { items } = await decrypt(encrypted(sentAs));
			const file = await fileOf(items[0]);
			expect(file.bytes).toEqual(PNG);
			expect(file).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
			expect(items[0].json).toEqual({
				fileName: 'photo.png',
				mimeType: 'image/png',
				size: PNG.length,
			});
		},
	);

	it('asks once with the right type, and finds a picture that was sent as a document', async () => {
		await decrypt(encrypted('image/png'), { mimeType: 'image/png' });
		expect(bodies(/decrypt/)).toHaveLength(1);
		const { items } = await decrypt(encrypted('application/pdf'), { mimeType: 'image/png' });
		expect((await fileOf(items[0])).bytes).toEqual(PNG);
		expect(bodies(/decrypt/)).toHaveLength(3);
	});

	it('keeps the type that the message gave where the bytes say less', async () => {
		const { items } = await decrypt(encrypted('application/vnd.ms-excel', Buffer.from('x')), {
			mimeType: 'application/vnd.ms-excel',
		});
		expect(items[0].json).toMatchObject({
			fileName: 'photo.xls',
			mimeType: 'application/vnd.ms-excel',
		});
	});

	it.each([
		['hex', key.toString('hex')],
		['base64 for URLs', key.toString('base64url')],
		['a Buffer', `={{ ${JSON.stringify(key)} }}`],
		['numbers', `={{ ${JSON.stringify([...key])} }}`],
		['a Uint8Array', `={{ ${JSON.stringify({ ...new Uint8Array(key) })} }}`],
	])('takes the key as %s', async (_form, given) => {
		const { items } = await decrypt(encrypted('image/png'), { mimeType: 'image/png' }, given);
		expect((await fileOf(items[0])).bytes).toEqual(PNG);
		expect(bodies(/decrypt/)[0].mediaKey).toBe(mediaKey);
	});

	it.each(['AAECAwQFBgc=', 'secret key', '={{ [1, 2, 300] }}', '={{ { a: 1 } }}'])(
		'refuses the key %p without showing it',
		async (given) => {
			const { error } = await decrypt(encrypted('image/png'), {}, given);
			expect(error?.message).toBe("'Media Key' does not stand for 32 bytes");
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it('checks the digest, even one in hex, which the server would skip', async () => {
		const wrong = 'ab'.repeat(32);
		const options = { mimeType: 'image/png', fileSha256: wrong };
		const { error } = await decrypt(encrypted('image/png'), options);
		expect(error).toMatchObject({
			message: "The decrypted file is not the one that 'File SHA-256' belongs to",
			description: expect.stringContaining('fileEncSha256'),
		});
		const short = await decrypt(encrypted('image/png'), { fileSha256: 'AAAA' });
		expect(short.error?.message).toBe(`'File SHA-256' does not stand for 32 bytes: "AAAA"`);
	});

	it.each([
		['a damaged file', Buffer.alloc(64, 7)],
		['next to nothing', Buffer.from('short')],
		['a web page', Buffer.from('<html>This file is not there any more</html>')],
	])('explains %s', async (_what, bytes) => {
		const { error } = await decrypt(binaryField(bytes, 'photo.enc'));
		expect(error).toMatchObject({
			message: 'The file cannot be decrypted with this media key',
			description: expect.stringContaining('from the same message'),
		});
	});

	it('takes the address of a file, and refuses a path on the server', async () => {
		const { url } = hosted('x/image.enc', encryptFile(PNG, key, 'image/png'));
		const { items } = await run('decryptWhatsappFile', { mediaKey, source: 'url', file: url });
		expect(items[0].json.fileName).toBe('image.png');
		const path = await run('decryptWhatsappFile', {
			mediaKey,
			source: 'url',
			file: '/etc/passwd',
		});
		expect(path.error?.message).toContain('is neither a web address nor a data URI');
	});

	it('refuses a file that is too large for a request', async () => {
		const { error } = await decrypt(binaryField(Buffer.alloc(1_500_001), 'film.enc'));
		expect(error?.message).toBe('The file is too large: it has 1.5 MB');
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it('refuses a word that is not a MIME type, which the server would turn into a document', async () => {
		const { error } = await decrypt(encrypted('image/png'), { mimeType: 'image' });
		expect(error?.message).toBe(`'MIME Type' is not a MIME type: "image"`);
	});

	it('leaves nothing on the server', async () => {
		await decrypt(encrypted('image/png'), { mimeType: 'image/png' });
		expect(current.sandbox.world.stored.size).toBe(0);
	});
});
