import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { collect, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { isoTime } from '../../../whatsapp/time';
import { number } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { chatToRead } from '../../fields/chat';
import { session } from '../../fields/session';
import { asJson, conversationOf, inWords } from './conversation';
import { chatNameIn, messagesOfHistory } from './messages-of-history';

/** What nobody said: deleted messages, and notes like "Ana pinned a message" (docs/warest/chats.md#trap-17). */
const isSaid = ({ isDeleted, messageType }: IDataObject): boolean =>
	isDeleted !== true && messageType !== 'system';

/** So many characters a tool's result has by default: with what stands around the messages, about 900 tokens. */
const MOST_TO_MODEL = 3200;

const NONE =
	'No messages in this chat. WARest knows only what the phone synced, and what came since.';

/** See docs/warest/chats.md#c2. */
export const getConversation = operation({
	name: 'Get Conversation',
	action: 'Get a WhatsApp conversation for an AI model',
	effect: 'read',
	risk: 'reads',
	description:
		'Get the last messages of a chat in one item, oldest first, as "user" and "assistant"',
	fields: {
		sessionId: session(),
		chatId: chatToRead,
		limit: number({
			displayName: 'Limit',
			default: 20,
			min: 1,
			max: 500,
			description: 'How many of the newest messages to return at most',
		}),
		maxCharacters: {
			...number({
				displayName: 'Characters at Most',
				default: 4000,
				min: 100,
				max: 1_000_000,
				description:
					'How long the messages may be in all. Older ones are left out; four characters are about one token.',
			}),
			byModel: { preset: MOST_TO_MODEL },
		},
	},
	run: async ({ sessionId, chatId, limit, maxCharacters }, item) => {
		let endTime: string | undefined;
		let name: string | null = null;
		const rows = await collect(
			async (offset, size) => {
				const query = { sessionId, limit: size, offset, endTime };
				const answer = await item.api.send(read(path`/chats/${chatId}/messages`, query));
				const page = pageOf(answer);
				name ??= chatNameIn(answer);
				// Messages that arrive during the reading would shift the pages.
				endTime ??= isoTime(Number(page.rows[0]?.timestamp) * 1000) ?? undefined;
				return page;
			},
			{ wanted: limit, keep: isSaid },
		);
		const history = await messagesOfHistory(rows, { sessionId, chatName: name }, item);
		const messages = conversationOf(history, maxCharacters, item.isTool ? asJson : inWords);
		const [{ chatId: jid = null, phone = null, lid = null, isGroup = null } = {}] = history;
		return items([
			{
				sessionId,
				chatId: jid,
				phone,
				lid,
				isGroup,
				name,
				messages,
				leftOut: history.length - messages.length,
				...(messages.length === 0 && { note: NONE }),
			},
		]);
	},
});
