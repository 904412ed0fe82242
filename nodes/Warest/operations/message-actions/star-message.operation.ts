import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';

/** See docs/warest/chats.md#m1. */
export const starMessage = operation({
	name: 'Star Message',
	action: 'Star message',
	effect: 'change',
	description: 'Put a message among the starred ones',
	fields: { ...ofMessage, options: messageOptions },
	before: mustExist,
	request: ({ messageId, ...values }) =>
		chatAction(path`/messages/${messageId}/action/star`, values),
});
