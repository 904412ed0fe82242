import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#a5. */
export const clearChat = chatChange({
	name: 'Clear Chat Messages',
	action: 'Clear the messages of a WhatsApp chat',
	risk: 'destroysOrExposes',
	description:
		"Remove all messages of a chat, even starred ones, from the account's devices. Others keep theirs, and 'Fetch Chat Messages' still shows what WARest has stored.",
	request: ({ sessionId, chatId }) =>
		remove(path`/messages/action/clear-all`, { sessionId, to: chatId }),
});
