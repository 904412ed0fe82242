import type { IDataObject } from 'n8n-workflow';
import { isLid, listedJid, type Listed } from '../../identity/claim';
import type { KnownJid, Lid } from '../../identity/known';
import type { Api } from '../../transport/api';
import { numberBehind, proverOf } from '../../transport/on-whatsapp';
import { textsOf } from '../events/values';
import type { Named, People } from './history';
import type { ListedChat } from './history-reader';

/**
 * Who wrote some rows of the history, in which chats, and who is mentioned. The history writes the LID of a person
 * whose number is hidden as if it were a phone number (docs/warest/chats.md#c1): an answer to it would reach somebody
 * else. So only WhatsApp's word counts; it is asked for all of them at once.
 * @throws if WhatsApp could not be asked
 */
export async function peopleOf(
	api: Api,
	sessionId: string,
	rows: ReadonlyArray<{ row: IDataObject; chat: ListedChat }>,
): Promise<People> {
	const listed = new Map<string, Listed>();
	for (const { row, chat } of rows) {
		for (const jid of [chat.jid, row.senderJid, ...textsOf(row.mentionedJids)]) {
			const who = listedJid(jid);
			if (who !== null) listed.set(String(jid), who);
		}
	}
	const entries = [...listed];
	const verdicts = await proverOf(api, sessionId).settle(entries.map(([, who]) => who));
	const named = new Map<string, Named>();
	for (const [index, [jid]] of entries.entries()) {
		const verdict: KnownJid | Lid | null = verdicts[index];
		if (verdict === null) throw new Error('WhatsApp could not be asked who wrote.');
		const phone = isLid(verdict) ? await numberBehind(api, sessionId, verdict) : null;
		named.set(jid, { jid: verdict, phone });
	}
	return (jid) => named.get(String(jid)) ?? null;
}
