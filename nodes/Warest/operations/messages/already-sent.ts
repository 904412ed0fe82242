import { sleep, type IDataObject } from 'n8n-workflow';
import { captionOf } from '../../../message/history-row';
import { isPublic } from '../../../identity/jid';
import type { KnownJid } from '../../../identity/known';
import { isObject, objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { collect, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { serverText } from '../../../whatsapp/text';
import { isoTime } from '../../../whatsapp/time';
import { number } from '../../engine/fields';
import type { Item } from '../../engine/item';

/** How the server's record of a chat shows a message, and how far back it counts. */
export interface Recorded {
	hours: number;
	isSame(row: IDataObject): boolean;
}

/** A chat of a session. */
interface Place {
	sessionId: string;
	jid: KnownJid;
}

/** For messages that can be known again in the server's record. */
export const skipIfSent = number({
	displayName: 'Skip If Already Sent (Hours)',
	default: 24,
	min: 1,
	max: 720,
	unit: 'hours',
	description:
		'Send nothing if WARest has recorded the same message to this chat within so many hours',
});

const same = (text: unknown, other: string): boolean =>
	typeof text === 'string' && text.trim() === serverText(other).trim();

/** Whether a row can be a message that quotes this one: a reply to another message says something else. */
const canQuote = ({ quotedMessageId }: IDataObject, messageId: string | undefined): boolean =>
	!messageId || !quotedMessageId || quotedMessageId === messageId;

const TEXTS = ['conversation', 'extendedtextmessage'];

/** A text, compared as the server rewrites it. */
export const recordedText =
	(text: string) =>
	({ messageType, body }: IDataObject): boolean =>
		TEXTS.includes(String(messageType)) && same(body, text);

/** A picture or video, by its caption. */
export const recordedCaption = (caption: string) => (row: IDataObject) =>
	['image', 'video'].includes(String(row.messageType)) && same(captionOf(row), caption);

/** A poll, by its question and, where the record has them, its answers. */
export const recordedPoll =
	(question: string, answers: readonly string[]) =>
	(row: IDataObject): boolean => {
		if (row.messageType !== 'poll' || captionOf(row).trim() !== question.trim()) return false;
		const { creation } = isObject(row.poll) ? row.poll : {};
		const { options } = isObject(creation) ? creation : {};
		const names = objectsIn(options ?? []).map(({ name }) => name);
		return names.length === 0 || JSON.stringify(names) === JSON.stringify(answers);
	};

/** A document without a caption, by its name; the server adds an ending where there is none (docs/warest/messages.md#3-4). */
export const recordedFile =
	(name: string) =>
	({ messageType, mediaMetadata }: IDataObject): boolean => {
		const { fileName } = isObject(mediaMetadata) ? mediaMetadata : {};
		if (messageType !== 'document' || typeof fileName !== 'string') return false;
		return fileName === name || (!name.includes('.') && fileName.startsWith(`${name}.`));
	};

/** Refuses to guess whether something was sent already. */
export const cannotTell = (item: Item, why: string): Error =>
	item.failure(
		`Whether it was sent already can't be known: ${why}`,
		"Nothing was sent. Leave out 'Skip If Already Sent (Hours)', or check on the phone.",
	);

/** The server lists what it has sent up to 0.9 s later (docs/warest/chats.md#0-9). */
const RECORDED_AFTER_MS = 2000;

/** When something may last have been sent that the record doesn't show yet; the run before may just have crashed. */
async function last(key: string, { api }: Item, at: number): Promise<{ at: number }> {
	return await api.once(`last sent ${key}`, async () => await Promise.resolve({ at }));
}

/** Notes that something was just sent to a chat, or may have been. */
export async function noteSent(sessionId: string, jid: KnownJid, item: Item): Promise<void> {
	(await last(`${sessionId} ${jid}`, item, 0)).at = Date.now();
}

async function recordIsComplete(sessionId: string, jid: KnownJid, item: Item): Promise<void> {
	const begun = await last(sessionId, item, Date.now());
	const toChat = await last(`${sessionId} ${jid}`, item, 0);
	const wait = Math.max(begun.at, toChat.at) + RECORDED_AFTER_MS - Date.now();
	if (wait > 0) await sleep(wait);
}

/** How many milliseconds WARest's clock is ahead of n8n's: its record has its own times. Asking counts for no limit. */
async function clockAhead({ api }: Item): Promise<number> {
	return await api.once('clock', async () => {
		const now = Date.now();
		const [result] = (await api.send(read(path`/server/ping`))).results;
		return Number(result?.timestamp) * 1000 - now;
	});
}

/**
 * What the session has sent to a chat within so many hours, the oldest first.
 * @throws if the record can't tell
 */
async function ownRows(
	hours: number,
	{ sessionId, jid }: Place,
	item: Item,
): Promise<IDataObject[]> {
	if (isPublic(jid)) {
		throw cannotTell(item, 'WARest keeps no record of channels and broadcasts');
	}
	await recordIsComplete(sessionId, jid, item);
	const ahead = await clockAhead(item);
	if (Number.isNaN(ahead)) throw cannotTell(item, 'WARest did not say what time it is');
	const startTime = new Date(Date.now() + ahead - hours * 3_600_000).toISOString();
	let own: unknown = null;
	const rows = await collect(
		async (offset, limit) => {
			const query = { sessionId, limit, offset, startTime };
			const answer = await item.api.send(read(path`/chats/${jid}/messages`, query));
			own = answer.results[0]?.phone;
			return pageOf(answer);
		},
		{ keep: ({ fromMe }) => fromMe === true },
	);
	if (jid === `${String(own)}@s.whatsapp.net`) {
		throw cannotTell(item, 'WARest keeps no record of the chat with oneself');
	}
	return rows.reverse();
}

/**
 * Looks for the messages of one item in the server's record of a chat, as it was before the first of them is sent. Each
 * row stands for one message only: of several that are the same, those that are missing are sent.
 * @returns for each message, in their order, and the ID of what it is to quote: what the record says of it; null if it
 *   surely wasn't sent; throws if the record can't tell
 */
export function recordOf(
	place: Place,
	item: Item,
): (message: Recorded, quoted: string | undefined) => Promise<IDataObject | null> {
	let rows: IDataObject[] | null = null;
	return async ({ hours, isSame }, quoted) => {
		const left = rows ?? (await ownRows(hours, place, item));
		const at = left.findIndex((row) => isSame(row) && canQuote(row, quoted));
		rows = left.filter((_row, index) => index !== at);
		if (at >= 0) return asSent(left[at], place);
		if (left.some(({ isDeleted, isEdited }) => isDeleted === true || isEdited === true)) {
			throw cannotTell(item, `a message to ${place.jid} was edited or deleted since`);
		}
		return null;
	};
}

function asSent({ id, timestamp }: IDataObject, { jid }: Place): IDataObject {
	const sentAt = isoTime(Number(timestamp) * 1000);
	const note = 'Not sent again: it is in the record of WARest.';
	return { to: jid.split('@')[0], toJid: jid, messageId: id, sentAt, skipped: true, note };
}
