import axios from 'axios';
import { ownFiles } from './own-files';

async function download(url: string): Promise<Buffer | null> {
	try {
		const { data } = await axios.get<ArrayBuffer>(url, {
			responseType: 'arraybuffer',
			proxy: false,
		});
		return Buffer.from(data);
	} catch {
		return null;
	}
}

/** The bytes that the server takes for a picture, null where it says "unreadable" (docs/warest/groups.md#2-b). */
export async function pictureOf(text: string): Promise<Buffer | null> {
	if (/^https?:\/\//i.test(text)) return await download(text);
	if (text.startsWith('data:image/')) {
		const bytes = Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
		return bytes.length > 0 ? bytes : null;
	}
	return ownFiles.get(text) ?? null;
}
