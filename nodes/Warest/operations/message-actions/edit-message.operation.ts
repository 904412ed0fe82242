import { path } from '../../../transport/path';
import { text } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';
import { mustBeOwn } from './own-message';

/** See docs/warest/chats.md#m7. */
export const editMessage = operation({
	name: 'Edit Message',
	action: 'Edit message',
	effect: 'change',
	description:
		'Give an own text message a new text. WhatsApp does so for about 15 minutes after sending. Captions cannot be edited.',
	fields: {
		...ofMessage,
		message: text({
			displayName: 'New Text',
			rows: 3,
			placeholder: 'e.g. See you at 10:30',
			description: 'The whole new text of the message',
		}),
		options: messageOptions,
	},
	before: mustBeOwn,
	request: ({ messageId, message, ...values }) =>
		chatAction(path`/messages/${messageId}/action/edit`, values, { message }),
});
