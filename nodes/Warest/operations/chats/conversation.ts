import type { HistoryMessage } from './messages-of-history';

/** One turn of a conversation as models take it. */
export interface Turn {
	role: 'user' | 'assistant';
	content: string;
	/** Who wrote it, as far as that is known; null for the session itself. */
	name: string | null;
	/** An ISO time in UTC. */
	sentAt: string;
	messageId: string | null;
}

/** What models call the things that aren't words. */
const NAMES: Record<string, string> = {
	image: 'picture',
	gif: 'GIF',
	videoNote: 'video note',
	voice: 'voice message',
	audio: 'audio message',
	liveLocation: 'live location',
	other: 'message of another kind',
};

const lists = (...parts: unknown[]): string => parts.filter(Boolean).join(', ');

/** What a message holds besides words: the name of a file, of a contact, the question of a poll. */
function described({ media, details, text }: HistoryMessage): string {
	if (media) return lists(media.fileName, text);
	const { contacts, question, options } = details ?? {};
	if (Array.isArray(contacts)) {
		return lists(...(contacts as Array<{ name?: unknown }>).map(({ name }) => name));
	}
	const answers = Array.isArray(options) ? ` (${lists(...(options as unknown[]))})` : '';
	return question === undefined ? text : `${String(question)}${answers}`;
}

/** The words of a message, or a placeholder like "[picture: our new cups]". */
function contentOf(message: HistoryMessage): string {
	const { type, text } = message;
	if (type === 'text' || (type === 'buttonAnswer' && text !== '')) return text;
	const name = (type && NAMES[type]) ?? type ?? 'message';
	const more = described(message);
	return `[${name === 'buttonAnswer' ? 'answer to buttons' : name}${more && `: ${more}`}]`;
}

/** Names of members are in no history: in a group, a person goes by their number. */
function nameOf({ sender, fromMe }: HistoryMessage): string | null {
	return fromMe ? null : (sender?.name ?? sender?.phone ?? null);
}

const turnOf = (message: HistoryMessage): Turn => ({
	role: message.fromMe ? 'assistant' : 'user',
	content: contentOf(message),
	name: nameOf(message),
	sentAt: message.sentAt,
	messageId: message.messageId,
});

/** Not in the middle of what people see as one character, as far as that is two UTF-16 units. */
const shortened = (text: string, length: number): string =>
	`${text.slice(0, Math.max(length - 1, 0)).replace(/[\uD800-\uDBFF]$/, '')}…`;

/** What a turn costs in UTF-16 units: its words alone. */
export const inWords = ({ content }: Turn): number => content.length;

/** The same for a model that gets the item as it is, and pays for all of it. */
export const asJson = (turn: Turn): number => JSON.stringify(turn).length;

/**
 * The newest turns that fit into so many UTF-16 units, oldest first. The newest one is always there, shortened if
 * it alone is too long.
 * @param messages newest first
 */
export function conversationOf(
	messages: readonly HistoryMessage[],
	budget: number,
	costOf: (turn: Turn) => number = inWords,
): Turn[] {
	const turns: Turn[] = [];
	let left = budget;
	for (const turn of messages.map(turnOf)) {
		const cost = costOf(turn);
		if (cost > left && turns.length > 0) break;
		const around = cost - turn.content.length;
		turns.unshift(
			cost > left ? { ...turn, content: shortened(turn.content, left - around) } : turn,
		);
		left -= cost;
	}
	return turns;
}
