import { serve, type Listening } from '../../sandbox/listening';

/** Where the files of the recorded requests came from. */
export const recordedFileServers = /http:\/\/127\.0\.0\.1:(?:782[12]|7342)/g;

const filled = (head: string | number[], size: number) => {
	const start = Buffer.from(head as string);
	return Buffer.concat([start, Buffer.alloc(Math.max(0, size - start.length), 7)]);
};

const jpeg = [0xff, 0xd8, 0xff, 0xe0];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The recordings' files: same type, and same size where it shows. */
const files: Record<string, [mimeType: string, bytes: Buffer]> = {
	'd.pdf': ['application/pdf', filled('%PDF-1.4\n', 47)],
	't.csv': ['text/csv', filled('hello,world\n', 20)],
	'n.txt': ['text/plain', filled('just some notes\n', 16)],
	'x.sh': ['text/plain', filled('echo', 16)],
	'empty.bin': ['application/octet-stream', Buffer.alloc(0)],
	'fake.exe': ['application/octet-stream', filled('MZ', 202)],
	'small.jpg': ['image/jpeg', filled(jpeg, 9058)],
	'big.jpg': ['image/jpeg', filled(jpeg, 90_000)],
	'red.png': ['image/png', filled(png, 168)],
	'page.html': ['text/html', Buffer.from('<html>no picture</html>\n\n')],
	'small.png': ['image/png', filled(png, 552)],
	'big.png': ['image/png', filled(png, 90_000)],
	's.webp': ['image/webp', filled('RIFF----WEBP', 900)],
	'anim.gif': ['image/gif', filled('GIF89a', 3251)],
	'v.mp4': ['video/mp4', filled('----ftypisom', 4000)],
	'a.mp3': ['audio/mpeg', filled('ID3', 4000)],
	'a.ogg': ['audio/ogg', filled('OggS', 4000)],
	'm2.bin': ['application/octet-stream', filled('', 2_200_000)],
};

/** One of the recordings' files; of PNGs with other names only the type matters. */
export function recordedFile(name: string): [mimeType: string, bytes: Buffer] {
	const file = files[name.endsWith('.png') && !(name in files) ? 'small.png' : name];
	if (!file) throw new Error(`The recordings know no file ${name}`);
	return file;
}

/** Serves the files: `?ct=` overrides the type, `hang.jpg` never answers, others are 404. */
export async function startFileServer(): Promise<Listening> {
	return await serve((req, res) => {
		const { pathname, searchParams } = new URL(req.url ?? '/', 'http://files');
		const name = pathname.split('/').at(-1) ?? '';
		if (name === 'hang.jpg') return;
		if (name === 'redir') return void res.writeHead(302, { Location: '/red.png' }).end();
		if (!(name in files)) {
			res.writeHead(404).end();
			return;
		}
		const [type, bytes] = recordedFile(name);
		res.writeHead(200, { 'Content-Type': searchParams.get('ct') ?? type }).end(bytes);
	});
}
