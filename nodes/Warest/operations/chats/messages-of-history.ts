import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../../message/form';
import { contentOfRow } from '../../../message/history-row';
import { objectsIn, type Answer } from '../../../transport/answer';
import { isoTime } from '../../../whatsapp/time';
import type { Item } from '../../engine/item';
import { identitiesOf, type Identity } from '../identified';

/** A message of a chat's history, with what has been done to it since. */
export interface HistoryMessage extends Omit<Message, 'sender' | 'quoted'> {
	/** Who wrote it; the number of the session's own account is `ownPhone`. */
	sender: HistorySender | null;
	/** The history has only its ID. */
	quoted: { messageId: string } | null;
	reactions: Array<{ emoji: string; from: string | null }>;
	isEdited: boolean;
	isDeleted: boolean;
}

interface HistorySender extends Identity {
	name: string | null;
}

const NOBODY: Identity = { jid: null, phone: null, lid: null };

const mentionsIn = ({ mentionedJids }: IDataObject) => (mentionedJids ?? []) as unknown[];

/** What a page of a chat's history calls the chat; null where the server has nothing but its JID. */
export function chatNameIn({ results: [page] }: Answer): string | null {
	const [{ jid, name } = {}] = objectsIn(page?.chatInfo ?? []);
	return typeof name === 'string' && name !== '' && name !== String(jid).split('@')[0]
		? name
		: null;
}

/** The JIDs that a row names, for {@link identitiesOf}. */
export const jidsIn = (row: IDataObject): unknown[] => [
	row.toJid,
	row.senderJid,
	...mentionsIn(row),
	...objectsIn(row.reactions ?? []).map(({ from }) => from),
];

/** A person with the number of the session's own account apart, so that nobody writes to it by mistake. */
export const senderOf = (identity: Identity, fromMe: boolean): Identity =>
	fromMe ? { ...identity, phone: null, ownPhone: identity.phone } : identity;

/**
 * Rows of a chat's history (docs/warest/chats.md#c2) in the form that messages of the trigger have, too. People are
 * named by what is really known of them; WhatsApp may be asked for that, once for all rows.
 * @param chatName what the chat is called: a person's, for what they wrote
 */
export async function messagesOfHistory(
	rows: readonly IDataObject[],
	{ sessionId, chatName = null }: { sessionId: string; chatName?: string | null },
	item: Item,
): Promise<HistoryMessage[]> {
	const identities = await identitiesOf(rows.flatMap(jidsIn), sessionId, item);
	const who = (jid: unknown) => identities.get(jid) ?? NOBODY;
	return rows.map((row) => {
		const chat = who(row.toJid);
		const isGroup = chat.jid?.endsWith('@g.us') ?? false;
		const fromMe = row.fromMe === true;
		const { quotedMessageId } = row;
		const name = isGroup || fromMe ? null : chatName;
		return {
			sessionId,
			chatId: chat.jid,
			phone: chat.phone,
			lid: chat.lid,
			isGroup,
			// Where the server doesn't know the member of a group, it names the group.
			sender:
				isGroup && row.senderJid === row.toJid
					? null
					: { ...senderOf(who(row.senderJid), fromMe), name },
			fromMe,
			messageId: typeof row.id === 'string' ? row.id : null,
			...contentOfRow(row, item.api.address),
			quoted:
				typeof quotedMessageId === 'string' && quotedMessageId !== ''
					? { messageId: quotedMessageId }
					: null,
			mentions: mentionsIn(row).flatMap((jid) => who(jid).jid ?? []),
			reactions: objectsIn(row.reactions ?? []).map(({ emoji, from }) => ({
				emoji: String(emoji),
				from: who(from).jid,
			})),
			isEdited: row.isEdited === true && row.isDeleted !== true,
			isDeleted: row.isDeleted === true,
			sentAt: isoTime(Number(row.timestamp) * 1000) ?? '',
		};
	});
}
