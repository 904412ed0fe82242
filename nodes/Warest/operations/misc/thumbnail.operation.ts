import { objectsIn } from '../../../transport/answer';
import type { Meanings } from '../../../transport/failures/explanation';
import { path } from '../../../transport/path';
import { outputField } from '../../fields/binary-output';
import { choice, number, options, shownWhen } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { operation } from '../../engine/operation';
import { toolFile } from './inline-file';
import { madeFile } from './made-file';
import { useTool } from './tool';

type MediaType = 'image' | 'video';

const MEANINGS: Meanings = [
	{
		said: /ffprobe exited|No video stream|Could not get input duration/,
		message: 'The file is not a video that WARest can read',
		hint: "Check the file, or set 'Media Type' to Image. The URL may lead to a web page instead of the video.",
	},
	{
		said: /Cannot find ff|ENOENT|FFmpeg is not available/,
		message: 'This WARest server cannot make pictures of videos',
		hint: 'It needs FFmpeg and FFprobe, and the usual Docker image has no FFprobe: ask whoever runs the server.',
	},
];

const side = (displayName: string, otherwise: string) =>
	number({
		displayName,
		default: 320,
		min: 16,
		max: 1024,
		unit: 'pixels',
		description: `In pixels, from 16 to 1024. ${otherwise}`,
	});

const count = shownWhen(
	{ '/mediaType': ['video'] },
	number({
		displayName: 'Count',
		default: 3,
		min: 1,
		max: 6,
		description: 'How many pictures to take of the video, spread evenly. Three if not set.',
	}),
);

/** See docs/warest/misc.md#8. */
export const thumbnail = operation({
	name: 'Make Thumbnail',
	action: 'Make thumbnail',
	effect: 'query',
	risk: 'reads',
	description:
		'Make a small picture of an image, or some of a video. Images are cropped to the size, videos stretched.',
	fields: {
		mediaType: choice<MediaType>({
			displayName: 'Media Type',
			default: 'image',
			options: [
				{ name: 'Image', value: 'image' },
				{ name: 'Video', value: 'video' },
			],
		}),
		...fileInput(),
		options: options({
			count,
			height: side('Height', 'As the width if not set.'),
			outputPropertyName: outputField(),
			width: side('Width', '320 if not set.'),
		}),
	},
	run: async ({ mediaType, options: { outputPropertyName, ...size }, ...chosen }, item) => {
		const { address, baseName } = await toolFile(chosen, item);
		const body = { file: address, type: mediaType, ...size };
		const { data } = await useTool(path`/misc/media/thumbnail`, body, item, MEANINGS);
		const made = objectsIn(data);
		if (made.length === 0) {
			throw item.failure(
				'WARest made no picture of the file',
				"It doesn't say why. It happens with GIF files given as videos: set 'Media Type' to Image for them.",
			);
		}
		return await Promise.all(
			made.map(async ({ thumbnail: picture }, index) => {
				const bytes = Buffer.from(String(picture), 'base64');
				const number = index + 1;
				const ending = made.length > 1 ? `-${number}` : '';
				return await madeFile(
					{ bytes, baseName: `${baseName}-thumbnail${ending}` },
					{ outputPropertyName },
					item,
					{ size: bytes.length, number, count: made.length },
				);
			}),
		);
	},
});
