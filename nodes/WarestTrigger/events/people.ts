import type { IDataObject } from 'n8n-workflow';
import { personOf, withoutDevice, type Person } from '../../identity/person';
import { textOf } from './values';

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
	const chat = withoutDevice(remoteJid);
	if (chat === '') return null;
	return chat.endsWith('@lid') ? personOf([senderPn, chat]).jid : chat;
}
