import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsIn } from '../../transport/answer';
import { isName } from '../../webhook/register';
import type { OpenQuestion } from './answers/question';

/**
 * How a waiting question and the inbox (the WARest Trigger of its session) talk to each other.
 *
 * The node tells the inbox of a question, with a request to the trigger's address that is signed like a delivery of
 * WARest: {@link questionBody}. The inbox brings what may be the answer, with a request
 * to the address at which the execution waits: {@link WakeRequest}, answered with {@link Verdict}. A resume address alone
 * decides nothing: the node verifies the signature itself.
 */

/** What the inbox keeps of a question. */
export interface WaitingQuestion {
	/** Unlike that of any other question; buttons and list rows carry it. Without blanks. */
	id: string;
	/** n8n's ID of the execution that waits. */
	execution: string;
	/** n8n's ID of the node in it. */
	node: string;
	/** n8n's signature of the resume address, in hex. */
	signature: string;
	/** The session that has asked it; '' if an older version stored it without: it may be any of the trigger. */
	sessionId: string;
	/** JID of the chat that it was asked in. */
	chat: string;
	/** When its time is over, in milliseconds since 1970 (whole seconds are kept); null: never. */
	until: number | null;
	/** How many answers didn't fit. */
	tries: number;
	/** The number of its last choice; 0 if it shows none. */
	lastNumber: number;
	/** Of the message that asks; null until it was sent. */
	messageId: string | null;
}

/** No event of WARest is called so. */
export const QUESTION_EVENT = 'send_and_wait';

/**
 * What the node asks of the inbox; each is answered with {@link InboxAnswer}.
 */
export type QuestionMessage =
	/**
	 * Keep it, in the place of an older one with the same ID. `base`: see {@link resumeUrl}; `others`: the names of those
	 * that share the webhook, and are to keep it, too.
	 */
	| { put: WaitingQuestion; base: string; others: string[] }
	/** Read it as it is stored. */
	| { find: string }
	/** The numbers that mean choices of other questions in a chat. */
	| { chat: string }
	/** It was not asked: forget it. */
	| { drop: string }
	/**
	 * Another trigger that shares the session hands these over: lines of {@link encodeQuestion}, and marks of the events
	 * that were answers to earlier ones.
	 */
	| { adopt: string[]; answered: string; base: string }
	/** Another trigger has joined, with this name in the register: hand all over to it, too. */
	| { share: string }
	/** Another trigger that shares the session missed these, bodies of deliveries: which of them are answers? */
	| { missed: IDataObject[] }
	/**
	 * What the trigger asks of itself with each of its checks: to wake what has waited long enough, and to hand what waits
	 * to those that share the webhook.
	 */
	| { end: Array<{ session: string; name: string }>; looked: Looked };

/** Where a question was asked, as one text: session and chat, with a blank in between. */
export const placeOf = ({ sessionId, chat }: Pick<WaitingQuestion, 'sessionId' | 'chat'>): string =>
	`${sessionId} ${chat}`;

/**
 * Where nothing is missing: everywhere; or, at these places ({@link placeOf}), of what was written before `at`, in
 * milliseconds since 1970. Null: the trigger can't look.
 */
export type Looked = 'everywhere' | { places: readonly string[]; at: number } | null;

/** What the inbox answers; anything else is none. */
export interface InboxAnswer {
	accepted: true;
	/** The entry as it is stored, as {@link encodeQuestion} gives it, or null. */
	question: string | null;
	/** Where the numbers of another question in the chat begin. */
	numberFrom?: number;
	/** Names of the missed messages that are answers. */
	answers?: string[];
	/** The places ({@link placeOf}) of questions whose time is over, and whose answer is to be looked for first. */
	held?: string[];
}

const hexToText = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const textToHex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
const orDash = (value: string | null) => value ?? '-';
const orNull = (text: string) => (text === '-' ? null : text);

/** A question as one line of about 200 bytes: static data is loaded and stored as a whole. */
export function encodeQuestion(question: WaitingQuestion): string {
	const { id, execution, node, signature, chat, until, tries, lastNumber, messageId, sessionId } =
		question;
	const end = until === null ? null : Math.round(until / 1000).toString(36);
	return [
		id,
		execution,
		node,
		hexToText(signature),
		chat,
		orDash(end),
		tries,
		lastNumber,
		orDash(messageId),
		...(sessionId === '' ? [] : [sessionId]),
	].join(' ');
}

/** The question in a line of {@link encodeQuestion}; null for anything else. */
export function decodeQuestion(line: unknown): WaitingQuestion | null {
	if (typeof line !== 'string') return null;
	const parts = line.split(' ');
	if (![9, 10].includes(parts.length) || parts.includes('')) return null;
	const [id, execution, node, signature, chat, end, tries, lastNumber, messageId, sessionId = ''] =
		parts;
	const until = orNull(end) === null ? null : parseInt(end, 36) * 1000;
	// It becomes a part of an address.
	if (!/^[\w-]+$/.test(execution)) return null;
	if (Number.isNaN(until) || ![tries, lastNumber].every((each) => /^\d+$/.test(each))) return null;
	return {
		id,
		execution,
		node,
		signature: textToHex(signature),
		sessionId,
		chat,
		until,
		tries: Number(tries),
		lastNumber: Number(lastNumber),
		messageId: orNull(messageId),
	};
}

