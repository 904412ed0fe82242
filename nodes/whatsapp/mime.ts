/** How the first bytes of a file begin: `at` an offset, this Latin-1 text. */
interface Signature {
	type: string;
	marks: Array<[at: number, text: string]>;
}

const SIGNATURES: Signature[] = [
	{ type: 'image/jpeg', marks: [[0, '\xff\xd8\xff']] },
	{ type: 'image/png', marks: [[0, '\x89PNG\r\n\x1a\n']] },
	{ type: 'image/gif', marks: [[0, 'GIF8']] },
	{
		type: 'image/webp',
		marks: [
			[0, 'RIFF'],
			[8, 'WEBP'],
		],
	},
	{
		type: 'image/bmp',
		marks: [
			[0, 'BM'],
			[6, '\0\0\0\0'],
		],
	},
	{ type: 'image/avif', marks: [[4, 'ftypavif']] },
	{ type: 'image/avif', marks: [[4, 'ftypavis']] },
	{ type: 'image/heic', marks: [[4, 'ftypheic']] },
	{ type: 'image/tiff', marks: [[0, 'II*\0']] },
	{ type: 'image/tiff', marks: [[0, 'MM\0*']] },
	{ type: 'audio/mp4', marks: [[4, 'ftypM4A']] },
	{ type: 'video/quicktime', marks: [[4, 'ftypqt']] },
	{ type: 'video/3gpp', marks: [[4, 'ftyp3g']] },
	{ type: 'video/mp4', marks: [[4, 'ftyp']] },
	{ type: 'video/webm', marks: [[0, '\x1aE\xdf\xa3']] },
	{
		type: 'video/x-msvideo',
		marks: [
			[0, 'RIFF'],
			[8, 'AVI '],
		],
	},
	{ type: 'audio/ogg', marks: [[0, 'OggS']] },
	{
		type: 'audio/wav',
		marks: [
			[0, 'RIFF'],
			[8, 'WAVE'],
		],
	},
	{ type: 'audio/flac', marks: [[0, 'fLaC']] },
	{ type: 'audio/amr', marks: [[0, '#!AMR']] },
	{ type: 'audio/mpeg', marks: [[0, 'ID3']] },
	{ type: 'audio/aac', marks: [[0, '\xff\xf1']] },
	{ type: 'audio/aac', marks: [[0, '\xff\xf9']] },
	{ type: 'audio/mpeg', marks: [[0, '\xff\xfb']] },
	{ type: 'audio/mpeg', marks: [[0, '\xff\xf3']] },
	{ type: 'audio/mpeg', marks: [[0, '\xff\xf2']] },
	{ type: 'application/pdf', marks: [[0, '%PDF']] },
	{ type: 'application/zip', marks: [[0, 'PK\x03\x04']] },
	{ type: 'application/gzip', marks: [[0, '\x1f\x8b']] },
];

/** So many bytes are enough for {@link typeOfBytes}. */
export const HEAD_SIZE = 32;

/** The MIME type that the first bytes of a file show; null if they show none. */
export function typeOfBytes(head: Uint8Array): string | null {
	const text = Buffer.from(head.subarray(0, HEAD_SIZE)).toString('latin1');
	const found = SIGNATURES.find(({ marks }) =>
		marks.every(([at, mark]) => text.startsWith(mark, at)),
	);
	return found?.type ?? null;
}

/** Office files are ZIP archives, and OGG holds sound or video: there the finer name that is given is kept. */
const CONTAINERS: Record<string, RegExp> = {
	'application/zip': /./,
	'audio/ogg': /^(audio|video|application)\/(ogg|opus)/,
	'video/mp4': /^(audio|video)\/(mp4|x-m4a|m4a|3gpp)/,
	'video/webm': /^(audio|video)\/(webm|x-matroska)/,
	'video/quicktime': /^(audio|video)\//,
	'application/gzip': /gzip|x-tar|tgz/,
};

const NAMELESS = /^(application\/octet-stream|binary\/octet-stream|application\/x-binary)?$/;

/** Writings that the server does not know, as those that it does (docs/warest/messages.md#2-3). */
const SYNONYMS: Record<string, string> = {
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'audio/x-wav': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/x-m4a': 'audio/mp4',
	'audio/m4a': 'audio/mp4',
	'audio/mp3': 'audio/mpeg',
};

/** The MIME type of a file: what its bytes show, and what was given where that says more. Without parameters. */
export function mimeType(given: string | undefined, head: Uint8Array): string {
	const plain = (given ?? '').split(';')[0].trim().toLowerCase();
	const named = SYNONYMS[plain] ?? plain;
	const shown = typeOfBytes(head);
	if (shown === null) return NAMELESS.test(named) ? 'application/octet-stream' : named;
	const finer = !NAMELESS.test(named) && CONTAINERS[shown]?.test(named);
	return finer ? named : shown;
}
