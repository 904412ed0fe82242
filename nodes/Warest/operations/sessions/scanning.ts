import { isObject, type Answer } from '../../../transport/answer';
import type { Item, Output } from '../../engine/item';

/** What is answered about a session that is connected already (docs/warest/sessions.md#s1). */
export const ALREADY_OPEN = 1104;

/** What to tap on the phone, for how long a QR code can be scanned, and how to know that it worked. */
export const HOW_TO_SCAN =
	'On the phone, open the settings of WhatsApp (on Android the menu ⋮), tap Linked devices, then Link a device, and point the camera at the QR code. WhatsApp replaces the code about every 20 seconds: run this again for a fresh one. Sessions → Wait Until Connected tells when it worked.';

/** The picture of the QR code in an answer about a session, as the binary field `qr`; nothing where none waits. */
export async function qrPicture(
	{ results }: Answer,
	sessionId: string,
	item: Item,
): Promise<Pick<Output[number], 'binary'>> {
	const { qr } = isObject(results[0]) ? results[0] : {};
	if (typeof qr !== 'string' || !qr.startsWith('data:')) return {};
	const png = Buffer.from(qr.slice(qr.indexOf(',') + 1), 'base64');
	return { binary: { qr: await item.binary(png, `${sessionId}-qr.png`, 'image/png') } };
}
