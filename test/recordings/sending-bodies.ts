import { recordedFile } from './file-server';

/** Raw bodies of which the recordings keep only type and size. */
const texts: Record<string, string> = {
	'text-err-malformed-json': '{"sessionId":"demo",',
	'media-err-mixedcase-boundary': '--AbC\r\nContent-Dispos',
	'media-ok-urlencoded':
		'sessionId=demo&to=6281200010001&compress=false&media=http://127.0.0.1:7821/small.jpg',
};

const files: Record<string, string> = {
	'document-err-mz-bytes': 'fake.exe',
	'document-ok-raw': 'd.pdf',
	'document-ok-raw-csv': 't.csv',
	'document-ok-raw-octet-filename': 'd.pdf',
	'files-ok-raw': 'd.pdf',
	'media-ok-raw': 'small.jpg',
	'sticker-ok-raw': 'small.png',
};

/** The bytes of a raw request; what is not known is any bytes of that size, or of no JSON. */
export function rawSendingBody(name: string, type: string, bytes: number): string | Buffer | null {
	if (name in texts) return texts[name];
	if (name in files) return recordedFile(files[name])[1];
	return type === 'application/json' ? null : Buffer.alloc(bytes, 7);
}

const shortened = /^(.*)…<(\d+) chars>$/s;

/** JSON as it was sent: what the recordings shortened is filled up, what they blotted out replaced. */
export function restoredJson(name: string, json: unknown): unknown {
	if (name === 'media-err-json-path-looks-base64') {
		return { ...(json as object), media: '/var/data/report2024' };
	}
	if (Array.isArray(json) || typeof json !== 'object' || json === null) return json;
	const entries = Object.entries(json).map(([field, value]: [string, unknown]) => {
		const [, start, length] = shortened.exec(typeof value === 'string' ? value : '') ?? [];
		return [field, start === undefined ? value : start.padEnd(Number(length), 'A')];
	});
	return Object.fromEntries(entries) as object;
}

// As Node's FormData writes it, with which these were recorded.
const boundary = '----formdata-undici-012345678901';

/** A multipart body: `field=value`, `field=@file;type=mime`. */
export function multipartBody(fields: string[], files: string[]): { type: string; data: Buffer } {
	const disposition = 'Content-Disposition: form-data; name=';
	const parts = fields.map((field) => {
		const [name, ...value] = field.split('=');
		return Buffer.from(`--${boundary}\r\n${disposition}"${name}"\r\n\r\n${value.join('=')}\r\n`);
	});
	for (const file of files) {
		const [, field, name, type = 'application/octet-stream'] =
			/^([^=]+)=@([^;]+)(?:;type=(.*))?$/.exec(file) ?? [];
		const head = `--${boundary}\r\n${disposition}"${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
		parts.push(Buffer.concat([Buffer.from(head), recordedFile(name)[1], Buffer.from('\r\n')]));
	}
	const end = Buffer.from(`--${boundary}--\r\n`);
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		data: Buffer.concat([...parts, end]),
	};
}
