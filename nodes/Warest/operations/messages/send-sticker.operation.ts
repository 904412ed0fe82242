import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

const STICKER: Kind = {
	field: 'sticker',
	advice: (mimeType) =>
		mimeType.startsWith('image/') ? null : 'A sticker is made of a picture: WebP, PNG or JPEG.',
};

/** See docs/warest/messages.md#3-7. */
export const sendSticker = operation({
	name: 'Send Sticker',
	action: 'Send sticker',
	effect: 'send',
	description:
		'Send a picture as a sticker. WebP goes out as it is; other pictures are made to fit 512 by 512 pixels.',
	fields: {
		sessionId: session(),
		to: recipients(),
		...fileInput(),
		options: options({
			...sendOptions,
			compress: toggle({
				displayName: 'Compress',
				default: true,
				description: 'Whether a picture that must be converted may lose quality for a smaller size',
			}),
		}),
	},
	run: async ({ options: entered, ...values }, item) => {
		const content = await contentOf(values, STICKER, item);
		refuseEmpty(values, content, item);
		const body = { ...content.address, compress: String(entered.compress ?? false) };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/sticker`, sending, to, body, content.attachment),
		);
	},
});
