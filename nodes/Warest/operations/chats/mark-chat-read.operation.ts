import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import { post } from '../../../transport/call';
import { number, options } from '../../engine/fields';
import { allowUnknown, chat, mustExist } from '../../fields/chat';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { chatPath } from './chat-change';

const NOTHING_TO_MARK = '404/2004';

/** See docs/warest/chats.md#c3. */
export const markChatRead = operation({
	name: 'Mark Chat Read',
	action: 'Mark chat read',
	effect: 'change',
	description:
		"Send read receipts for the messages that others wrote in a chat, by default those of the last day. The server's own unread count stays.",
	fields: {
		sessionId: session(),
		chatId: chat(),
		options: options({
			allowUnknown: allowUnknown(),
			days: number({
				displayName: 'Days',
				default: 1,
				min: 0,
				max: 365,
				description:
					"How many days back to mark; 0 for all that is stored. Not used together with 'Messages'.",
			}),
			messages: number({
				displayName: 'Messages',
				default: 20,
				min: 1,
				max: 500,
				description:
					"How many of the newest messages to mark, however old; then 'Days' is not used",
			}),
		}),
	},
	before: mustExist,
	request: ({ sessionId, chatId, options: { days, messages } }) => ({
		...post(chatPath(chatId, 'read'), {
			sessionId,
			...(days !== undefined && { days }),
			...(messages !== undefined && { messages }),
		}),
		accepts: [NOTHING_TO_MARK],
	}),
	output: ({ status, results, message }, { sessionId, chatId }) => {
		const nothing: IDataObject = { sessionId, chatId, totalMarked: 0, marked: [], message };
		return status === 404 ? [nothing] : results.map(withOwnPhone);
	},
});
