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
		"Remove a message from this session's own phone and devices; others keep it. 'Fetch Chat Messages' still shows it, as it reads what WARest has stored.",
	options: {
		withMedia: toggle({
			displayName: 'With Media',
			default: true,
			description: 'Whether to also remove its picture, video or document from the phone',
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
