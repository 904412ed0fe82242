import { path } from '../../../transport/path';
import { options, text } from '../../engine/fields';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { hintRewriting } from './rewritten';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

/** See docs/warest/messages.md#3-1. */
export const sendText = operation({
	name: 'Send Text',
	action: 'Send text',
	effect: 'send',
	description:
		'Send a text message. WhatsApp marks such as *bold* work; @ and a phone number mention the person.',
	fields: {
		sessionId: session(),
		to: recipients(),
		message: text({
			displayName: 'Message',
			rows: 4,
			placeholder: 'e.g. Your order is ready',
			description: 'The text to send',
		}),
		options: options(sendOptions),
	},
	run: async ({ message: content, ...sending }, item) => {
		hintRewriting(item, content, true);
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/text`, sending, to, { message: content }),
		);
	},
});
