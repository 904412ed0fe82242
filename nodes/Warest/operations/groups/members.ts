import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import type { KnownJid, KnownPhone, Lid } from '../../../identity/known';
import { personOf } from '../../../identity/person';
import type { Item } from '../../engine/item';
import { askGroup, resultOf, type OfGroup } from './group-change';

/** A participant; one who hides their number has no `phone`, and the LID as `jid`. */
export interface Member extends IDataObject {
	id: string;
	jid: KnownJid | Lid | null;
	phone: KnownPhone | null;
	lid: Lid | null;
	isMe: boolean;
	isAdmin: boolean;
	isSuperAdmin: boolean;
}

/**
 * A row of the participants; where phone number and LID are differs from group to group
 * (docs/warest/groups.md#endpoint-17).
 */
function memberOf({ id, jid, lid, isMe, isAdmin, isSuperAdmin }: IDataObject): Member {
	const person = personOf([jid, id, lid]);
	return {
		id: String(id),
		jid: person.jid,
		phone: person.phone,
		lid: person.lid,
		isMe: isMe === true,
		isAdmin: isAdmin === true,
		isSuperAdmin: isSuperAdmin === true,
	};
}

/** See docs/warest/groups.md#endpoint-17. */
export async function membersOf({ sessionId, groupId }: OfGroup, item: Item): Promise<Member[]> {
	const answer = await askGroup(read(path`/group/participants`, { sessionId, groupId }), item);
	return objectsIn(resultOf(answer).participants).map(memberOf);
}
