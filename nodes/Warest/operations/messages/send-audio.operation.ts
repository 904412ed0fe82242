import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { contentOf, refuseEmpty, type Kind } from './attachment';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

const AUDIO: Kind = {
	field: 'audio',
	advice: (mimeType) =>
		mimeType.startsWith('audio/')
			? null
			: "This takes sound, e.g. MP3, M4A or OGG. Use 'Send Media' for videos and 'Send Document' for everything else.",
};

/** See docs/warest/messages.md#3-5. */
export const sendAudio = operation({
	name: 'Send Audio',
	action: 'Send audio',
	effect: 'send',
	description: 'Send a sound file, or a voice note',
	fields: {
		sessionId: session(),
		to: recipients(),
		...fileInput(),
		isVN: toggle({
			displayName: 'Send as Voice Note',
			default: false,
			description:
				'Whether it shows as a recorded voice message. The server needs ffmpeg for it, unless the sound is OGG with Opus.',
		}),
		options: options(sendOptions),
	},
	run: async ({ isVN, ...values }, item) => {
		const content = await contentOf(values, AUDIO, item);
		refuseEmpty(values, content, item);
		const body = { ...content.address, isVN: String(isVN) };
		return await sendMessage(values, item, (to) =>
			message(path`/messages/send/audio`, values, to, body, content.attachment),
		);
	},
});
