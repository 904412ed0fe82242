import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';

/** See docs/warest/chats.md#m2. */
export const unstarMessage = operation({
	name: 'Unstar Message',
	action: 'Unstar message',
	effect: 'change',
	description: 'Take a message out of the starred ones',
	fields: { ...ofMessage, options: messageOptions },
	before: mustExist,
	request: ({ messageId, ...values }) =>
		chatAction(path`/messages/${messageId}/action/unstar`, values),
});
