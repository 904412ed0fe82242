import { contains } from '../../whatsapp/contains';
import type { SimplifiedEvent } from '../events/simplified-event';
import type { Filters } from '../settings/settings';

/** Whether an event is among those that the person wants; what has no chat, sender or text isn't measured by it. */
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
