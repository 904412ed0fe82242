import type { INodeListSearchResult } from 'n8n-workflow';

/**
 * Reads on, page by page, until something was found: of an empty page the editor says "No results", even if there are
 * more pages.
 */
export async function untilFound(
	load: (token: string | undefined) => Promise<INodeListSearchResult>,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const page = await load(token);
	const { results, paginationToken: next } = page;
	return results.length > 0 || next === undefined ? page : await untilFound(load, next as string);
}
