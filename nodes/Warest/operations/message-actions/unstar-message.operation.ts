import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { messageChange } from './message-change';

/** See docs/warest/chats.md#m2. */
export const unstarMessage = messageChange({
	name: 'Unstar Message',
	action: 'Unstar a WhatsApp message',
	risk: 'changes',
	description: 'Remove the star from a message',
	request: ({ sessionId, chatId, messageId }) =>
		post(path`/messages/${messageId}/action/unstar`, { sessionId, to: chatId }),
});
