import { post } from '../../../transport/call';
import { options, toggle } from '../../engine/fields';
import { allowUnknown, chat, mustExist } from '../../fields/chat';
import { message } from '../../fields/message';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { chatPath } from './chat-change';

/** See docs/warest/chats.md#c5. */
export const pinMessage = operation({
	name: 'Pin/Unpin Message',
	action: 'Pin or unpin message',
	effect: 'change',
	description:
		'Pin a message in its chat for 24 hours (WARest offers no other duration), or unpin it. Sure only for messages that came or went since the server started.',
	fields: {
		sessionId: session(),
		chatId: chat(),
		messageId: message(),
		pin: toggle({
			displayName: 'Pin?',
			default: true,
			description: 'Whether to pin the message (on) or to unpin it (off)',
		}),
		options: options({ allowUnknown: allowUnknown() }),
	},
	before: mustExist,
	request: ({ sessionId, chatId, messageId, pin }) =>
		post(chatPath(chatId, 'pin', messageId), { sessionId, pin }),
});
