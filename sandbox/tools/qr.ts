import QRCode from 'qrcode';
import { drawSquares } from './drawing';

/** Squares of white on each side. */
export const qrMargin = 1;

/** Pixels of the whole picture, or of one square. */
type Width = { width: number } | { scale: number };

/** The PNG of a QR code as the library `qrcode` draws it, which takes half a second inside jest. */
export function qrPicture(text: string, wanted: Width): Buffer {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
	const size = modules.size + 2 * qrMargin;
	const isInside = (place: number) => place >= qrMargin && place < modules.size + qrMargin;
	return drawSquares(
		size,
		(row, column) =>
			isInside(row) && isInside(column) && modules.get(row - qrMargin, column - qrMargin) === 1,
		'width' in wanted ? wanted.width : size * wanted.scale,
	);
}
