import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { incomingMessage } from '../../fields/incoming-message';
import { recordedText, skipIfSent } from './already-sent';
import { messageText } from './message-text';
import { hintRewriting } from './rewritten';
import { presence } from './send-options';
import { sendAll } from './sending';

/** See docs/warest/messages.md#3-1. */
export const reply = operation({
	name: 'Reply',
	action: 'Reply to the WhatsApp message that came in',
	description: 'Answer the message that came in, in its chat: only the text is asked for',
	effect: 'send',
	risk: 'changes',
	fields: {
		message: messageText,
		incoming: incomingMessage,
		options: options({
			presence,
			skipIfSent,
			quote: toggle({
				displayName: 'Quote',
				default: false,
				description: 'Whether the reply quotes the message. On if not set.',
			}),
		}),
	},
	run: async ({ message, incoming, options }, item) => {
		hintRewriting(item, message, true);
		const { sessionId, chatId, messageId } = incoming;
		const { presence: shown, quote = true, skipIfSent: hours } = options;
		const recorded = hours && { recorded: { hours, isSame: recordedText(message) } };
		return await sendAll(
			[{ path: path`/messages/send/text`, body: { message }, ...recorded }],
			{
				sessionId,
				to: [chatId],
				options: { presence: shown, ...(quote && { replyMessageId: messageId }) },
			},
			item,
		);
	},
});
