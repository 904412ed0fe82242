import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { text } from '../../engine/fields';
import { ownMessageChange } from './message-change';

/** See docs/warest/chats.md#m7. */
export const editMessage = ownMessageChange({
	name: 'Edit Message',
	action: 'Edit a WhatsApp message you sent',
	// What it said before is lost: to everybody, it is as if it had been deleted and another one written.
	risk: 'destroysOrExposes',
	description:
		"Change the text of a message you sent, for about 15 minutes. Captions can't be edited.",
	fields: {
		message: byModel(
			text({
				displayName: 'New Text',
				rows: 3,
				placeholder: 'e.g. See you at 10:30',
				description: 'The complete new text of the message',
			}),
			'The complete new text',
		),
	},
	request: ({ sessionId, chatId, messageId, message }) =>
		post(path`/messages/${messageId}/action/edit`, { sessionId, to: chatId, message }),
});
