import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { proverOf } from '../../transport/on-whatsapp';
import { pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { containsWords, longestWord } from '../../whatsapp/contains';
import { sessionFor } from './chosen';
import { entryOf } from './entry';
import { soughtIn } from '../../identity/sought';
import { untilFound } from './until-found';

const PAGE = 100;

/** The chats whose name or number contains the words of `text`, last message first, a page at a time. */
export async function chatsWith(
	api: Api,
	sessionId: string,
	text: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const query = { sessionId, limit: PAGE, offset, search: longestWord(text) || undefined };
	const { rows, total } = pageOf(await api.send(read(path`/chats`, query)));
	// The server looks for one text, and takes % and _ for any character.
	const matching = rows.filter(({ jid, name }) => text === '' || containsWords(text, jid, name));
	const prover = proverOf(api, sessionId);
	const results = matching.flatMap((row) => entryOf(row, prover) ?? []);
	const next = offset + rows.length;
	return { results, paginationToken: rows.length > 0 && next < total ? String(next) : undefined };
}

/** The chats of the chosen session. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await Api.open(this);
	const sessionId = await sessionFor(this, api);
	const { text } = soughtIn(filter, api.defaultCountryCode);
	return await untilFound(
		async (token) => await chatsWith(api, sessionId, text, token),
		paginationToken,
	);
}
