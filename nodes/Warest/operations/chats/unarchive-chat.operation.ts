import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction, chatOptions, ofChat } from './chat-change';

/** See docs/warest/chats.md#a4. */
export const unarchiveChat = operation({
	name: 'Unarchive Chat',
	action: 'Unarchive chat',
	effect: 'change',
	description: 'Bring a chat back from the archive into the chat list',
	fields: { ...ofChat, options: chatOptions },
	before: mustExist,
	request: (values) => chatAction(path`/messages/action/unarchive`, values),
});
