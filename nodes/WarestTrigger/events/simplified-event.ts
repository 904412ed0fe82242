import type { IDataObject } from 'n8n-workflow';
import type { Person } from '../../identity/person';
import type { EventName } from './kinds';
import type { Media } from './media';

/** What was quoted by a message. */
export interface Quoted {
	messageId: string | null;
	sender: Person;
	type: string;
	text: string;
}

/** The shape of every item; what an event doesn't have is null or empty. */
export interface SimplifiedEvent {
	event: EventName;
	sessionId: string;
	chatId: string | null;
	isGroup: boolean | null;
	sender: Person | null;
	/** Whether it comes from the session's own phone. */
	fromMe: boolean;
	/** The message that it is about: for reactions, edits, votes, pins and deletions, the older one. */
	messageId: string | null;
	type: string | null;
	text: string;
	quoted: Quoted | null;
	mentions: string[];
	media: Media | null;
	/** What only this kind of event has. */
	details: IDataObject | null;
	/** When it happened, as far as it is known. */
	timestamp: string;
	/** When n8n got it. */
	receivedAt: string;
}

/** What an event's own function gives; the rest is the same for all of them. */
export type Part = Partial<Omit<SimplifiedEvent, 'timestamp'>> & { timestamp?: string | null };
