import type { IDataObject } from 'n8n-workflow';
import type { Person } from '../identity/person';

/** A file that came with a message. */
export interface Media {
	type: string;
	mimeType: string | null;
	fileName: string | null;
	/** Bytes. */
	size: number | null;
	caption: string | null;
	seconds: number | null;
	width: number | null;
	height: number | null;
	pageCount: number | null;
	/** Where it can be downloaded; null if the server has not stored it. */
	url: string | null;
	/** Why there is nothing to download. */
	note: string | null;
}

/** What was quoted by a message. */
export interface Quoted {
	messageId: string | null;
	sender: Person;
	type: string;
	text: string;
}

/**
 * A message in the one form that all have, whether the trigger got it or a chat's history has it. What isn't known is
 * null or empty.
 */
export interface Message {
	sessionId: string;
	/** What 'To' takes; the LID of a person whose number is hidden. */
	chatId: string | null;
	/** Of the person whom the chat is with; null in a group. */
	phone: string | null;
	lid: string | null;
	isGroup: boolean | null;
	/** Who wrote it. */
	sender: Person | null;
	/** Whether it comes from the session's own account. */
	fromMe: boolean;
	messageId: string | null;
	/** "text", "image", "voice" … */
	type: string | null;
	/** The words: a text, a caption, the chosen answer. */
	text: string;
	quoted: Quoted | null;
	mentions: string[];
	media: Media | null;
	/** What only messages of this kind have. */
	details: IDataObject | null;
	/** An ISO time in UTC. */
	sentAt: string;
}
