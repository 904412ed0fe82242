import type { IDataObject } from 'n8n-workflow';
import { claimText, isClaimed, isLid, listedJid, type Listed } from '../../identity/claim';
import type { KnownJid, Lid } from '../../identity/known';
import type { Api } from '../../transport/api';
import { isRateLimited } from '../../transport/failures/errors';
import { numberBehind, proverOf, rememberedNumberBehind } from '../../transport/on-whatsapp';
import { textsOf } from '../events/values';
import type { Named, People } from './history';
import type { ListedChat } from './history-reader';

/** A check asks for so many numbers behind LIDs: each costs a request, and how many hide theirs, strangers decide. */
const MOST_LOOK_UPS = 10;
/** So often a look-up may fail before a message goes out without the number. */
const MOST_TRIES = 2;

export interface Row {
	row: IDataObject;
	chat: ListedChat;
}

/** Who wrote some rows of the history. */
export interface Writers {
	people: People;
	/** Whether the number of who wrote a row is still to be asked for. */
	isPending(row: Row): boolean;
}

const writersOf = ({ row, chat }: Row): unknown[] => [chat.jid, row.senderJid];

/** What each of these JIDs of the history names; nothing else is in it. */
function listedIn(jids: unknown[]): Map<string, Listed> {
	const listed = new Map<string, Listed>();
	for (const jid of jids) {
		const who = listedJid(jid);
		if (who !== null) listed.set(String(jid), who);
	}
	return listed;
}

/**
 * Who wrote some rows of the history, in which chats, and who is mentioned. The history writes the LID of a person
 * whose number is hidden as if it were a phone number (docs/warest/chats.md#c1): an answer to it would reach somebody
 * else. So only WhatsApp's word counts; it is asked for all who wrote at once. Nobody is looked up for having been
 * mentioned: whom a stranger mentions, and how many, would decide what the account asks WhatsApp.
 * @param tries by LID: how often its number was asked for in vain
 * @throws if WhatsApp could not be asked
 */
export async function writersIn(
	api: Api,
	sessionId: string,
	rows: readonly Row[],
	tries: Map<string, number>,
): Promise<Writers> {
	const prover = proverOf(api, sessionId);
	const writers = listedIn(rows.flatMap(writersOf));
	const verdicts = await prover.settle([...writers.values()]);
	const named = new Map<string, Named>();
	const pending = new Set<string>();
	let left = MOST_LOOK_UPS;

	/** The number behind a LID; undefined if it is still to be asked for. */
	const lookUp = async (lid: Lid): Promise<KnownJid | null | undefined> => {
		const remembered = rememberedNumberBehind(api, sessionId, lid);
		if (remembered !== undefined) return remembered;
		const tried = tries.get(lid) ?? 0;
		if (tried >= MOST_TRIES) return null;
		if (left === 0) return undefined;
		left -= 1;
		return await numberBehind(api, sessionId, lid).catch((error: Error) => {
			if (!isRateLimited(error)) throw error;
			left = 0;
			tries.set(lid, tried + 1);
			return tried + 1 < MOST_TRIES ? undefined : null;
		});
	};

	for (const [index, jid] of [...writers.keys()].entries()) {
		const verdict = verdicts[index];
		if (verdict === null) throw new Error('WhatsApp could not be asked who wrote.');
		const phone = isLid(verdict) ? await lookUp(verdict) : null;
		if (phone === undefined) pending.add(jid);
		else named.set(jid, { jid: verdict, phone });
	}
	for (const [jid, who] of listedIn(rows.flatMap(({ row }) => textsOf(row.mentionedJids)))) {
		const known = prover.atOnce(who) ?? (isClaimed(who) ? claimText(who) : who);
		if (!named.has(jid)) named.set(jid, { jid: known, phone: null });
	}
	return {
		people: (jid) => named.get(String(jid)) ?? null,
		isPending: (row) => writersOf(row).some((jid) => pending.has(String(jid))),
	};
}
