import { ownFiles } from '../own-files';
import { payloadOf } from '../uploads/payload';
import { bytesOfBase64, sourceOfText } from '../uploads/source';
import { FileContent } from '../world/content';
import type { Interaction } from '../world/content';
import type { World } from '../world/world';

/** What the server's picture from placehold.co looks like, more or less. */
const placeholder = Buffer.from(
	'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300" viewBox="0 0 600 300">' +
		'<rect width="600" height="300" fill="#ddd"/><text x="300" y="165" fill="#999" font-size="44"' +
		' font-family="sans-serif" text-anchor="middle">600 × 300</text></svg>',
);

/**
 * The picture over buttons and lists (docs/warest/messages.md#3-8): a URL, a data URI or a path on the
 * server's host, silently none if it is anything else, and the server's own if nothing was asked for.
 */
export async function pictureOf(
	world: World,
	image: unknown,
): Promise<Pick<Interaction, 'picture' | 'isDefaultPicture'>> {
	if (image === undefined || image === null) {
		const payload = payloadOf(placeholder);
		const isDefaultPicture = world.behaviour.defaultImage;
		const picture = isDefaultPicture ? new FileContent(payload, null, 'image/svg+xml') : null;
		return { picture, isDefaultPicture };
	}
	const ownFile = typeof image === 'string' ? ownFiles.get(image.trim()) : undefined;
	if (ownFile) {
		const picture = new FileContent(payloadOf(ownFile), null, 'image/png');
		return { picture, isDefaultPicture: false };
	}
	const isUsable = typeof image === 'string' && bytesOfBase64(image) === null;
	const source = isUsable ? await sourceOfText(image, world.behaviour) : null;
	const picture = source && new FileContent(source.payload, null, source.mimeType);
	return { picture, isDefaultPicture: false };
}
