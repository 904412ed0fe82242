import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#a2. */
export const unmuteChat = chatChange({
	name: 'Unmute Chat',
	action: 'Unmute a WhatsApp chat',
	risk: 'changes',
	description: "Turn a chat's notifications back on",
	request: ({ sessionId, chatId }) =>
		post(path`/messages/action/unmute`, { sessionId, to: chatId }),
});
