import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { sending } from './sending';

const STICKER: Kind = {
	field: 'sticker',
	advice: (mimeType) =>
		mimeType.startsWith('image/') ? null : 'A sticker is made of a picture: WebP, PNG or JPEG.',
};

/** See docs/warest/messages.md#3-7. */
export const sendSticker = sending({
	name: 'Send Sticker',
	action: 'Send a WhatsApp sticker to a person or group',
	description:
		'Send a picture as a sticker. WebP is sent unchanged; others are made to fit 512 by 512 pixels.',
	fields: fileInput(),
	options: {
		compress: toggle({
			displayName: 'Compress',
			default: true,
			description: 'Whether a picture that must be converted may lose quality for a smaller size',
		}),
	},
	compose: async ({ options: { compress = false }, ...values }, item) => {
		const content = await contentOf(values, STICKER, item);
		refuseEmpty(values, content, item);
		const body = { ...content.address, compress: String(compress) };
		return { path: path`/messages/send/sticker`, body, attachment: content.attachment };
	},
});
