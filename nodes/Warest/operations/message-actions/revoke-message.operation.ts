import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { allowUnknown } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { ofMessage } from './message-action';
import { mustBeOwn } from './own-message';

/** See docs/warest/chats.md#m6. */
export const revokeMessage = operation({
	name: 'Revoke Message',
	action: 'Revoke message for everyone',
	effect: 'change',
	description:
		'Delete an own message for everyone in the chat. WhatsApp does so for about two days after sending.',
	fields: {
		...ofMessage,
		options: options({
			allowUnknown: allowUnknown(),
			deleteForMe: toggle({
				displayName: 'Delete for Me Too',
				default: true,
				description:
					'Whether to remove the note "You deleted this message" on the own side as well',
			}),
		}),
	},
	before: mustBeOwn,
	request: ({ messageId, options: { deleteForMe }, ...values }) =>
		chatAction(
			path`/messages/${messageId}/action/revoke`,
			values,
			deleteForMe === undefined ? {} : { deleteForMe },
		),
});
