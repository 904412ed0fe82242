import { kind } from '../../engine/kind';
import { ofChat } from '../../fields/chat';
import { allowUnknown, mustExist } from './existing-chat';

/**
 * Builds an operation that changes one chat. Each asks for session and chat, has the option 'Allow Unknown Chat', and
 * refuses a chat that doesn't exist.
 */
export const chatChange = kind({
	effect: 'change',
	fields: ofChat,
	options: { allowUnknown },
	rule: mustExist,
});
