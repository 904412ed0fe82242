import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { proverOf } from '../../transport/on-whatsapp';
import { pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { contains, hasWildcard } from '../../whatsapp/contains';
import { chosen } from './chosen';
import { entryOf } from './entry';

const PAGE = 100;

/** The chats of the chosen session, last message first, a page at a time. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const sessionId = chosen(this, 'sessionId', 'Session');
	const offset = Number(paginationToken ?? 0);
	const api = await Api.open(this);
	const { rows, total } = pageOf(
		await api.send(
			read(path`/chats`, { sessionId, limit: PAGE, offset, search: filter || undefined }),
		),
	);
	// The server takes % and _ for any character.
	const matching = rows.filter(
		({ jid, name }) => !filter || !hasWildcard(filter) || contains(filter, jid, name),
	);
	const prover = proverOf(api, sessionId);
	const results = matching.flatMap((row) => entryOf(row, prover) ?? []);
	const next = offset + rows.length;
	return { results, paginationToken: rows.length > 0 && next < total ? String(next) : undefined };
}
