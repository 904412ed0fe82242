import QRCode from 'qrcode';
import type { Qr } from './types';

const pictures = new WeakMap<Qr, Promise<string>>();

/**
 * The PNG of a QR as a data URL, 300 × 300 with a margin of 1 (sessions-server S1). Drawn when
 * somebody wants to see it: that takes half a second inside jest.
 */
export function pictureOf(qr: Qr): Promise<string> {
	const drawn = pictures.get(qr) ?? QRCode.toDataURL(qr.text, { width: 300, margin: 1 });
	pictures.set(qr, drawn);
	return drawn;
}
