import { mimeType, typeOfBytes } from '../../../nodes/whatsapp/mime';

const bytes = (latin1: string) => Buffer.from(latin1.padEnd(32, '.'), 'latin1');
const JPEG = bytes('\xff\xd8\xff\xe0');
const ZIP = bytes('PK\x03\x04');
const MP4 = bytes('\0\0\0\x18ftypmp42');
const TEXT = bytes('id,name');
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

it.each([
	['image/jpeg', JPEG],
	['image/png', bytes('\x89PNG\r\n\x1a\n')],
	['image/gif', bytes('GIF89a')],
	['image/webp', bytes('RIFF\0\0\0\0WEBP')],
	['image/avif', bytes('\0\0\0\x1cftypavif')],
	['video/mp4', MP4],
	['video/quicktime', bytes('\0\0\0\x14ftypqt  ')],
	['audio/mp4', bytes('\0\0\0\x18ftypM4A ')],
	['audio/ogg', bytes('OggS')],
	['audio/mpeg', bytes('ID3')],
	['audio/wav', bytes('RIFF\0\0\0\0WAVE')],
	['application/pdf', bytes('%PDF-1.7')],
	[null, TEXT],
	[null, Buffer.alloc(0)],
])('bytes that begin so are %s', (type, head) => {
	expect(typeOfBytes(head)).toBe(type);
});

it.each([
	['a picture that n8n could not name', 'application/octet-stream', JPEG, 'image/jpeg'],
	['a picture with a wrong name', 'text/plain', JPEG, 'image/jpeg'],
	['a picture without any', undefined, JPEG, 'image/jpeg'],
	['an Office file, which is a ZIP inside', DOCX, ZIP, DOCX],
	['a ZIP', 'application/octet-stream', ZIP, 'application/zip'],
	['an M4A in an MP4 container', 'audio/x-m4a', MP4, 'audio/mp4'],
	['a video', 'video/mp4', MP4, 'video/mp4'],
	['a table', 'text/csv; charset=utf-8', TEXT, 'text/csv'],
	['JSON', 'application/json', TEXT, 'application/json'],
	['anything else', '', TEXT, 'application/octet-stream'],
	[
		'a picture in a writing that the server does not know',
		'image/jpg',
		Buffer.alloc(0),
		'image/jpeg',
	],
])('%s', (_what, given, head, type) => {
	expect(mimeType(given, head)).toBe(type);
});
