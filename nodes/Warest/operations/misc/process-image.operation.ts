import type { IDataObject } from 'n8n-workflow';
import type { Meanings } from '../../../transport/failures/explanation';
import { path } from '../../../transport/path';
import { outputField } from '../../fields/binary-output';
import { choice, number, options } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { operation } from '../../engine/operation';
import { toolFile } from './inline-file';
import { madeFile } from './made-file';
import { useTool } from './tool';

type Format = 'jpg' | 'png' | 'webp';
type Fit = 'contain' | 'cover' | 'fill' | 'inside' | 'outside';

interface Entered {
	convert?: Format;
	fit?: Fit;
	height?: number;
	quality?: number;
	width?: number;
}

const MEANINGS: Meanings = [
	{
		said: /too large for the WebP format/,
		message: 'The picture would be too large for WebP',
		hint: "WebP pictures have at most 16383 pixels a side: use a smaller 'Width' or 'Height', or another format.",
	},
	{
		said: /exceeds pixel limit/,
		message: 'The picture has too many pixels',
		hint: 'WARest reads pictures of up to 268 million pixels.',
	},
];

const side = (displayName: string, description: string) =>
	number({ displayName, default: 800, min: 1, unit: 'pixels', description });

/** The server takes its actions only as JSON numbers in this place (docs/warest/misc.md#9). */
function actionsOf({ convert, fit, height, quality, width }: Entered): IDataObject {
	const resize = {
		...(width !== undefined && { width }),
		...(height !== undefined && { height }),
		...(fit !== undefined && { fit }),
	};
	return {
		...(convert !== undefined && { convert }),
		...(Object.keys(resize).length > 0 && { resize }),
		...(quality !== undefined && { compress: { quality } }),
	};
}

/** See docs/warest/misc.md#9. */
export const processImage = operation({
	name: 'Process Image',
	action: 'Process image',
	effect: 'query',
	risk: 'reads',
	description:
		'Resize, convert or compress a picture. It is turned upright, loses its metadata, gets quality 80, and keeps only its first frame.',
	fields: {
		...fileInput(),
		options: options({
			convert: choice<Format>({
				displayName: 'Convert To',
				default: 'jpg',
				description:
					'If not set, JPEG, PNG and WebP stay what they are, and all else becomes PNG. PNG gets 256 colors at most; JPEG is black where the picture is transparent.',
				options: [
					{ name: 'JPEG', value: 'jpg' },
					{ name: 'PNG', value: 'png' },
					{ name: 'WebP', value: 'webp' },
				],
			}),
			fit: choice<Fit>({
				displayName: 'Fit',
				default: 'inside',
				description:
					'How the picture fits into width and height, if both are set. Cover if not set.',
				options: [
					{ name: 'Contain', value: 'contain', description: 'All of it, with black bars' },
					{ name: 'Cover', value: 'cover', description: 'Fill the size, crop the rest' },
					{ name: 'Fill', value: 'fill', description: 'Stretch it to the size' },
					{ name: 'Inside', value: 'inside', description: 'All of it, at most this size' },
					{ name: 'Outside', value: 'outside', description: 'All of it, at least this size' },
				],
			}),
			height: side('Height', 'In pixels. If only one side is set, the other follows.'),
			outputPropertyName: outputField(),
			quality: number({
				displayName: 'Quality',
				default: 80,
				min: 1,
				max: 100,
				description: 'From 1 (small file) to 100 (best picture). 80 if not set.',
			}),
			width: side('Width', 'In pixels. If only one side is set, the other follows.'),
		}),
	},
	run: async ({ options: { outputPropertyName, ...entered }, ...chosen }, item) => {
		const sized = entered.width !== undefined || entered.height !== undefined;
		if (entered.fit !== undefined && !sized) {
			throw item.failure(
				"'Fit' has nothing to fit into",
				"Add 'Width' and 'Height', or remove 'Fit'.",
			);
		}
		const { address, baseName } = await toolFile(chosen, item);
		const result = await useTool(
			path`/misc/media/image`,
			{ file: address, actions: actionsOf(entered) },
			item,
			MEANINGS,
		);
		const bytes = Buffer.from(String(result.data), 'base64');
		const { details, actionsPerformed } = result as Record<string, IDataObject | undefined>;
		const more = { ...details, ...actionsPerformed };
		const made = await madeFile({ bytes, baseName }, { outputPropertyName }, item, more);
		if (made.json.mimeType === 'image/png') {
			item.hint("WARest reduces PNG pictures to 256 colors. Use 'Convert To' for JPEG or WebP.");
		}
		return [made];
	},
});
