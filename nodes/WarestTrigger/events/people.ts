import type { IDataObject } from 'n8n-workflow';
import { phoneOfJid } from '../../identity/jid';
import { textOf } from './values';

/** A person, by what is really known of them: a LID never stands in for a phone number. */
export interface Person {
	/** The JID of the phone number, or the LID where the number isn't known. */
	jid: string | null;
	/** With a plus sign. */
	phone: string | null;
	lid: string | null;
	name: string | null;
}

/** Without the linked device: "628…:7@s.whatsapp.net". */
const plain = (jid: unknown): string => textOf(jid).replace(/:\d+(?=@)/, '');
const isLid = (jid: string) => jid.endsWith('@lid');
const digits = (jid: string) => jid.split('@')[0];

/**
 * Who several JIDs, all of the same person, name. The server makes phone numbers of the digits of LIDs
 * (contract webhooks 5.1): such a one is left out if the LID is among the JIDs as well.
 */
export function personOf(jids: unknown[], name: string | null = null): Person {
	const given = jids.map(plain).filter((jid) => jid !== '');
	const lids = given.filter(isLid);
	const faked = new Set(lids.map(digits));
	const jid = given.find((entry) => phoneOfJid(entry) !== null && !faked.has(digits(entry)));
	return {
		jid: jid ?? lids[0] ?? null,
		phone: jid ? phoneOfJid(jid) : null,
		lid: lids[0] ?? null,
		name,
	};
}

export const isGroup = (jid: string | null): boolean => jid?.endsWith('@g.us') ?? false;

/** Who wrote the message with this key, best knowledge first. */
export function authorOf(key: IDataObject, sender: IDataObject, name: string | null): Person {
	const { remoteJid, participant, participantPn, participantLid, rawParticipant } = key;
	const { senderPn, senderLid } = key;
	const chat = textOf(remoteJid);
	// In a chat with a person, it is the person, unless it is one's own.
	const other = isGroup(chat) || key.fromMe === true ? [] : [remoteJid];
	const known = [participantPn, senderPn, rawParticipant, participant, sender.authorJid];
	return personOf([...known, ...other, participantLid, senderLid], name);
}

/**
 * The chat of a key. A chat with a person goes by the phone number where it is known, because no request can
 * reach a LID.
 */
export function chatOf({ remoteJid, senderPn }: IDataObject): string | null {
	const chat = plain(remoteJid);
	if (chat === '') return null;
	return isLid(chat) ? personOf([senderPn, chat]).jid : chat;
}
