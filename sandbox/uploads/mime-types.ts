export const octetStream = 'application/octet-stream';

/** Extensions and types that belong together; the first extension of a type is the one it gets. */
const types: [extension: string, mimeType: string][] = [
	['jpg', 'image/jpeg'],
	['jpeg', 'image/jpeg'],
	['png', 'image/png'],
	['webp', 'image/webp'],
	['gif', 'image/gif'],
	['bmp', 'image/bmp'],
	['tiff', 'image/tiff'],
	['tif', 'image/tiff'],
	['heic', 'image/heic'],
	['heif', 'image/heif'],
	['svg', 'image/svg+xml'],
	['avif', 'image/avif'],
	['ico', 'image/x-icon'],
	['mp4', 'video/mp4'],
	['3gp', 'video/3gpp'],
	['mpeg', 'video/mpeg'],
	['mpg', 'video/mpeg'],
	['ogv', 'video/ogg'],
	['webm', 'video/webm'],
	['avi', 'video/x-msvideo'],
	['mkv', 'video/x-matroska'],
	['mov', 'video/quicktime'],
	['mp3', 'audio/mpeg'],
	['aac', 'audio/aac'],
	['wav', 'audio/wav'],
	['flac', 'audio/flac'],
	['ogg', 'audio/ogg'],
	['opus', 'audio/opus'],
	['amr', 'audio/amr'],
	['m4a', 'audio/mp4'],
	['pdf', 'application/pdf'],
	['doc', 'application/msword'],
	['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['xls', 'application/vnd.ms-excel'],
	['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['ppt', 'application/vnd.ms-powerpoint'],
	['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	['zip', 'application/zip'],
	['rar', 'application/vnd.rar'],
	['gz', 'application/gzip'],
	['7z', 'application/x-7z-compressed'],
	['tar', 'application/x-tar'],
	['apk', 'application/vnd.android.package-archive'],
	['xml', 'application/xml'],
	['json', 'application/json'],
	['js', 'application/javascript'],
	['sh', 'application/x-sh'],
	['epub', 'application/epub+zip'],
	['bin', octetStream],
	['txt', 'text/plain'],
	['csv', 'text/csv'],
	['xml', 'text/xml'],
	['html', 'text/html'],
	['md', 'text/markdown'],
	['yaml', 'text/yaml'],
	['css', 'text/css'],
	['ics', 'text/calendar'],
];

/** The extension that the server gives a type; `bin` if it doesn't know the type. */
export const extensionOf = (mimeType: string) =>
	types.find(([, known]) => known === mimeType)?.[0] ?? 'bin';

/** The type of an extension at the end of a text, or null. */
export function typeOfName(name: string): string | null {
	const extension = endingOf(name);
	return types.find(([known]) => known === extension)?.[1] ?? null;
}

/** The extension of a file name in lower case, without the dot; null if it has none. */
export const endingOf = (name: string) =>
	/\.([a-z0-9]{1,10})$/i.exec(name)?.[1].toLowerCase() ?? null;

const office = 'vnd.openxmlformats-officedocument';

const families: Record<string, string> = {
	image: 'jpeg png webp gif bmp tiff heif heic svg+xml vnd.adobe.photoshop',
	video: 'mp4 3gpp 3gp mpeg ogg webm x-msvideo x-matroska quicktime',
	audio: 'mpeg mp3 aac wav flac ogg opus amr x-ms-wma mp4 m4a',
	application: `pdf msword vnd.ms-excel vnd.ms-powerpoint ${office}.wordprocessingml.document
		${office}.spreadsheetml.sheet ${office}.presentationml.presentation vnd.ms-access vnd.visio
		vnd.ms-project zip x-zip-compressed vnd.rar x-rar-compressed gzip x-gzip x-7z-compressed x-tar
		x-bzip2 x-xz vnd.android.package-archive x-msdownload x-iso9660-image xml json javascript sql
		x-sql x-yaml x-sh epub+zip x-mobipocket-ebook x-fictionbook+xml postscript illustrator photoshop
		vnd.adobe.photoshop octet-stream`,
	text: 'plain csv xml html markdown yaml css',
};

/** `WAREST_MIMETYPE_FILES_ALLOWLIST` by default (docs/warest/messages.md#2-3). */
export const defaultAllowList = Object.entries(families).flatMap(([family, names]) =>
	names.split(/\s+/).map((name) => `${family}/${name}`),
);

/** A type that isn't on the list becomes generic, or stays and is refused later. */
export function allowedType(mimeType: string, allowList: string[]): string {
	if (allowList.includes(mimeType)) return mimeType;
	return allowList.includes(octetStream) ? octetStream : mimeType;
}

const startsWith = (head: Buffer, bytes: number[] | string, at = 0) =>
	head.subarray(at, at + bytes.length).equals(Buffer.from(bytes as string));

type Magic = [mimeType: string, matches: (head: Buffer) => boolean];

const magics: Magic[] = [
	['image/jpeg', (head) => startsWith(head, [0xff, 0xd8, 0xff])],
	['image/png', (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47])],
	['image/gif', (head) => startsWith(head, 'GIF8')],
	['image/webp', (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)],
	['application/pdf', (head) => startsWith(head, '%PDF')],
	// For every such container, even m4a.
	['video/mp4', (head) => startsWith(head, 'ftyp', 4)],
	['audio/ogg', (head) => startsWith(head, 'OggS')],
	[
		'audio/mpeg',
		(head) => startsWith(head, 'ID3') || (head[0] === 0xff && (head[1] & 0xe0) === 0xe0),
	],
	['application/zip', (head) => startsWith(head, [0x50, 0x4b, 3, 4])],
	['application/gzip', (head) => startsWith(head, [0x1f, 0x8b])],
	['application/vnd.rar', (head) => startsWith(head, 'Rar!')],
	['application/x-7z-compressed', (head) => startsWith(head, [0x37, 0x7a, 0xbc, 0xaf])],
	['application/x-msdownload', (head) => startsWith(head, 'MZ')],
];

/** The type that the first bytes show, or null (docs/warest/messages.md#2-3). */
export const typeOfBytes = (head: Buffer) =>
	magics.find(([, matches]) => matches(head))?.[0] ?? null;
