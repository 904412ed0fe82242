import { withOwnPhone } from '../../../identity/own-phone';
import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { allowUnknown, mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { ofMessage } from './message-action';

/** See docs/warest/chats.md#m5. */
export const deleteMessage = operation({
	name: 'Delete Message',
	action: 'Delete message for me',
	effect: 'change',
	description:
		"Remove a message on this session's own phone and devices; others keep it. It stays in 'Fetch Chat Messages', which reads what WARest has stored.",
	fields: {
		...ofMessage,
		options: options({
			allowUnknown: allowUnknown(),
			withMedia: toggle({
				displayName: 'With Media',
				default: true,
				description: 'Whether to remove its picture, video or document from the phone as well',
			}),
		}),
	},
	before: mustExist,
	request: ({ sessionId, chatId, messageId, options: { withMedia } }) =>
		remove(path`/messages/${messageId}/action/delete`, {
			sessionId,
			to: chatId,
			...(withMedia !== undefined && { withMedia }),
		}),
	output: ({ results }) => results.map((result) => ({ ...withOwnPhone(result), deleted: true })),
});
