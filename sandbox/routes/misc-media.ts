import { Router } from 'express';
import { reply } from '../envelopes';
import { processed } from '../tools/image';
import { bytesOfInput } from '../tools/input';
import { presented } from '../tools/output';
import { miscText, miscValue } from '../tools/parameters';
import { tool } from '../tools/route';
import { thumbnailsOf } from '../tools/thumbnails';
import type { World } from '../world/world';

const fileNames = ['file', 'data', 'url', 'source'];
const file = { label: 'file', paths: true };

/** Thumbnails and images (docs/warest/misc.md#8, #9). */
export function mediaRoutes(world: World): Router {
	const routes = Router();

	routes.post(
		'/media/thumbnail',
		tool(async (req, res) => {
			const given = miscValue(req, ...fileNames);
			if (given === null) return reply(res, 2001, 'file is required');
			const type = miscText(req, 'type')?.toLowerCase() ?? null;
			if (type === null) return reply(res, 2002, 'type must be image or video');
			const bytes = await bytesOfInput(given, file);
			if (type !== 'image' && type !== 'video') {
				return reply(res, 2002, 'type must be image or video');
			}
			const [width, height, count] = ['width', 'height', 'count'].map((name) =>
				miscValue(req, name),
			);
			const { ffprobe } = world.behaviour;
			const pictures = thumbnailsOf(bytes, type, { width, height, count }, ffprobe);
			const output = miscText(req, 'output') ?? 'base64';
			// They are called JPEG, whatever they are.
			const data = pictures.map((picture) => {
				const made = { bytes: picture, mimeType: 'image/jpeg', extension: 'jpg' };
				const { value, meta } = presented(world, made, output);
				return { thumbnail: value, meta };
			});
			reply(res, 1000, 'Thumbnails generated', { data });
		}),
	);

	routes.post(
		'/media/image',
		tool(async (req, res) => {
			const given = miscValue(req, ...fileNames);
			if (given === null) return reply(res, 2001, 'file is required');
			const bytes = await bytesOfInput(given, file);
			const { made, width, height, actionsPerformed } = processed(bytes, miscValue(req, 'actions'));
			const { value, meta } = presented(world, made, miscText(req, 'output') ?? 'base64');
			reply(res, 1000, 'Image processed', {
				data: value,
				details: { format: made.extension, width, height, size: made.bytes.length },
				actionsPerformed,
				createdAt: new Date(world.now()).toISOString(),
				meta,
			});
		}),
	);

	return routes;
}
