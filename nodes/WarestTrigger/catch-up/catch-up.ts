import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { isRateLimited } from '../../transport/failures/errors';
import { ofSession } from '../by-session';
import { kindOf } from '../events/kinds';
import { isWanted, nameOf } from '../receiving/wanted';
import type { Settings } from '../settings/settings';
import { processState, storedState, type ProcessState } from '../state';
import { answersElsewhere } from './answers-elsewhere';
import type { CatchUpCursor, CaughtUp } from './cursor';
import { deliveryOf, isReceived, UNKNOWN } from './history';
import { HistoryReader, writtenAt, type ListedChat } from './history-reader';
import { tellOwnWebhook, type Session } from './loopback';
import { missedOf, parts } from './missed';
import type { Address } from '../receiving/signed-post';
import { writersIn, type Row, type Writers } from './people';
import { cursorOf } from './stored-cursor';

/** A check reads so many pages of messages: half of what the server allows in a minute by default. */
const PAGES = 15;
/** So many chats whose history WARest doesn't give are enough: then it is likely to give none. */
const FAILURES = 3;

/** One look at the history of one session. */
interface Look {
	context: IPollFunctions;
	api: Api;
	settings: Settings;
	session: Session;
	address: Address;
	cursor: CatchUpCursor;
	state: ProcessState;
	reader: HistoryReader;
	/** Milliseconds since 1970, as all times here. */
	oldest: number;
	now: number;
}

/** What was read of the history. */
interface Found {
	rows: Row[];
	/** Up to when each chat was read. */
	upTo: CaughtUp;
	/** The chats that were read to their end. */
	done: Set<string>;
	/** Why WARest did not give the history of others, by their JIDs. */
	failed: Map<string, Error>;
}

/** Leaves out each chat from the first row on whose writer is still to be asked for: a later check goes on there. */
function withoutPending({ rows, upTo, done }: Found, isPending: Writers['isPending']) {
	const held = new Map<string, number | null>();
	const kept = rows.filter((entry) => {
		const { jid } = entry.chat;
		if (held.has(jid)) return false;
		if (!isPending(entry)) return true;
		held.set(jid, null);
		return false;
	});
	for (const { row, chat } of kept) if (held.has(chat.jid)) held.set(chat.jid, writtenAt(row));
	const begun = [...held].filter((entry): entry is [string, number] => entry[1] !== null);
	const others = Object.entries(upTo).filter(([chat]) => !held.has(chat));
	return {
		rows: kept,
		upTo: Object.fromEntries([...others, ...begun]),
		done: new Set([...done].filter((chat) => !held.has(chat))),
	};
}

/** Whether a row is wanted, and was not taken as far as this process knows. */
function isMissed(
	row: IDataObject,
	chat: string,
	{ state, settings, session, now }: Look,
): boolean {
	if (!isReceived(row)) return false;
	const delivery = deliveryOf(row, { session, chat, people: UNKNOWN, name: null, now });
	const kind = kindOf(delivery.event, delivery.data);
	const name = kind && nameOf(delivery, kind.event);
	if (!kind || !name || !isWanted(kind, settings)) return false;
	return !state.taken.knows([name]);
}

/** Reads a chat to its end; false if that is more than one check may. */
async function readChat(
	chat: ListedChat,
	from: number,
	found: Found,
	look: Look,
): Promise<boolean> {
	const { reader } = look;
	for await (const rows of reader.messages(chat.jid, from)) {
		const missed = rows.filter((row) => writtenAt(row) >= from && isMissed(row, chat.jid, look));
		found.rows.push(...missed.map((row) => ({ row, chat })));
		const last = rows.at(-1);
		if (last) found.upTo[chat.jid] = writtenAt(last);
		if (reader.pages >= 2 * PAGES) return false;
	}
	return true;
}

/** Reads chats, that with the oldest last message first, as far as one check may. */
async function readChats(look: Look): Promise<Found> {
	const { cursor, oldest, reader, now } = look;
	const found: Found = { rows: [], upTo: {}, done: new Set(), failed: new Map() };
	for (const chat of cursor.todo) {
		const from = Math.max(oldest, cursor.startOf(chat.jid));
		if (chat.lastMessageAt >= from) {
			if (reader.pages >= PAGES || found.failed.size >= FAILURES) break;
			try {
				if (!(await readChat(chat, from, found, look))) break;
			} catch (error) {
				// A run uses the server's limits up: what was read is delivered, the rest follows.
				if (isRateLimited(error)) break;
				found.failed.set(chat.jid, error as Error);
				continue;
			}
		}
		found.upTo[chat.jid] = now;
		found.done.add(chat.jid);
	}
	return found;
}

