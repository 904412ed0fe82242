import { path } from '../../../transport/path';
import { isOneEmoji } from '../../../whatsapp/emoji';
import { text } from '../../engine/fields';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction } from '../chats/chat-change';
import { messageOptions, ofMessage } from './message-action';

/** The server passes any text on (docs/warest/chats.md#m3), which WhatsApp then doesn't show. */
const emoji = text(
	{
		displayName: 'Emoji',
		placeholder: 'e.g. 👍',
		description: 'One emoji. It replaces the reaction that this session gave before.',
	},
	(entered) =>
		isOneEmoji(entered.trim())
			? entered.trim()
			: { refused: 'is not one emoji', allowed: 'Enter a single emoji, e.g. 👍 or ❤️.' },
);

/** See docs/warest/chats.md#m3. */
export const reactToMessage = operation({
	name: 'React to Message',
	action: 'React to message',
	effect: 'change',
	description: 'Answer a message with an emoji',
	fields: { ...ofMessage, emoji, options: messageOptions },
	before: mustExist,
	request: ({ messageId, emoji: sign, ...values }) =>
		chatAction(path`/messages/${messageId}/action/reaction`, values, { emoji: sign }),
});
