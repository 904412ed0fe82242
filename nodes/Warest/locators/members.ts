import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { personOf } from '../../identity/person';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { path, type Path } from '../../transport/path';
import { containsWords } from '../../whatsapp/contains';
import { groupJid } from '../fields/group';
import { isRefusal } from '../../whatsapp/refusal';
import { userError } from '../../transport/failures/user-error';
import { chosen, sessionFor } from './chosen';
import { contactNames } from '../../transport/contacts';
import type { Entry } from './entry';
import { soughtIn } from '../../identity/sought';

/** Which people of a group a list has, and where the server keeps them. */
interface People {
	path: Path;
	field: string;
}

const MEMBERS: People = { path: path`/group/participants`, field: 'participants' };
const ASKING: People = { path: path`/group/participants/requests`, field: 'joinRequests' };

/** A row of either list; one who hides their number can't be named in a request, so it isn't offered. */
function entryFor({ id, jid, lid, isAdmin, isMe }: IDataObject, names: Map<unknown, unknown>) {
	const { jid: known, phone } = personOf([jid, id, lid]);
	if (phone === null || known === null || isMe === true) return [];
	const name = names.get(known);
	const shown = typeof name === 'string' && /\p{L}/u.test(name) ? `${name} (${phone})` : phone;
	return [{ name: isAdmin === true ? `${shown}, admin` : shown, value: phone }];
}

async function search(
	context: ILoadOptionsFunctions,
	{ path: address, field }: People,
	filter: string,
): Promise<INodeListSearchResult> {
	const groupId = groupJid(chosen(context, 'groupId', 'Group'));
	if (isRefusal(groupId)) {
		throw userError(context.getNode(), `'Group' ${groupId.problem}`, groupId.expected);
	}
	const api = await Api.open(context);
	const sessionId = await sessionFor(context, api);
	const { results } = await api.send(read(address, { sessionId, groupId }));
	const rows = objectsIn(results[0]?.[field]);
	const names = rows.length > 0 ? await contactNames(api, sessionId) : new Map();
	const { text } = soughtIn(filter, api.defaultCountryCode);
	const entries: Entry[] = rows.flatMap((row) => entryFor(row, names));
	return { results: entries.filter(({ name }) => containsWords(text, name)) };
}

/** The members of the chosen group whose numbers are known, without the session's own account. */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await search(this, MEMBERS, filter);
}

/** Those who ask to join the chosen group, and whose numbers are known. */
export async function searchJoinRequests(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await search(this, ASKING, filter);
}
