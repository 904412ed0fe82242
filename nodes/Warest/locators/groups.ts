import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { collect, pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { contains } from '../../whatsapp/contains';
import { chosen } from './chosen';

type Entries = INodeListSearchResult['results'];

const entriesOf = (groups: IDataObject[], filter: string): Entries =>
	groups
		.map(({ id, jid, name, subject }) => ({
			name: String(name ?? subject ?? jid ?? id),
			value: String(jid ?? id),
		}))
		.filter((entry) => contains(filter, entry.name, entry.value));

/** The groups that had messages, last one first. */
async function storedGroups(api: Api, sessionId: string): Promise<IDataObject[]> {
	const chats = await collect(
		async (offset, limit) =>
			pageOf(await api.send(read(path`/chats`, { sessionId, limit, offset, search: '@g.us' }))),
		{},
	);
	return chats.filter(({ isGroup }) => isGroup);
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
): Promise<INodeListSearchResult> {
	const sessionId = chosen(this, 'sessionId', 'Session');
	const api = await Api.open(this);
	const stored = entriesOf(await storedGroups(api, sessionId), filter);
	return {
		results: stored.length > 0 ? stored : entriesOf(await allGroups(api, sessionId), filter),
	};
}
