import { path } from '../../../transport/path';
import { recordedText, skipIfSent } from './already-sent';
import { messageText } from './message-text';
import { hintRewriting } from './rewritten';
import { sending } from './sending';

/** See docs/warest/messages.md#3-1. */
export const sendText = sending({
	name: 'Send Text',
	action: 'Send a WhatsApp text message to a person or group',
	description:
		'Send a text message. WhatsApp formatting such as *bold* works; @ with a phone number mentions the person.',
	fields: {
		message: messageText,
	},
	options: { skipIfSent },
	compose: ({ message, options: { skipIfSent: hours } }, item) => {
		hintRewriting(item, message, true);
		return {
			path: path`/messages/send/text`,
			body: { message },
			...(hours && { recorded: { hours, isSame: recordedText(message) } }),
		};
	},
});
