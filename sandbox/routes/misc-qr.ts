import { Router } from 'express';
import QRCode from 'qrcode';
import { reply } from '../envelopes';
import { pathParameter } from '../parameters';
import { draw } from '../tools/drawing';
import { miscText, miscValue } from '../tools/parameters';
import { pictureOf } from '../tools/picture';
import { qrMargin, qrPicture } from '../tools/qr';
import { tool } from '../tools/route';
import { keepPublic } from '../tools/storage';
import type { World } from '../world/world';

const scale = 6;
const look = { errorCorrectionLevel: 'M', margin: qrMargin, scale } as const;

const hosted: Record<string, { extension: string; mimeType: string; name: string }> = {
	svg: { extension: 'svg', mimeType: 'image/svg+xml', name: 'SVG' },
	png: { extension: 'png', mimeType: 'image/png', name: 'PNG' },
	jpg: { extension: 'jpg', mimeType: 'image/jpeg', name: 'JPEG' },
	jpeg: { extension: 'jpg', mimeType: 'image/jpeg', name: 'JPEG' },
	webp: { extension: 'webp', mimeType: 'image/webp', name: 'WEBP' },
};

const png = (text: string): Buffer => qrPicture(text, { scale });

/** PNG and SVG are the code itself; JPEG and WebP only have its size. */
async function drawn(text: string, extension: string, encoding: unknown): Promise<Buffer> {
	if (extension === 'svg') {
		const svg = await QRCode.toString(text, { ...look, type: 'svg' });
		return Buffer.from(svg, (encoding ?? 'utf8') as BufferEncoding);
	}
	const picture = png(text);
	if (extension === 'png') return picture;
	const { width, height } = pictureOf(picture) ?? { width: 1, height: 1 };
	return draw(extension === 'jpg' ? 'jpeg' : 'webp', width, height);
}

/** QR codes (docs/warest/misc.md#2). */
export function qrRoutes(world: World): Router {
	const routes = Router();
	routes.post(
		'/convert-string-toqr/:target',
		tool(async (req, res) => {
			const text = miscText(req, 'string');
			if (text === null) return reply(res, 2001, 'string is required');
			const target = pathParameter(req, 'target').trim().toLowerCase();
			if (target === '') return reply(res, 2002, 'Target format is required');
			if (target === 'base64') {
				return reply(res, 1000, 'String converted to QR-friendly PNG (base64 data URI)', {
					data: `data:image/png;base64,${png(text).toString('base64')}`,
					meta: { mode: 'dataurl', mimeType: 'image/png', format: 'png' },
				});
			}
			const format = Object.hasOwn(hosted, target) ? hosted[target] : null;
			if (!format) {
				const allowed = 'use base64, svg, png, jpg, jpeg, or webp';
				return reply(res, 2002, `Unsupported target format; ${allowed}`);
			}
			const { extension, mimeType, name } = format;
			const bytes = await drawn(text, extension, miscValue(req, 'encoding'));
			const { key, expiresAt } = keepPublic(world, { bytes, mimeType, extension }, true);
			const url = `/storages/${key}`;
			reply(res, 1000, `String converted to QR-friendly ${name} format`, {
				data: url,
				meta: {
					mode: 'url',
					mimeType,
					size: bytes.length,
					temporary: true,
					key,
					url,
					expiresAt: new Date(expiresAt ?? 0).toISOString(),
				},
			});
		}),
	);
	return routes;
}
