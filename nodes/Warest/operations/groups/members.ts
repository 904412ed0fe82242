import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { phoneOfJid } from '../../../identity/jid';
import type { Item } from '../../operation/item';
import { askGroup, resultOf, type OfGroup } from './group-request';

/** A participant; who hides the number has no `jid` and no `phone`. */
export interface Member extends IDataObject {
	id: string;
	jid: string | null;
	lid: string | null;
	phone: string | null;
	isMe: boolean;
	isAdmin: boolean;
	isSuperAdmin: boolean;
}

export const text = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** The digits of a person's JID; null for LIDs, which are no phone numbers. */
export const digitsOfJid = (jid: string | null) => (jid && phoneOfJid(jid)?.slice(1)) ?? null;

/** A row of the participants; phone number and LID stand in different places from group to group (contract #17). */
function memberOf({ id, jid, lid, isMe, isAdmin, isSuperAdmin }: IDataObject): Member {
	const ids = [text(jid), text(id), text(lid)];
	const phoneJid = ids.find((each) => digitsOfJid(each) !== null) ?? null;
	return {
		id: String(id),
		jid: phoneJid,
		lid: ids.find((each) => each?.endsWith('@lid')) ?? null,
		phone: digitsOfJid(phoneJid),
		isMe: isMe === true,
		isAdmin: isAdmin === true,
		isSuperAdmin: isSuperAdmin === true,
	};
}

/** Contract groups-profile #17. */
export async function membersOf({ sessionId, groupId }: OfGroup, item: Item): Promise<Member[]> {
	const answer = await askGroup(read(path`/group/participants`, { sessionId, groupId }), item);
	return objectsIn(resultOf(answer).participants).map(memberOf);
}
