import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';

/** See docs/warest/chats.md#m8. */
export const markMessageRead = operation({
	name: 'Mark Message Read',
	action: 'Mark message read',
	effect: 'change',
	description:
		"Send the read receipt for one message of somebody else. The server's own unread count stays.",
	fields: { ...ofMessage, options: messageOptions },
	before: mustExist,
	request: ({ messageId, ...values }) =>
		chatAction(path`/messages/${messageId}/action/mark-as-read`, values),
});
