import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { messageChange } from './message-change';

/** See docs/warest/chats.md#m8. */
export const markMessageRead = messageChange({
	name: 'Mark Message Read',
	action: 'Mark a WhatsApp message as read',
	risk: 'changes',
	description:
		"Send the read receipt for one message that someone else wrote. WARest's own unread count doesn't change.",
	request: ({ sessionId, chatId, messageId }) =>
		post(path`/messages/${messageId}/action/mark-as-read`, { sessionId, to: chatId }),
});
