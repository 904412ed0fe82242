import { path } from '../../../transport/path';
import { fileInput } from '../../fields/file';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { hintRewriting } from './rewritten';
import { sending } from './sending';
import { shownCaption } from './send-options';

const GIF: Kind = {
	field: 'gif',
	advice: (mimeType) =>
		mimeType === 'video/mp4'
			? null
			: 'WhatsApp plays only MP4 videos as GIFs, and the server does not convert: turn it into an MP4 first.',
};

/** See docs/warest/messages.md#3-6. */
export const sendGif = sending({
	name: 'Send GIF',
	action: 'Send a WhatsApp GIF to a person or group',
	description: 'Send a short MP4 video that plays automatically in a loop, without sound',
	fields: fileInput(),
	options: { caption: shownCaption },
	compose: async ({ options: { caption: text }, ...values }, item) => {
		const content = await contentOf(values, GIF, item);
		refuseEmpty(values, content, item);
		hintRewriting(item, text);
		const body = { ...content.address, caption: text };
		return { path: path`/messages/send/gif`, body, attachment: content.attachment };
	},
});
