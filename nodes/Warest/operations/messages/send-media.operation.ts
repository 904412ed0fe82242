import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { cannotTell, recordedCaption, skipIfSent } from './already-sent';
import { hintRewriting } from './rewritten';
import { sending } from './sending';
import { compress, shownCaption } from './send-options';

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
export const sendMedia = sending({
	name: 'Send Media',
	action: 'Send a WhatsApp picture or video to a person or group',
	description: 'Send a picture or video that shows in the chat',
	fields: fileInput(),
	options: {
		caption: shownCaption,
		compress,
		skipIfSent,
		viewOnce: toggle({
			displayName: 'View Once',
			default: true,
			description: 'Whether the recipient can open it only once',
		}),
	},
	compose: async ({ options, ...values }, item) => {
		const content = await contentOf(values, MEDIA, item);
		refuseEmpty(values, content, item);
		hintRewriting(item, options.caption);
		const { caption: text, compress: smaller = false, viewOnce = false } = options;
		const { skipIfSent: hours } = options;
		if (hours && (text === undefined || viewOnce)) {
			const why = viewOnce ? 'it can be seen only once' : 'it has no caption';
			throw cannotTell(item, why);
		}
		const body = {
			...content.address,
			caption: text,
			compress: String(smaller),
			viewOnce: String(viewOnce),
		};
		return {
			path: path`/messages/send/media`,
			body,
			attachment: content.attachment,
			...(hours && { recorded: { hours, isSame: recordedCaption(text ?? '') } }),
		};
	},
});
