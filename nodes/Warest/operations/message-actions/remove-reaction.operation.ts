import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { messageChange } from './message-change';

/** See docs/warest/chats.md#m4. */
export const removeReaction = messageChange({
	name: 'Remove Reaction',
	action: 'Remove a reaction from a WhatsApp message',
	risk: 'changes',
	description: "Remove this session's reaction from a message",
	request: ({ sessionId, chatId, messageId }) =>
		post(path`/messages/${messageId}/action/unreaction`, { sessionId, to: chatId }),
});
