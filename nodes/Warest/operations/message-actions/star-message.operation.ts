import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { messageChange } from './message-change';

/** See docs/warest/chats.md#m1. */
export const starMessage = messageChange({
	name: 'Star Message',
	action: 'Star a WhatsApp message',
	risk: 'changes',
	description: 'Star a message',
	request: ({ sessionId, chatId, messageId }) =>
		post(path`/messages/${messageId}/action/star`, { sessionId, to: chatId }),
});
