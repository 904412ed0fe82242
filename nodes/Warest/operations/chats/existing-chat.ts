import { sleep } from 'n8n-workflow';
import { isPublic } from '../../../identity/jid';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { PAGE_SIZE, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import type { Item } from '../../engine/item';
import type { OfChat } from '../../fields/chat';

/** Lets a change go to a chat that WARest has no record of. */
export const allowUnknown = toggle({
	displayName: 'Allow Unknown Chat',
	default: true,
	description:
		'Whether to go on if WARest has no record of the chat, e.g. no messages since the phone synced',
});

/** The part of a chat's change that the rule looks at. */
export interface ChatChange extends OfChat {
	options: { allowUnknown?: boolean };
}

/** How many pages of the list a run reads; chats further down are looked up one by one. */
const MOST_PAGES = 20;

const named = (sessionId: string, jid: unknown) => `chat ${String(jid)} of ${sessionId}`;

/** Reads the list of the session's chats, page by page and once for all items of a run, until the chat turns up. */
async function readList({ sessionId, chatId }: OfChat, { api }: Item): Promise<void> {
	for (let page = 0; page < MOST_PAGES; page++) {
		const offset = page * PAGE_SIZE;
		const isLast = await api.once(`chats of ${sessionId} from ${offset}`, async () => {
			const query = { sessionId, limit: PAGE_SIZE, offset };
			const { rows, total } = pageOf(await api.send(read(path`/chats`, query)));
			for (const { jid } of rows) api.seen.note(named(sessionId, jid));
			return offset + rows.length >= total || rows.length === 0;
		});
		if (isLast || api.seen.has(named(sessionId, chatId))) return;
	}
}

/** Whether the server has stored anything from the chat (docs/warest/chats.md#c2: an unknown one has all zeros). */
async function isStored({ sessionId, chatId }: OfChat, { api }: Item): Promise<boolean> {
	const answer = await api.send(read(path`/chats/${chatId}/messages`, { sessionId, limit: 1 }));
	const [result = {}] = answer.results;
	const [chatInfo = {}] = objectsIn(result.chatInfo);
	// The chat with oneself is never stored.
	const own = chatId === `${String(result.phone)}@s.whatsapp.net`;
	return own || pageOf(answer).total > 0 || Boolean(chatInfo.updatedAt);
}

/** The server lists what happens up to 0.9 s later (docs/warest/chats.md#0-9): a message just sent, too. */
const STORED_AFTER_MS = 1000;

/** Like {@link isStored}, but also right about a chat that an earlier node has just started. */
async function isStoredByNow(values: OfChat, item: Item): Promise<boolean> {
	if (await isStored(values, item)) return true;
	await item.api.once('time to store', async () => await sleep(STORED_AFTER_MS));
	return await isStored(values, item);
}

/**
 * Refuses a chat that doesn't exist: the server accepts any number and says that it worked
 * (docs/warest/chats.md#trap-3). Channels and broadcasts are never stored, so nothing can be said about them. A chat
 * that was seen is not looked for again: the server keeps what it has stored.
 */
export async function mustExist(values: ChatChange, item: Item): Promise<void> {
	const { sessionId, chatId, options } = values;
	const { api } = item;
	const wanted = named(sessionId, chatId);
	if (options.allowUnknown || isPublic(chatId)) return;
	if (api.seen.has(wanted)) return;
	// For a single item, reading the list would take longer.
	if (!item.isAlone) await readList(values, item);
	if (api.seen.has(wanted)) return;
	if (await api.once(wanted, async () => await isStoredByNow(values, item))) {
		api.seen.note(wanted);
		return;
	}
	throw item.failure(
		`The chat '${chatId}' does not exist in session '${sessionId}'`,
		"Check 'Chat ID / JID', or choose the chat from the list. If it is on the phone but WARest has not seen it yet, add the option 'Allow Unknown Chat'.",
	);
}
