import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { contains, hasWildcard } from '../../whatsapp/contains';
import { phoneOfJid } from '../../identity/jid';
import { chosen } from './chosen';

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
	const results = matching.map(({ jid, name, isGroup }) => {
		const detail = isGroup ? 'group' : phoneOfJid(String(jid));
		return {
			name: detail && name !== detail ? `${name} (${detail})` : String(name),
			value: String(jid),
		};
	});
	const next = offset + rows.length;
	return { results, paginationToken: rows.length > 0 && next < total ? String(next) : undefined };
}
