import { post } from '../../../transport/call';
import { options, toggle } from '../../engine/fields';
import { allowUnknown, chat, mustExist } from '../../fields/chat';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { chatPath } from './chat-change';

/** See docs/warest/chats.md#c4. */
export const pinChat = operation({
	name: 'Pin/Unpin Chat',
	action: 'Pin or unpin chat',
	effect: 'change',
	description: 'Keep a chat at the top of the chat list, or let it go back to its place',
	fields: {
		sessionId: session(),
		chatId: chat(),
		pin: toggle({
			displayName: 'Pin?',
			default: true,
			description: 'Whether to pin the chat (on) or to unpin it (off)',
		}),
		options: options({ allowUnknown: allowUnknown() }),
	},
	before: mustExist,
	request: ({ sessionId, chatId, pin }) => post(chatPath(chatId, 'pin'), { sessionId, pin }),
});
