import { contains } from '../../whatsapp/contains';
import type { SimplifiedEvent } from '../events/simplified-event';
import type { Filters } from '../settings/settings';

/**
 * Whether an event fits all filters. One without a chat is measured only by 'Own Activity'; one in a chat that has no
 * sender or text doesn't fit a filter for these.
 */
export function passes(
	happened: SimplifiedEvent,
	{ kind, chats, senders, words, own }: Filters,
): boolean {
	const { chatId, isGroup, sender, text, fromMe } = happened;
	if (fromMe && !own) return false;
	if (chatId !== null) {
		if (kind !== 'all' && isGroup !== (kind === 'groups')) return false;
		if (
			chats.size > 0 &&
			!chats.has(chatId) &&
			!(sender?.lid && !isGroup && chats.has(sender.lid))
		) {
			return false;
		}
		const known = [sender?.jid, sender?.lid];
		if (senders.size > 0 && !known.some((jid) => jid && senders.has(jid))) return false;
		if (words.length > 0 && !words.some((word) => contains(word, text))) return false;
	}
	return true;
}
