import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** The kind of file that a MIME type stands for (docs/warest/misc.md#3). */
function kindOf(mimeType: string): string {
	const type = mimeType.toLowerCase();
	if (type.startsWith('image/')) return 'Image';
	if (type.startsWith('video/')) return 'Video';
	return type.startsWith('audio/') || type.includes('ptt') ? 'Audio' : 'Document';
}

function keysOf(mediaKey: Buffer, kind: string) {
	const keys = Buffer.from(hkdfSync('sha256', mediaKey, '', `WhatsApp ${kind} Keys`, 112));
	const [iv, cipher, mac] = [keys.subarray(0, 16), keys.subarray(16, 48), keys.subarray(48, 80)];
	return { iv, cipher, mac };
}

const macSize = 10;

const macOf = ({ iv, mac }: ReturnType<typeof keysOf>, ciphertext: Buffer) =>
	createHmac('sha256', mac).update(iv).update(ciphertext).digest().subarray(0, macSize);

/** A file as WhatsApp encrypts it. */
export function encryptFile(plain: Buffer, mediaKey: Buffer, mimeType: string): Buffer {
	const keys = keysOf(mediaKey, kindOf(mimeType));
	const cipher = createCipheriv('aes-256-cbc', keys.cipher, keys.iv);
	return sealed(Buffer.concat([cipher.update(plain), cipher.final()]), mediaKey, mimeType);
}

/** Any bytes followed by the right MAC, even if they aren't cipher text. */
export function sealed(ciphertext: Buffer, mediaKey: Buffer, mimeType: string): Buffer {
	return Buffer.concat([ciphertext, macOf(keysOf(mediaKey, kindOf(mimeType)), ciphertext)]);
}

/** The plain file; null if the MAC is wrong. Throws OpenSSL's message if the cipher text is broken. */
export function decryptFile(file: Buffer, mediaKey: Buffer, mimeType: string): Buffer | null {
	const keys = keysOf(mediaKey, kindOf(mimeType));
	const ciphertext = file.subarray(0, -macSize);
	if (!macOf(keys, ciphertext).equals(file.subarray(-macSize))) return null;
	if (ciphertext.length % 16 !== 0) {
		throw new Error('error:1C80006B:Provider routines::wrong final block length');
	}
	try {
		const decipher = createDecipheriv('aes-256-cbc', keys.cipher, keys.iv);
		return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
	} catch {
		throw new Error('error:1C800064:Provider routines::bad decrypt');
	}
}
