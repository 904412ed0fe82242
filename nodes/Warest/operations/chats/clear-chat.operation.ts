import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatOptions, ofChat } from './chat-change';

/** See docs/warest/chats.md#a5. */
export const clearChat = operation({
	name: 'Clear Chat Messages',
	action: 'Clear chat messages',
	effect: 'change',
	description:
		"Remove all messages of a chat from the account's phone and linked devices, starred ones too; others keep theirs. What WARest has stored stays in 'Fetch Chat Messages'.",
	fields: { ...ofChat, options: chatOptions },
	before: mustExist,
	request: ({ sessionId, chatId }) =>
		remove(path`/messages/action/clear-all`, { sessionId, to: chatId }),
});
