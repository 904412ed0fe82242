import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';

/** See docs/warest/chats.md#m4. */
export const removeReaction = operation({
	name: 'Remove Reaction',
	action: 'Remove reaction',
	effect: 'change',
	description: 'Take back the emoji that this session gave to a message',
	fields: { ...ofMessage, options: messageOptions },
	before: mustExist,
	request: ({ messageId, ...values }) =>
		chatAction(path`/messages/${messageId}/action/unreaction`, values),
});