/** The body that tells the inbox; to be signed with the trigger's secret and sent to its address. */
export function questionBody(
	message: QuestionMessage,
	session: { id: string; registry: string | null },
	now: number,
): string {
	const data = 'put' in message ? { ...message, put: encodeQuestion(message.put) } : message;
	return JSON.stringify({ event: QUESTION_EVENT, data, ts: now, session });
}

function lookedIn(value: unknown): Looked {
	if (value === 'everywhere') return value;
	if (!isObject(value) || !Array.isArray(value.places)) return null;
	return { places: value.places.map(String), at: Number(value.at) };
}

/** What a verified body of the event {@link QUESTION_EVENT} asks; null if it can't be read. */
export function questionMessageIn(data: IDataObject): QuestionMessage | null {
	const { put, adopt, answered, base, others, find, chat, drop, share, missed, end, looked } = data;
	const question = decodeQuestion(put);
	if (question && typeof base === 'string' && Array.isArray(others)) {
		return { put: question, base, others: others.map(String).filter(isName) };
	}
	if (Array.isArray(adopt) && typeof base === 'string') {
		return { adopt: adopt.map(String), answered: String(answered ?? ''), base };
	}
	if (typeof find === 'string') return { find };
	if (typeof chat === 'string') return { chat };
	if (typeof drop === 'string') return { drop };
	if (typeof share === 'string' && isName(share)) return { share };
	if (Array.isArray(missed)) return { missed: objectsIn(missed) };
	if (!Array.isArray(end)) return null;
	return {
		end: objectsIn(end)
			.map(({ session, name }) => ({ session: String(session), name: String(name) }))
			.filter(({ name }) => isName(name)),
		looked: lookedIn(looked),
	};
}

/** No event of WARest is called so. */
export const TIMED_OUT_EVENT = 'question_timed_out';

/** What the inbox signs, as the `body` of a {@link WakeRequest}, when the time of a question is over. */
export const timedOutBody = (id: string, now: number): string =>
	JSON.stringify({ event: TIMED_OUT_EVENT, data: { id }, ts: now, session: {} });

/**
 * What wakes a question, in a POST as JSON to its {@link resumeUrl}, below `warest`.
 * The node believes nothing but `body`, and that only if `signature` is of the secret of `trigger`.
 */
export interface WakeRequest {
	/** The bytes of a delivery as text, as they came; or {@link timedOutBody}. */
	body: string;
	/** Its header x-warest-signature. */
	signature: string;
	/** `triggerIn(url)` of the trigger whose secret signs it. */
	trigger: string;
	/** How many answers didn't fit so far. */
	tries: number;
	/** Only say whether it fits: where several questions wait in one chat. */
	look?: boolean;
}

/** The wake request in a JSON body; null for anything else. */
export function wakeRequestIn(body: unknown): WakeRequest | null {
	if (!isObject(body) || !isObject(body.warest)) return null;
	const { body: raw, signature, trigger, tries } = body.warest;
	const isWhole = [raw, signature, trigger].every((each) => typeof each === 'string');
	if (!isWhole || !Number.isInteger(tries)) return null;
	return body.warest as unknown as WakeRequest;
}

/** What the inbox has to know to tell somebody that an answer came too late. */
export interface Ended {
	sessionId: string;
	open: OpenQuestion;
	isGroup: boolean;
	/** What is said to them. */
	text: string;
}

/** What the node says to a {@link WakeRequest}, with status 200. Anything else means: try again, or it is over. */
export type Verdict =
	/** The execution goes on; `ended` if it was over. */
	| { taken: true; ended?: Ended }
	/** It was meant as an answer, but doesn't fit: `reply` asks again; `tries` is to be kept. It goes on waiting. */
	| { taken: false; isForUs: true; reply: string; tries: number }
	/**
	 * Not an answer to this question. `isOver`: nothing ever will be; `isUnverified`: perhaps it is one, but it isn't
	 * signed with the secret that the trigger has by the API key of this node.
	 */
	| { taken: false; isForUs: false; isOver?: true; isUnverified?: true }
	/** Only looked at; `text` is what was asked, for "Which one?". */
	| { taken: false; isForUs: true; fits: boolean; text: string };

/** The verdict in the answer to a {@link WakeRequest}; null if it isn't one. */
export function verdictIn(answer: unknown): Verdict | null {
	return isObject(answer) && typeof answer.taken === 'boolean'
		? (answer as unknown as Verdict)
		: null;
}
