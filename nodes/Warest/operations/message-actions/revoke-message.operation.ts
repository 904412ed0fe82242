import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { ownMessageChange } from './message-change';

/** See docs/warest/chats.md#m6. */
export const revokeMessage = ownMessageChange({
	name: 'Revoke Message',
	action: 'Delete a WhatsApp message for everyone',
	risk: 'destroysOrExposes',
	description:
		'Delete a message you sent for everyone in the chat. WhatsApp allows it for about two days after sending.',
	options: {
		deleteForMe: toggle({
			displayName: 'Delete for Me Too',
			default: true,
			description: 'Whether to remove the note "You deleted this message" from your own chat too',
		}),
	},
	request: ({ sessionId, chatId, messageId, options: { deleteForMe } }) =>
		post(path`/messages/${messageId}/action/revoke`, {
			sessionId,
			to: chatId,
			...(deleteForMe !== undefined && { deleteForMe }),
		}),
});
