import type { IWebhookFunctions } from 'n8n-workflow';
import { noteOf } from '../engine/waiting';
import type { KnownDigits, KnownJid } from '../../identity/known';
import type { Question } from './answers/question';

/**
 * A question that waits, as it is kept with the execution: when it is answered, n8n would evaluate the node's parameters
 * anew, with another input.
 */
export interface Asked {
	/** Unlike that of any other question; its address carries it. */
	id: string;
	question: Question;
	/** What was asked, without the address. */
	text: string;
	messageId: string | null;
	/** Milliseconds since 1970; null: no limit. */
	until: number | null;
	/** How it is answered. */
	answerBy: 'chat' | 'link';
	sessionId: string;
	chat: KnownJid;
	/** Who may answer in a group; empty: everyone in it. */
	people: KnownDigits[];
	/** When it was sent, by the clock of WARest, in milliseconds since 1970. */
	askedAt: number;
	/** So many answers that don't fit end it. */
	maxTries: number;
	/** What is said to an answer that doesn't fit; null: what the node says by itself. */
	reaskText: string | null;
	/** What is said to an answer that comes too late; null: what the node says by itself. */
	lateText: string | null;
	/** Whether an AI agent waits for it. */
	isReview: boolean;
}

/** The question that an execution waits with; null if there is none. */
export function askedIn(context: IWebhookFunctions): Asked | null {
	const note = noteOf(context);
	return note === null ? null : (JSON.parse(note) as Asked);
}
