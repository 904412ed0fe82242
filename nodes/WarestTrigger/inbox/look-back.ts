import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import type { Api } from '../../transport/api';
import { isRateLimited } from '../../transport/failures/errors';
import { isReceived } from '../catch-up/history';
import { HistoryReader, writtenAt, type ListedChat } from '../catch-up/history-reader';
import type { Session } from '../catch-up/loopback';
import { missedOf, parts } from '../catch-up/missed';
import { writersIn, type Row, type Writers } from '../catch-up/people';
import { cursorOf } from '../catch-up/stored-cursor';
import { isGroup } from '../events/people';
import { textOrNull } from '../events/values';
import { postSigned, type Address } from '../receiving/signed-post';

/** Each may wake several questions. */
const TIMEOUT_MS = 30_000;

/** A check reads so many pages of messages, besides those of Catch Up; the next one goes on. */
const PAGES = 15;

/** Who is behind so many chats can be asked for in one request. */
const MOST_PERSONS = 400;

/** Where answers are looked for. */
interface Look {
	context: IPollFunctions;
	api: Api;
	session: Session;
	address: Address;
	/** JIDs of chats in which questions wait. */
	chats: readonly string[];
	/** In milliseconds. */
	reachesBack: number;
}

/** Who wrote, or is behind chats. However often a number was asked for in vain, its chat may hold an answer. */
const writersOf = async ({ api, session }: Look, rows: Row[]): Promise<Writers> =>
	await writersIn(api, session.id, rows, new Map());

/**
 * Those of the chats that WARest lists, by the JIDs of questions: it lists persons by their number or by their LID.
 * @returns also whether there may be more of persons
 */
async function listedOf(
	listed: readonly ListedChat[],
	look: Look,
): Promise<{ byJid: Map<string, ListedChat[]>; isWhole: boolean }> {
	const persons = listed.filter(({ isGroup }) => !isGroup).map((chat) => ({ row: {}, chat }));
	const asked = persons.slice(-MOST_PERSONS);
	const { people, isPending } = await writersOf(look, asked);
	const byJid = new Map<string, ListedChat[]>();
	for (const chat of listed) {
		const who = people(chat.jid);
		const jid = chat.isGroup ? chat.jid : (who?.phone ?? who?.jid);
		if (jid !== undefined) byJid.set(jid, [...(byJid.get(jid) ?? []), chat]);
	}
	return { byJid, isWhole: asked.length === persons.length && !asked.some(isPending) };
}

/** What may be an answer: in a group people talk, and only what quotes a question counts. */
const mayAnswer = ({ row, chat }: Row): boolean =>
	isReceived(row) && (!chat.isGroup || textOrNull(row.quotedMessageId) !== null);

/** What was written in chats from a moment on and may be an answer; null if that is more than one check may read. */
async function rowsOf(
	chats: readonly ListedChat[],
	from: number,
	reader: HistoryReader,
): Promise<Row[] | null> {
	const rows: Row[] = [];
	for (const chat of chats) {
		if (reader.pages >= PAGES) return null;
		for await (const page of reader.messages(chat.jid, from)) {
			rows.push(...page.filter((row) => writtenAt(row) >= from).map((row) => ({ row, chat })));
		}
	}
	return rows.filter(mayAnswer);
}

/** Reads chats as far as one check may, and gives what may be an answer in each that was read to its end. */
async function readChats(
	byJid: ReadonlyMap<string, ListedChat[]>,
	from: number,
	{ api, session, chats }: Look,
): Promise<Map<string, Row[]>> {
	const reader = new HistoryReader(api, session.id);
	const found = new Map<string, Row[]>();
	for (const jid of chats) {
		const rows = await rowsOf(byJid.get(jid) ?? [], from, reader).catch((error: Error) => {
			// A run uses the server's limits up.
			if (isRateLimited(error)) return null;
			throw error;
		});
		if (rows === null) break;
		found.set(jid, rows);
	}
	return found;
}

/**
 * Reads chats of a session in which something may be missing, and brings what was written there to the questions that
 * wait; it starts no workflow. Unlike Catch Up, also while somebody else has the webhook of the session.
 * @returns the chats of which nothing is missing now; the next check goes on with the others
 * @throws if they can't be read, or WhatsApp not be asked who wrote
 */
async function lookIn(look: Look): Promise<string[]> {
	const { context, api, session, address, reachesBack } = look;
	const now = Date.now();
	const from = Math.max(cursorOf(context, session.id).from, now - reachesBack);
	const listed = await new HistoryReader(api, session.id).chats(from);
	const { byJid, isWhole } = await listedOf(listed, look);
	const found = await readChats(byJid, from, look);
	const { people, isPending } = await writersOf(look, [...found.values()].flat());
	const known = [...found].filter(([, rows]) => !rows.some(isPending));
	const rows = known.flatMap(([, some]) => some);
	for (const some of parts(missedOf(rows, { session, people, now }))) {
		const message = { missed: some.map(({ body }) => body) };
		await postSigned(context, address, questionBody(message, session, now), TIMEOUT_MS);
	}
	return known.map(([chat]) => chat).filter((chat) => isWhole || isGroup(chat));
}

/**
 * Looks for answers in a session, unless nothing is missing there.
 * @returns those of the chats of which nothing is missing in this session: none while another check looks, or if it
 *   can't be looked now
 */
export async function lookBack(look: Look): Promise<readonly string[]> {
	const { context, session, chats } = look;
	const cursor = cursorOf(context, session.id);
	if (!cursor.isOpen) return chats;
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
