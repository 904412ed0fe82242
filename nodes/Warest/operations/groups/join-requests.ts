import type { IDataObject } from 'n8n-workflow';
import {
	phoneOfDigits,
	type KnownDigits,
	type KnownJid,
	type KnownPhone,
	type Lid,
} from '../../../identity/known';
import { personOf } from '../../../identity/person';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import type { Item } from '../../engine/item';
import { askGroup, resultOf, type OfGroup } from './group-change';

/** A person who asks to join a group; one who hides their number has no `phone`, and the LID as `jid`. */
export interface JoinRequest extends IDataObject {
	/** What "Approve" and "Reject Join Request" take as a participant. */
	participant: KnownJid | Lid | null;
	jid: KnownJid | Lid | null;
	phone: KnownPhone | null;
	lid: Lid | null;
}

/**
 * The server puts whatever WhatsApp lists into `lid`, a phone number too (docs/warest/groups.md#endpoint-22,
 * #trap-18).
 */
function requestOf({ jid, lid, ...rest }: IDataObject): JoinRequest {
	const person = personOf([jid, lid]);
	const { jid: participant, phone, lid: hidden } = person;
	return { participant, ...rest, jid: participant, phone, lid: hidden };
}

/** See docs/warest/groups.md#endpoint-22. Also empty when the session may not see them. */
export async function joinRequestsOf(
	{ sessionId, groupId }: OfGroup,
	item: Item,
): Promise<JoinRequest[]> {
	const call = read(path`/group/participants/requests`, { sessionId, groupId });
	return objectsIn(resultOf(await askGroup(call, item)).joinRequests).map(requestOf);
}

interface Unasked {
	/** Numbers that did not ask to join, and why nothing is done for them. */
	unasked: Map<KnownDigits, string>;
	/** Whether the list tells who asked: WARest also gives an empty one when it can't read it. */
	isKnown: boolean;
}

/** Which of the participants never asked to join, as far as the list of requests shows. */
export async function withoutRequest(
	{ participants, ...values }: OfGroup & { participants: KnownDigits[] },
	item: Item,
): Promise<Unasked> {
	const asked = (await joinRequestsOf(values, item)).map(({ phone }) => phone);
	const isKnown = asked.length > 0 && !asked.includes(null);
	const others = isKnown ? participants.filter((each) => !asked.includes(phoneOfDigits(each))) : [];
	const reason = 'There is no join request from this number.';
	return { unasked: new Map(others.map((digits) => [digits, reason])), isKnown };
}
