import type { Message } from '../../message/form';
import type { EventName } from './kinds';

/**
 * The shape of every item: that of a message. Of what happened to an older message, `messageId` is the older one's;
 * `sentAt` is when it happened, as far as it is known.
 */
export interface SimplifiedEvent extends Message {
	event: EventName;
	/** When n8n got it. */
	receivedAt: string;
}

/** What an event's own function gives; the rest is the same for all of them. */
export type Part = Partial<Omit<SimplifiedEvent, 'sentAt'>> & { sentAt?: string | null };
