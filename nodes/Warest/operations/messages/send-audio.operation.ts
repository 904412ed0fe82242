import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { sending } from './sending';

const AUDIO: Kind = {
	field: 'audio',
	advice: (mimeType) =>
		mimeType.startsWith('audio/')
			? null
			: "This takes sound, e.g. MP3, M4A or OGG. Use 'Send Media' for videos and 'Send Document' for everything else.",
};

/** See docs/warest/messages.md#3-5. */
export const sendAudio = sending({
	name: 'Send Audio',
	action: 'Send a WhatsApp audio or voice message',
	description: 'Send a sound file, or a voice note',
	fields: {
		...fileInput(),
		isVN: toggle({
			displayName: 'Send as Voice Note',
			default: false,
			description:
				'Whether it shows as a recorded voice message. Needs FFmpeg on the server, unless the audio is OGG with Opus.',
		}),
	},
	compose: async ({ isVN, ...values }, item) => {
		const content = await contentOf(values, AUDIO, item);
		refuseEmpty(values, content, item);
		const body = { ...content.address, isVN: String(isVN) };
		return { path: path`/messages/send/audio`, body, attachment: content.attachment };
	},
});
