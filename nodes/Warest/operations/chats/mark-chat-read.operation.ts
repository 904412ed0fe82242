import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { number } from '../../engine/fields';
import { chatChange } from './chat-change';

const NOTHING_TO_MARK = '404/2004';

/** See docs/warest/chats.md#c3. */
export const markChatRead = chatChange({
	name: 'Mark Chat Read',
	action: 'Mark a WhatsApp chat as read',
	risk: 'changes',
	description:
		"Send read receipts for what others wrote in a chat, by default during the last day. WARest's own unread count doesn't change.",
	options: {
		days: number({
			displayName: 'Days',
			default: 1,
			min: 0,
			max: 365,
			description: 'How many days back to mark; 0 for all stored messages',
		}),
		messages: number({
			displayName: 'Messages',
			default: 20,
			min: 1,
			max: 500,
			description: "How many of the newest messages to mark, however old, instead of 'Days'",
		}),
	},
	request: ({ sessionId, chatId, options: { days, messages } }) => ({
		...post(path`/chats/${chatId}/read`, {
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
