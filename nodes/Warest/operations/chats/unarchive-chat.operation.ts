import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#a4. */
export const unarchiveChat = chatChange({
	name: 'Unarchive Chat',
	action: 'Unarchive a WhatsApp chat',
	risk: 'changes',
	description: 'Move a chat from the archive back to the chat list',
	request: ({ sessionId, chatId }) =>
		post(path`/messages/action/unarchive`, { sessionId, to: chatId }),
});
