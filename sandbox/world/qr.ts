import { qrPicture } from '../tools/qr';
import type { Qr } from './types';

/** The PNG of a QR as a data URL, 300 × 300 with a margin of 1 (docs/warest/sessions.md#s1). */
export const pictureOf = ({ text }: Qr): string =>
	`data:image/png;base64,${qrPicture(text, { width: 300 }).toString('base64')}`;
