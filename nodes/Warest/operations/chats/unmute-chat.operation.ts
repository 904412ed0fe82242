import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction, chatOptions, ofChat } from './chat-change';

/** See docs/warest/chats.md#a2. */
export const unmuteChat = operation({
	name: 'Unmute Chat',
	action: 'Unmute chat',
	effect: 'change',
	description: 'Let a chat notify again',
	fields: { ...ofChat, options: chatOptions },
	before: mustExist,
	request: (values) => chatAction(path`/messages/action/unmute`, values),
});
