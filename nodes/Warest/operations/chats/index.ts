import type { Resource } from '../../engine/operation';
import { archiveChat } from './archive-chat.operation';
import { clearChat } from './clear-chat.operation';
import { findChat } from './find-chat.operation';
import { getChatMessages } from './get-chat-messages.operation';
import { getConversation } from './get-conversation.operation';
import { listChats } from './list-chats.operation';
import { markChatRead } from './mark-chat-read.operation';
import { muteChat } from './mute-chat.operation';
import { pinChat } from './pin-chat.operation';
import { pinMessage } from './pin-message.operation';
import { unarchiveChat } from './unarchive-chat.operation';
import { unmuteChat } from './unmute-chat.operation';

export const chats: Resource = {
	name: 'Chats',
	operations: {
		listChats,
		findChat,
		getChatMessages,
		getConversation,
		pinChat,
		pinMessage,
		markChatRead,
		archiveChat,
		unarchiveChat,
		muteChat,
		unmuteChat,
		clearChat,
	},
};
