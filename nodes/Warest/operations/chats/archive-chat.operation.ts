import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#a3. */
export const archiveChat = chatChange({
	name: 'Archive Chat',
	action: 'Archive a WhatsApp chat',
	risk: 'changes',
	description: 'Move a chat to the archive',
	request: ({ sessionId, chatId }) =>
		post(path`/messages/action/archive`, { sessionId, to: chatId }),
});
