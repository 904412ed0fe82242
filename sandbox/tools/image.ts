import { draw } from './drawing';
import type { Drawable } from './drawing';
import { pictureOf } from './picture';
import type { Picture } from './picture';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** sharp reads no more pixels than this. */
const maxPixels = 268_402_689;
const maxWebpSide = 16_383;
const fits = ['cover', 'contain', 'fill', 'inside', 'outside'];

/** What sharp sees in the bytes; throws as it does. */
export function decoded(bytes: Buffer): Picture {
	const picture = pictureOf(bytes);
	if (!picture) throw new Error('Input buffer contains unsupported image format');
	if (picture.width * picture.height > maxPixels)
		throw new Error('Input image exceeds pixel limit');
	return picture;
}

/** A side as sharp takes it: undefined, or a whole number above 0. */
export function side(name: string, value: unknown): number | null {
	if (value === undefined || value === null) return null;
	if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
	throw new Error(
		`Expected positive integer for ${name} but received ${String(value)} of type ${typeof value}`,
	);
}

function resized({ width, height }: Picture, resize: Fields): [width: number, height: number] {
	const wanted = [side('width', resize.width), side('height', resize.height)];
	const fit = resize.fit ?? 'cover';
	if (!fits.includes(fit as string)) {
		throw new Error(`Expected valid fit for fit but received ${String(fit)} of type ${typeof fit}`);
	}
	const [w, h] = wanted;
	const scaled = (scale: number): [number, number] => [
		Math.max(1, Math.round(width * scale)),
		Math.max(1, Math.round(height * scale)),
	];
	if (w === null || h === null)
		return scaled((w ?? Infinity) === w ? w / width : (h ?? height) / height);
	if (fit === 'inside') return scaled(Math.min(w / width, h / height));
	if (fit === 'outside') return scaled(Math.max(w / width, h / height));
	return [w, h];
}

function checkQuality(given: unknown) {
	const quality = Math.min(100, Math.max(1, Number(given)));
	if (Number.isNaN(quality) || Number.isInteger(quality)) return;
	throw new Error(
		`Expected integer between 1 and 100 for quality but received ${quality} of type number`,
	);
}

const targets: Record<string, Drawable> = { png: 'png', jpg: 'jpeg', jpeg: 'jpeg', webp: 'webp' };

function formatAfter({ format }: Picture, convert: unknown): Drawable {
	if (convert) return targets[String(convert).toLowerCase()] ?? 'png';
	return targets[format] ?? 'png';
}

/** What `media/image` makes of a picture (docs/warest/misc.md#9): the right size and format, but plain grey. */
export function processed(bytes: Buffer, given: unknown) {
	const actions = fieldsOf(given);
	const picture = decoded(bytes);
	const resize = fieldsOf(actions.resize);
	const isResized = [resize.width, resize.height].some((value) => typeof value === 'number');
	const { quality } = fieldsOf(actions.compress);
	checkQuality(quality ?? 80);
	const [width, height] = isResized ? resized(picture, resize) : [picture.width, picture.height];
	const format = formatAfter(picture, actions.convert);
	if (format === 'webp' && Math.max(width, height) > maxWebpSide) {
		throw new Error('Processed image is too large for the WebP format');
	}
	const extension = format === 'jpeg' ? 'jpg' : format;
	return {
		made: { bytes: draw(format, width, height), mimeType: `image/${format}`, extension },
		width,
		height,
		actionsPerformed: {
			converted: Boolean(actions.convert),
			resized: isResized,
			compressed: typeof quality === 'number',
		},
	};
}
