import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { toggle } from '../../engine/fields';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#c4. */
export const pinChat = chatChange({
	name: 'Pin/Unpin Chat',
	action: 'Pin or unpin a WhatsApp chat',
	risk: 'changes',
	description: 'Pin a chat to the top of the chat list, or unpin it',
	fields: {
		pin: byModel(
			toggle({
				displayName: 'Pin?',
				default: true,
				description: 'Whether to pin it (on) or to unpin it (off)',
			}),
			'true to pin, false to unpin',
		),
	},
	request: ({ sessionId, chatId, pin }) => post(path`/chats/${chatId}/pin`, { sessionId, pin }),
});
