import { kind } from '../../engine/kind';
import { ofChat } from '../../fields/chat';
import { message } from '../../fields/message';
import { allowUnknown, mustExist } from '../chats/existing-chat';
import { mustBeOwn } from './own-message';

/** Session, chat and message: what every change of a message asks for. */
const ofMessage = { ...ofChat, messageId: message() };

/** Builds an operation that changes one message. The chat must exist, as for a change of the chat itself. */
export const messageChange = kind({
	effect: 'change',
	fields: ofMessage,
	options: { allowUnknown },
	rule: mustExist,
});

/** Builds an operation that only makes sense for a message that this session sent: anyone else's is refused. */
export const ownMessageChange = kind({
	effect: 'change',
	fields: ofMessage,
	options: { allowUnknown },
	rule: mustBeOwn,
});
