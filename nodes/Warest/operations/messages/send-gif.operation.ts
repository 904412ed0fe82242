import { path } from '../../../transport/path';
import { options } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { hintRewriting } from './rewritten';
import { message, sendMessage } from './sending';
import { caption, sendOptions } from './send-options';

const GIF: Kind = {
	field: 'gif',
	advice: (mimeType) =>
		mimeType === 'video/mp4'
			? null
			: 'WhatsApp plays only MP4 videos as GIFs, and the server does not convert: turn it into an MP4 first.',
};

/** See docs/warest/messages.md#3-6. */
export const sendGif = operation({
	name: 'Send GIF',
	action: 'Send GIF',
	effect: 'send',
	description: 'Send a short MP4 video that plays by itself, again and again, without sound',
	fields: {
		sessionId: session(),
		to: recipients(),
		...fileInput(),
		options: options({ ...sendOptions, caption }),
	},
	run: async ({ options: entered, ...values }, item) => {
		const content = await contentOf(values, GIF, item);
		refuseEmpty(values, content, item);
		hintRewriting(item, entered.caption);
		const body = { ...content.address, caption: entered.caption };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/gif`, sending, to, body, content.attachment),
		);
	},
});
