import { extensionOf } from '../../../nodes/whatsapp/extension';

it.each([
	['image/jpeg', 'jpg'],
	['IMAGE/PNG', 'png'],
	['image/svg+xml', 'svg'],
	['audio/ogg; codecs=opus', 'ogg'],
	['audio/mpeg', 'mp3'],
	['application/pdf', 'pdf'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
	['application/octet-stream', 'bin'],
	['application/vnd.something-else', 'bin'],
	['banana', 'bin'],
	['constructor', 'bin'],
	['', 'bin'],
])('%p is written as .%s', (mimeType, extension) => {
	expect(extensionOf(mimeType)).toBe(extension);
});
