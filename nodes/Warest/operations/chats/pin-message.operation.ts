import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { toggle } from '../../engine/fields';
import { messageChange } from '../message-actions/message-change';

/** See docs/warest/chats.md#c5. */
export const pinMessage = messageChange({
	name: 'Pin/Unpin Message',
	action: 'Pin or unpin a WhatsApp message in its chat',
	risk: 'changes',
	description:
		'Pin a message in its chat for 24 hours, or unpin it. Reliable only for messages since the server started.',
	fields: {
		pin: byModel(
			toggle({
				displayName: 'Pin?',
				default: true,
				description: 'Whether to pin it (on) or to unpin it (off)',
			}),
			'true to pin, false to unpin',
		),
	},
	request: ({ sessionId, chatId, messageId, pin }) =>
		post(path`/chats/${chatId}/messages/${messageId}/pin`, { sessionId, pin }),
});
