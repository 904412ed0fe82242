import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { proverOf } from '../../transport/on-whatsapp';
import { pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { FOREIGN_SESSION } from '../../transport/server-facts';
import { contains } from '../../whatsapp/contains';
import { searchChats } from './chats';
import { chosen } from './chosen';
import { entryOf } from './entry';

const PAGE = 500;

/** Chats of somebody else's session may be read, its contacts and groups may not (docs/warest/server.md#1-2). */
const FORBIDDEN = [FOREIGN_SESSION] as const;

async function contactsAfter(api: Api, sessionId: string, offset: number): Promise<IDataObject[]> {
	const query = { sessionId, limit: String(PAGE), offset: String(offset) };
	const { results } = await api.send({
		...read(path`/profile/list-contacts`, query),
		accepts: FORBIDDEN,
	});
	return objectsIn(results[0]?.data);
}

async function groupsOf(api: Api, sessionId: string): Promise<IDataObject[]> {
	const { results } = await api.send({ ...read(path`/groups`, { sessionId }), accepts: FORBIDDEN });
	return objectsIn(results[0]?.data);
}

/** Who stands among the recent chats already. */
async function withChat(api: Api, sessionId: string): Promise<ReadonlySet<unknown>> {
	const { rows } = pageOf(await api.send(read(path`/chats`, { sessionId, limit: PAGE })));
	return new Set(rows.map(({ jid }) => jid));
}

/**
 * Recent chats first, then the other contacts, then, in a search, the other groups, a page at a time; the
 * token names the list and how far it was read.
 */
export async function searchRecipients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = 'chats:0',
): Promise<INodeListSearchResult> {
	const sessionId = chosen(this, 'sessionId', 'Session');
	const [list, position] = paginationToken.split(':');
	if (list === 'chats') {
		const { results, paginationToken: next } = await searchChats.call(this, filter, position);
		return { results, paginationToken: next === undefined ? 'contacts:0' : `chats:${next}` };
	}
	const api = await Api.open(this);
	const listed = await withChat(api, sessionId);
	const prover = proverOf(api, sessionId);
	const matching = (rows: IDataObject[]) =>
		rows
			.filter(({ jid }) => !listed.has(jid))
			.flatMap((row) => entryOf(row, prover) ?? [])
			.filter(({ name }) => contains(filter, name));
	if (list === 'contacts') {
		const contacts = await contactsAfter(api, sessionId, Number(position));
		const more = contacts.length === PAGE ? `contacts:${Number(position) + PAGE}` : undefined;
		// Listing the groups reports each of them to the webhook: only when somebody looks for one.
		const last = filter === '' ? undefined : 'groups:0';
		return { results: matching(contacts), paginationToken: more ?? last };
	}
	const groups = await groupsOf(api, sessionId);
	return { results: matching(groups.map(({ id, subject }) => ({ jid: id, name: subject }))) };
}