/** Delivers what was found, oldest first, and has stored how far that is. */
async function deliver(found: Found, look: Look): Promise<void> {
	const { context, api, session, address, cursor, state, now } = look;
	const { people, isPending } = await writersIn(api, session.id, found.rows, state.lookUps);
	const { rows, upTo, done } = withoutPending(found, isPending);
	const all = parts(missedOf(rows, { session, people, now }));
	for (const [index, some] of all.entries()) {
		const isEnd = index === all.length - 1;
		const at = isEnd ? Infinity : some[some.length - 1].at;
		const delivered = Object.entries(upTo).map(([chat, end]) => [chat, Math.min(at, end)] as const);
		const readUpTo = Object.fromEntries(delivered);
		const isOver = isEnd && done.size === cursor.todo.length;
		const progress = {
			upTo: cursor.proven(readUpTo),
			knownUpTo: isOver ? cursor.proof : cursor.from,
			isClosed: isOver && cursor.isLastPass,
			lossAt: cursor.lossAt,
		};
		const messages = some.map(({ body }) => body);
		// Whoever has published the workflow again looks as its settings are now.
		if (state.hasEnded) return;
		const answers = await answersElsewhere(context, api, session, address, messages);
		await tellOwnWebhook(context, address, session, { messages, answers, progress });
		cursor.wereRead(readUpTo);
	}
	cursor.finish(done, new Set(found.failed.keys()));
}

/** Looks at what came in one session, as far as one check may. */
async function lookAt(look: Look): Promise<void> {
	const { context, settings, session, cursor, state, reader, oldest, now } = look;
	const { kind } = settings.filters;
	if (cursor.isBeginning) {
		const chats = await reader.chats(oldest);
		cursor.begin(
			now,
			chats.filter(({ isGroup }) => kind === 'all' || isGroup === (kind === 'groups')),
		);
	}
	const found = await readChats(look);
	await deliver(found, look);
	if (cursor.isThrough) {
		cursor.passed();
		// What was refused may be granted the next time.
		state.lookUps.clear();
	} else if (!state.hasEnded) {
		const { size, todo } = cursor;
		context.logger.info(
			`WARest Trigger looked for missed messages in ${size - todo.length} of ${size} chats of session '${session.id}'; the next check continues`,
		);
	}
	const [trouble] = found.failed.values();
	if (trouble) throw trouble;
}

/**
 * Delivers the messages that came while n8n or the webhook was down to the trigger, those of a session oldest first,
 * as far back as the person wants: after an activation, a restart, a renewal, a change of the session's state, and
 * whenever a delivery may have been dropped. Costs nothing while nothing is missing. What doesn't work now (the session
 * is not connected, say) is done by a later check.
 */
export async function catchUp(
	context: IPollFunctions,
	api: Api,
	settings: Settings,
	sessions: string[],
	address: Address,
): Promise<void> {
	if (settings.catchUp === null) return;
	const { registries } = storedState(context);
	const state = processState(context);
	const { failedAt, wellAt, vouchedAt } = state;
	for (const id of sessions) {
		const cursor = cursorOf(context, id);
		if (cursor.isLooking) continue;
		cursor.isLooking = true;
		try {
			const session = { id, registry: ofSession(registries, id) ?? null };
			cursor.dropped(failedAt);
			// What the head of a shared webhook has seen holds for the moment at which it looked.
			const goodAt = Math.min(vouchedAt.get(id) ?? Date.now(), cursor.seenAt);
			const { changedAt } = await tellOwnWebhook(context, address, session, {
				goodAt: cursor.isOpen ? null : goodAt,
			});
			cursor.dropped(changedAt);
			const now = Date.now();
			if (!cursor.isOpen) wellAt.set(id, goodAt);
			if (cursor.isDue(now, goodAt)) {
				const reader = new HistoryReader(api, id);
				const oldest = Math.max(cursor.from, now - settings.catchUp);
				const look = {
					context,
					api,
					settings,
					session,
					address,
					cursor,
					state,
					reader,
					oldest,
					now,
				};
				await lookAt(look);
			}
			cursor.trouble = '';
		} catch (error) {
			const { message } = error as Error;
			if (message !== cursor.trouble) {
				context.logger.warn(
					`WARest Trigger couldn't fetch what session '${id}' missed; each check tries again. ${message}`,
				);
			}
			cursor.trouble = message;
		} finally {
			cursor.isLooking = false;
		}
	}
}
