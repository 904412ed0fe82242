import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import type { Api } from '../../transport/api';
import { isRateLimited } from '../../transport/failures/errors';
import { lidOfNumber, rememberedLid } from '../../transport/on-whatsapp';
import { isReceived } from '../catch-up/history';
import { HistoryReader, writtenAt, type ListedChat } from '../catch-up/history-reader';
import type { Session } from '../catch-up/loopback';
import { missedOf, parts } from '../catch-up/missed';
import { writersIn, type Row } from '../catch-up/people';
import { cursorOf } from '../catch-up/stored-cursor';
import { isGroup } from '../events/people';
import { textOrNull } from '../events/values';
import { postSigned, type Address } from '../receiving/signed-post';
import { chatDigits } from '../receiving/wanted';

/** Each may wake several questions. */
const TIMEOUT_MS = 30_000;

/** Pages, and look-ups: together half of what the server allows in a minute by default. */
const MOST = 15;

/** What one check may ask of WARest to look back, in all sessions, besides what Catch Up asks; the next one goes on. */
export interface Allowance {
	/** Of messages. */
	pages: number;
	/** Of LIDs. */
	lookUps: number;
}

export const allowance = (): Allowance => ({ pages: MOST, lookUps: MOST });

/** Where answers are looked for. */
interface Look {
	context: IPollFunctions;
	api: Api;
	session: Session;
	address: Address;
	/** JIDs of chats in which questions of the session wait. */
	chats: readonly string[];
	/** In milliseconds. */
	reachesBack: number;
	/** What is left of it. */
	left: Allowance;
}

/** The LID of a person; null if WARest knows none, undefined if it is still to be asked. */
async function lidOf(chat: string, { context, api, session, left }: Look) {
	const remembered = rememberedLid(api, session.id, chat);
	if (remembered !== undefined || left.lookUps <= 0) return remembered;
	left.lookUps -= 1;
	return await lidOfNumber(api, session.id, chat).catch((error: Error) => {
		context.logger.debug(`WARest Trigger: ${error.message}`);
		if (isRateLimited(error)) left.lookUps = 0;
		return undefined;
	});
}

/** What WARest lists of a session. */
interface Listing {
	listed: readonly ListedChat[];
	/** Whether there are persons that aren't listed by the number of who was asked: each may be one of those. */
	hasOthers: boolean;
}

/**
 * The chats in which WARest may list what a person writes, that of their number and that of their LID, or a group's.
 * @returns also whether there can be no other: not while the LID is still to be asked for
 */
async function listedAs(
	chat: string,
	{ listed, hasOthers }: Listing,
	look: Look,
): Promise<{ under: ListedChat[]; isWhole: boolean }> {
	const withDigitsOf = (jid: string) =>
		listed.filter((one) => chatDigits(one.jid) === chatDigits(jid));
	const found = withDigitsOf(chat);
	if (isGroup(chat) || !hasOthers) return { under: found, isWhole: true };
	const lid = await lidOf(chat, look);
	const hidden = lid ? withDigitsOf(lid) : [];
	return { under: [...found, ...hidden], isWhole: lid !== undefined };
}

/** What may be an answer: in a group people talk, and only what quotes a question counts. */
const mayAnswer = ({ row, chat }: Row): boolean =>
	isReceived(row) && (!chat.isGroup || textOrNull(row.quotedMessageId) !== null);

/** What was written in chats from a moment on and may be an answer; null if that is more than one check may read. */
async function rowsOf(
	chats: readonly ListedChat[],
	from: number,
	{ api, session, left }: Look,
): Promise<Row[] | null> {
	const reader = new HistoryReader(api, session.id);
	const rows: Row[] = [];
	try {
		for (const chat of chats) {
			if (left.pages <= 0) return null;
			for await (const page of reader.messages(chat.jid, from)) {
				rows.push(...page.filter((row) => writtenAt(row) >= from).map((row) => ({ row, chat })));
				if (reader.pages >= 2 * MOST) return null;
			}
		}
	} finally {
		left.pages -= reader.pages;
	}
	return rows.filter(mayAnswer);
}

/** What was read of the chat of a question. */
interface Read {
	/** What may be an answer. */
	rows: Row[];
	/** Whether nothing else can be one. */
	isWhole: boolean;
}

/** Reads chats as far as the check may. */
async function readChats(from: number, look: Look): Promise<Map<string, Read>> {
	const { api, session, chats, left } = look;
	const listed = await new HistoryReader(api, session.id).chats(from);
	const asked = new Set(chats.map(chatDigits));
	const hasOthers = listed.some((one) => !one.isGroup && !asked.has(chatDigits(one.jid)));
	const found = new Map<string, Read>();
	for (const chat of chats) {
		const { under, isWhole } = await listedAs(chat, { listed, hasOthers }, look);
		const rows = await rowsOf(under, from, look).catch((error: Error) => {
			// A run uses the server's limits up.
			if (!isRateLimited(error)) throw error;
			left.pages = 0;
			return null;
		});
		if (rows !== null) found.set(chat, { rows, isWhole });
	}
	return found;
}

/**
 * Reads chats of a session in which something may be missing, and brings what was written there to the questions that
 * wait; it starts no workflow. Unlike Catch Up, also while somebody else has the webhook of the session.
 * @returns the chats of which nothing is missing now; the next check goes on with the others
 * @throws if they can't be read, or if WhatsApp can't be asked who wrote
 */
async function lookIn(look: Look): Promise<string[]> {
	const { context, api, session, address, reachesBack } = look;
	const now = Date.now();
	const from = Math.max(cursorOf(context, session.id).from, now - reachesBack);
	const found = await readChats(from, look);
	// However often a number was asked for in vain before, an answer may be behind it.
	const all = [...found.values()].flatMap(({ rows }) => rows);
	const { people, isPending } = await writersIn(api, session.id, all, new Map());
	const known = [...found].filter(([, read]) => !read.rows.some(isPending));
	const rows = known.flatMap(([, read]) => read.rows);
	for (const some of parts(missedOf(rows, { session, people, now }))) {
		const message = { missed: some.map(({ body }) => body) };
		await postSigned(context, address, questionBody(message, session, now), TIMEOUT_MS);
	}
	return known.filter(([, { isWhole }]) => isWhole).map(([chat]) => chat);
}

/**
 * Looks for answers in a session, unless nothing is missing there.
 * @returns those of the chats of which nothing is missing now: none if another check is looking, or if looking fails
 */
export async function lookBack(look: Look): Promise<readonly string[]> {
	const { context, session, chats } = look;
	const cursor = cursorOf(context, session.id);
	if (chats.length === 0 || !cursor.isOpen) return chats;
	if (cursor.isLooking) return [];
	cursor.isLooking = true;
	try {
		return await lookIn(look);
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
		return [];
	} finally {
		cursor.isLooking = false;
	}
}
