import { withOwnPhone } from '../../../identity/own-phone';
import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { messageChange } from './message-change';

/** See docs/warest/chats.md#m5. */
export const deleteMessage = messageChange({
	name: 'Delete Message',
	action: 'Delete a WhatsApp message for yourself',
	risk: 'destroysOrExposes',
	description:
		"Remove a message from the session's own phone and devices. Others keep it, and 'Fetch Chat Messages' still shows it.",
	options: {
		withMedia: toggle({
			displayName: 'With Media',
			default: true,
			description: 'Whether to also remove its file from the phone',
		}),
	},
	request: ({ sessionId, chatId, messageId, options: { withMedia } }) =>
		remove(path`/messages/${messageId}/action/delete`, {
			sessionId,
			to: chatId,
			...(withMedia !== undefined && { withMedia }),
		}),
	output: ({ results }) => results.map((result) => ({ ...withOwnPhone(result), deleted: true })),
});
