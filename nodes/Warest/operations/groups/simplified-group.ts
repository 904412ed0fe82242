import type { IDataObject } from 'n8n-workflow';
import { isoTime } from '../../../whatsapp/time';
import { simplified } from '../../fields/simplify';

const FIELDS = [
	'sessionId',
	'groupId',
	'subject',
	'desc',
	'participantsCount',
	'owner',
	'createdAt',
	'announce',
	'restrict',
	'joinApprovalMode',
];

/**
 * What people look at of a group. WhatsApp tells in seconds since 1970 when it was created, and the owner's number
 * beside their LID, if it gives it (docs/warest/groups.md#endpoint-1).
 */
export function simplifiedGroup(group: IDataObject): IDataObject {
	const { creation, owner, ownerJid } = group;
	const createdAt = typeof creation === 'number' ? isoTime(creation * 1000) : null;
	return simplified({ ...group, owner: ownerJid || owner, createdAt }, FIELDS);
}
