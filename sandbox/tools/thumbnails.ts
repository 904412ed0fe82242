import { decoded, side } from './image';
import { draw } from './drawing';
import type { Drawable } from './drawing';
import { pictureOf } from './picture';

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

function pixels(value: unknown, otherwise: number): number {
	const number = Number(value ?? otherwise);
	return clamp(Number.isNaN(number) ? otherwise : number, 16, 1024);
}

/** Formats that a thumbnail keeps (docs/warest/misc.md#8); the sandbox can't draw all that sharp can. */
const kept: Record<string, Drawable> = { gif: 'gif', jpeg: 'jpeg', webp: 'webp' };

const isVideo = (bytes: Buffer) => bytes.toString('latin1', 4, 8) === 'ftyp';
const isSound = (bytes: Buffer) => /^(ID3|\xff[\xfb\xf3\xf2])/.test(bytes.toString('latin1', 0, 3));

function framesOf(bytes: Buffer, width: number, height: number, count: number): Buffer[] {
	const picture = pictureOf(bytes);
	if (picture?.format === 'gif') return [];
	if (picture) throw new Error('Could not get input duration, please specify fixed timemarks');
	if (isSound(bytes)) throw new Error('No video stream in input, cannot take screenshots');
	if (!isVideo(bytes)) throw new Error('ffprobe exited with code 1\nInvalid data found');
	const even = (length: number) => Math.ceil(length / 2) * 2;
	return Array.from({ length: count }, () => draw('jpeg', even(width), even(height)));
}

interface Wishes {
	width: unknown;
	height: unknown;
	count: unknown;
}

/** The small pictures of a file (docs/warest/misc.md#8). `ffprobe`: whether the server could work with videos. */
export function thumbnailsOf(
	bytes: Buffer,
	type: 'image' | 'video',
	wishes: Wishes,
	ffprobe: boolean,
): Buffer[] {
	const width = pixels(wishes.width, 320);
	const height = pixels(wishes.height, width);
	if (type === 'video') {
		if (!ffprobe) throw new Error('Cannot find ffprobe');
		const count = Math.ceil(Number(wishes.count ?? 3));
		return framesOf(bytes, width, height, clamp(Number.isNaN(count) ? 3 : count, 1, 6));
	}
	const { format } = decoded(bytes);
	side('width', width);
	side('height', height);
	return [draw(kept[format] ?? 'png', width, height)];
}
