import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { isOneEmoji } from '../../../whatsapp/emoji';
import { byModel } from '../../engine/by-model';
import { text } from '../../engine/fields';
import { messageChange } from './message-change';

/** The server passes on any text (docs/warest/chats.md#m3), and WhatsApp then doesn't show it. */
const oneEmoji = byModel(
	text(
		{
			displayName: 'Emoji',
			placeholder: 'e.g. 👍',
			description: "A single emoji. It replaces this session's earlier reaction.",
		},
		(entered) =>
			isOneEmoji(entered.trim())
				? entered.trim()
				: { problem: 'is not a single emoji', expected: 'Enter a single emoji, e.g. 👍 or ❤️.' },
	),
	'A single emoji',
);

/** See docs/warest/chats.md#m3. */
export const reactToMessage = messageChange({
	name: 'React to Message',
	action: 'React to a WhatsApp message with an emoji',
	risk: 'changes',
	description: 'React to a message with an emoji',
	fields: { emoji: oneEmoji },
	request: ({ sessionId, chatId, messageId, emoji }) =>
		post(path`/messages/${messageId}/action/reaction`, { sessionId, to: chatId, emoji }),
});
