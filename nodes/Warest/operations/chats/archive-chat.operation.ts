import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction, chatOptions, ofChat } from './chat-change';

/** See docs/warest/chats.md#a3. */
export const archiveChat = operation({
	name: 'Archive Chat',
	action: 'Archive chat',
	effect: 'change',
	description: 'Move a chat out of the chat list into the archive',
	fields: { ...ofChat, options: chatOptions },
	before: mustExist,
	request: (values) => chatAction(path`/messages/action/archive`, values),
});
