import axios from 'axios';
import { ownFiles } from '../own-files';

const maxBytes = 52_428_800;

async function download(url: string): Promise<Buffer> {
	const { data } = await axios.get<ArrayBuffer>(url, {
		responseType: 'arraybuffer',
		maxContentLength: maxBytes,
		proxy: false,
		headers: { Origin: 'warest' },
	});
	return Buffer.from(data);
}

function bufferOf(value: object): Buffer | null {
	const { type, data } = value as { type?: unknown; data?: unknown };
	return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data as number[]) : null;
}

const looksLikeBase64 = (text: string) => text.length >= 16 && /^[A-Za-z0-9+/=\r\n]+$/.test(text);

interface Reading {
	/** Its name in the refusal of a blank text. */
	label: string;
	/** Whether the path of a file on the server means that file. */
	paths: boolean;
	/** Whether a text that is nothing else counts as text rather than base64. */
	text?: boolean;
}

/** The bytes that the server reads from a value (docs/warest/misc.md#1-5). Throws what the server answers with 500. */
export async function bytesOfInput(
	value: unknown,
	{ label, paths, text: plain = false }: Reading,
): Promise<Buffer> {
	const buffer = typeof value === 'object' && value !== null ? bufferOf(value) : null;
	if (buffer) return buffer;
	const text = String(value).trim();
	if (text === '') throw new Error(`${label} is required`);
	if (/^data:/i.test(text) && text.includes(',')) {
		return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
	}
	if (/^https?:\/\//i.test(text)) return await download(text);
	const file = paths ? ownFiles.get(text) : undefined;
	if (file) return file;
	return plain && !looksLikeBase64(text) ? Buffer.from(text, 'utf8') : Buffer.from(text, 'base64');
}
