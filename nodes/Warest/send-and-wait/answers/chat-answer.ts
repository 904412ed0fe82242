import type { SimplifiedEvent } from '../../../WarestTrigger/events/simplified-event';
import type { Place } from './question';

/** What a person said in a chat, by whichever way. */
export interface ChatAnswer {
	/** Their words: a text, a caption, the label of what they tapped. */
	text: string | null;
	quotedMessageId: string | null;
	quotedText: string | null;
	/** The ID of the button or list row that they tapped. */
	choiceId: string | null;
	/** The emoji of a reaction. */
	reaction: string | null;
	/** The message that they reacted to. */
	reactedTo: string | null;
	location: Place | null;
	/** Of the answer itself; of a reaction where it is known. */
	messageId: string | null;
	/** When it was said, as an ISO time. */
	at: string;
}

/** What is read of an event of the trigger. */
export type AnsweringEvent = Pick<
	SimplifiedEvent,
	'event' | 'type' | 'fromMe' | 'messageId' | 'text' | 'quoted' | 'details' | 'sentAt'
>;

const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value : null;

const isDegrees = (value: unknown, most: number): value is number =>
	typeof value === 'number' && Math.abs(value) <= most;

function placeIn(details: SimplifiedEvent['details']): Place | null {
	const { latitude, longitude, name } = details ?? {};
	if (!isDegrees(latitude, 90) || !isDegrees(longitude, 180)) return null;
	const named = textOrNull(name);
	return { latitude, longitude, ...(named === null ? {} : { name: named }) };
}

/** The types of messages whose text is a person's words; to a list of contacts the server gives a text of its own. */
const WITH_WORDS = new Set(['text', 'image', 'gif', 'video', 'document', 'liveLocation']);

const SILENT = { text: null, choiceId: null, reaction: null, reactedTo: null, location: null };

/** What each kind of event says. */
const SAID: Partial<
	Record<SimplifiedEvent['event'], (event: AnsweringEvent) => Partial<ChatAnswer>>
> = {
	message: ({ type, text, details }) => ({
		text: WITH_WORDS.has(type ?? '') ? textOrNull(text) : null,
		location: placeIn(details),
	}),
	answer: ({ text, details }) => ({ text: textOrNull(text), choiceId: textOrNull(details?.id) }),
	reaction: ({ text, messageId, details }) => ({
		reaction: textOrNull(text),
		reactedTo: messageId,
		messageId: textOrNull(details?.reactionId),
	}),
};

/** What an event of the trigger answers; null for what is no answer to anything, and for what one sent oneself. */
export function chatAnswer(event: AnsweringEvent): ChatAnswer | null {
	const said = event.fromMe ? undefined : SAID[event.event]?.(event);
	if (said === undefined || (event.event === 'reaction' && said.reaction === null)) return null;
	return {
		...SILENT,
		quotedMessageId: event.quoted?.messageId ?? null,
		quotedText: textOrNull(event.quoted?.text),
		messageId: event.messageId,
		at: event.sentAt,
		...said,
	};
}
