import { jsonParse } from 'n8n-workflow';
import { claimIn } from '../../identity/claim';
import { isPublic } from '../../identity/jid';
import type { KnownJid } from '../../identity/known';
import { isObject } from '../../transport/answer';
import { isSegment } from '../../transport/path';
import { SESSION_ID } from '../../transport/server-facts';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { Field } from '../engine/field';
import type { Item } from '../engine/item';
import { addresses } from './address';

/** The message that an item holds: of whom, where, and which. */
export interface IncomingMessage {
	sessionId: string;
	chatId: KnownJid;
	messageId: string;
}

/** The same as the item says it. */
interface Named {
	sessionId: string;
	chatId: string;
	messageId: string;
}

/** Events that are about a message which is still there. */
const ABOUT_A_MESSAGE = ['message', 'answer', 'edit', 'reaction', 'pollVote', 'pin'];

/** Of an item of the trigger, or of Fetch Chat Messages. */
const parts = (entered: Record<string, unknown>) => ({
	sessionId: entered.sessionId,
	chatId: entered.chatId,
	messageId: entered.messageId ?? entered.id,
});

function isNamed(given: ReturnType<typeof parts>): given is Named {
	const { sessionId, chatId, messageId } = given;
	return (
		typeof sessionId === 'string' &&
		SESSION_ID.test(sessionId) &&
		typeof chatId === 'string' &&
		(chatId.includes('@') || claimIn(chatId) !== null) &&
		typeof messageId === 'string' &&
		isSegment(messageId)
	);
}

/** Where the message may be found, with the names that the nodes have in this workflow. */
function elsewhere(item: Item): string {
	const [trigger = 'WARest Trigger'] = item.nodesBefore('warestTrigger');
	const expression = `{{ $('${trigger}').item.json }}`;
	return `It takes an item of the WARest Trigger (its 'Output' is 'Simplified') or of Fetch Chat Messages. If other nodes stand in between, enter the expression ${expression}.`;
}

const parsed = (raw: unknown): unknown =>
	typeof raw === 'string' ? jsonParse<unknown>(raw, { fallbackValue: null }) : raw;

/** The message that was entered, as its item names it; nothing is taken from anywhere else. */
function namedIn(raw: unknown, item: Item): Named | Refusal {
	if (item.guard?.isWrittenByModel('incoming')) {
		return { problem: 'must not come from the model', expected: elsewhere(item) };
	}
	const entered = parsed(raw);
	const none = { problem: 'holds no WhatsApp message', expected: elsewhere(item) };
	if (!isObject(entered)) return none;
	if (Object.keys(entered).length === 0) {
		return {
			problem: 'is an empty item',
			expected:
				'No message has come in yet. Execute the WARest Trigger again and write to the number; pin its output to try this more often.',
		};
	}
	const { event, isDeleted, messageType, type = messageType } = entered;
	if (event === 'revoke' || event === 'deletedHere' || isDeleted === true) {
		return {
			problem: 'holds a message that was deleted',
			expected: "Let only messages that are still there come to this node, or use 'Send Text'.",
		};
	}
	if (event !== undefined && !ABOUT_A_MESSAGE.includes(String(event))) return none;
	const named = parts(entered);
	// Rows like "Ana pinned a message" are the server's own (docs/warest/chats.md#trap-17).
	return isNamed(named) && type !== 'system' && !named.messageId.startsWith('sys_') ? named : none;
}

/** What stands for the chats of the items around, for one question to WhatsApp about all of them. */
const chatsAround = (item: Item) =>
	item.around('incoming').flatMap((raw) => {
		const named = namedIn(raw, item);
		return isRefusal(named) ? [] : [named.chatId];
	});

/**
 * The message that is answered: by default the item that comes in. Session, chat and message come from one item, so that
 * an answer can't get into another chat.
 */
export const incomingMessage: Field<IncomingMessage> = {
	parameter: {
		displayName: 'Incoming Message',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description:
			'An item of the WARest Trigger or of Fetch Chat Messages: it says the session, the chat and the message',
	},
	parse: async (raw, item: Item) => {
		const named = namedIn(raw, item);
		if (isRefusal(named)) return named;
		const { sessionId, messageId } = named;
		const [chatId] = await addresses([named.chatId], item, { sessionId }, () => chatsAround(item));
		if (isRefusal(chatId)) {
			const { problem, expected } = chatId;
			return { problem: `is of a chat, "${named.chatId}", that ${problem}`, expected };
		}
		if (isPublic(chatId)) {
			return {
				problem: 'is a status or of a channel, which nobody can answer in its chat',
				expected: "Use 'Send Text' to write to somebody.",
			};
		}
		return { sessionId, chatId, messageId };
	},
	names: 'message',
};
