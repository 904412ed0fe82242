import { localPart, withoutDevice } from '../../recipients';
import { storedJidOf } from '../../world/chats';
import type { Session } from '../../world/types';

/**
 * How the server writes an author: a LID of 10 to 15 digits becomes the phone number that it looks
 * like, a longer one stays (docs/warest/webhooks.md#5-1).
 */
function authorOf(jid: string): string {
	const plain = withoutDevice(jid);
	return /^\d{10,15}$/.test(localPart(plain)) ? storedJidOf(plain) : plain;
}

const isLid = (jid: string) => jid.endsWith('@lid');

/** The phone behind a LID, if the session knows it. */
const phoneOf = (session: Session, lid: string) =>
	[...session.contacts.values()].find((contact) => contact.lid === lid)?.jid;

const filled = (fields: Record<string, string | undefined>) =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Who a message is from, as WhatsApp names them in addition to the key's own fields. */
function namesOf(session: Session, remoteJid: string, from: string) {
	if (remoteJid.endsWith('@g.us')) {
		if (isLid(from)) return filled({ participantPn: phoneOf(session, from) });
		return filled({ participantLid: session.contacts.get(from)?.lid ?? undefined });
	}
	if (!isLid(remoteJid)) return {};
	return filled({ senderPn: phoneOf(session, remoteJid), senderLid: remoteJid });
}

export interface KeyParts {
	remoteJid: string;
	id: string;
	from: string;
	fromMe?: boolean;
}

/**
 * The key of a message as it stands in webhooks: always with a participant; where there was one
 * already, the original remains beside it (docs/warest/webhooks.md#5-1).
 */
export function keyOf(session: Session, { remoteJid, id, from, fromMe = false }: KeyParts) {
	const isGroup = remoteJid.endsWith('@g.us');
	const author = authorOf(from);
	return {
		remoteJid,
		fromMe,
		id,
		...namesOf(session, remoteJid, from),
		participant: author,
		...(isGroup && author !== `${localPart(from)}@lid` && { rawParticipant: from }),
	};
}

/** `sender` of the events that have one. */
export const senderOf = ({ remoteJid, from, fromMe = false }: Omit<KeyParts, 'id'>) => ({
	chatId: remoteJid,
	fromMe,
	isGroup: remoteJid.endsWith('@g.us'),
	authorJid: authorOf(from),
});

/** The key of an earlier message inside a newer one; only groups say who wrote it. */
export const innerKey = (
	remoteJid: string,
	{ id, fromMe, from }: { id: string; fromMe: boolean; from: string },
) => ({
	remoteJid,
	fromMe,
	id,
	...(remoteJid.endsWith('@g.us') && { participant: from }),
});
