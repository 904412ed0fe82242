import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { hintRewriting } from './rewritten';
import { message, sendMessage } from './sending';
import { caption, compress, sendOptions } from './send-options';

const MEDIA: Kind = {
	field: 'media',
	advice: (mimeType) =>
		mimeType === 'image/gif'
			? "Convert it to MP4 and use 'Send GIF', or send it as it is with 'Send Document'."
			: /^(image|video)\//.test(mimeType)
				? null
				: "This takes pictures and videos. Use 'Send Audio' for sound and 'Send Document' for everything else.",
};

/** See docs/warest/messages.md#3-3. */
export const sendMedia = operation({
	name: 'Send Media',
	action: 'Send media',
	effect: 'send',
	description: 'Send a picture or video that shows in the chat',
	fields: {
		sessionId: session(),
		to: recipients(),
		...fileInput(),
		options: options({
			...sendOptions,
			caption,
			compress,
			viewOnce: toggle({
				displayName: 'View Once',
				default: true,
				description: 'Whether the recipient can open it only once',
			}),
		}),
	},
	run: async ({ options: entered, ...values }, item) => {
		const content = await contentOf(values, MEDIA, item);
		refuseEmpty(values, content, item);
		hintRewriting(item, entered.caption);
		const { caption: text, compress: smaller = false, viewOnce = false } = entered;
		const body = {
			...content.address,
			caption: text,
			compress: String(smaller),
			viewOnce: String(viewOnce),
		};
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/media`, sending, to, body, content.attachment),
		);
	},
});
