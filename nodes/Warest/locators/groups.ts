import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { PAGE_SIZE, pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { containsWords, longestWord } from '../../whatsapp/contains';
import { sessionFor } from './chosen';
import type { Entry } from './entry';
import { untilFound } from './until-found';

const entriesOf = (groups: IDataObject[], filter: string): Entry[] =>
	groups
		.map(({ id, jid, name, subject }) => ({
			name: String(name ?? subject ?? jid ?? id),
			value: String(jid ?? id),
		}))
		.filter((entry) => containsWords(filter, entry.name, entry.value));

/** A page of the groups that had messages, last one first. */
async function storedGroups(
	api: Api,
	sessionId: string,
	filter: string,
	offset: number,
): Promise<INodeListSearchResult> {
	const query = { sessionId, limit: PAGE_SIZE, offset, search: longestWord(filter) || '@g.us' };
	const { rows, total } = pageOf(await api.send(read(path`/chats`, query)));
	const next = offset + rows.length;
	return {
		results: entriesOf(
			rows.filter(({ isGroup }) => isGroup),
			filter,
		),
		paginationToken: rows.length > 0 && next < total ? String(next) : undefined,
	};
}

/** All groups, as WhatsApp has them. */
async function allGroups(api: Api, sessionId: string): Promise<IDataObject[]> {
	const { results } = await api.send(read(path`/groups`, { sessionId }));
	return objectsIn(results[0]?.data);
}

/**
 * The groups of the chosen session. Those that WARest has stored come first; only when none of them is the one
 * that is searched for, WhatsApp is asked for all, because that makes the server report every group as updated
 * to the webhook of the session (docs/warest/groups.md#trap-21).
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await Api.open(this);
	const sessionId = await sessionFor(this, api);
	const sought = filter.trim();
	const stored = await untilFound(
		async (token) => await storedGroups(api, sessionId, sought, Number(token ?? 0)),
		paginationToken,
	);
	if (stored.results.length > 0 || paginationToken !== undefined) return stored;
	return { results: entriesOf(await allGroups(api, sessionId), sought) };
}
