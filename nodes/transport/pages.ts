import type { IDataObject } from 'n8n-workflow';
import { objectsIn, type Answer } from './answer';

/** The server clamps every page to this many rows (docs/warest/chats.md#c1, #c2). */
export const PAGE_SIZE = 500;

/** One page of rows, and how many rows match in all. */
export interface Page {
	rows: IDataObject[];
	total: number;
}

/** The page in an answer of `/chats` and `/chats/:chatId/messages`. */
export function pageOf({ results }: Answer): Page {
	const [result = {}] = results;
	const rows = objectsIn(result.data);
	const [{ total } = {} as IDataObject] = objectsIn(result.pagination);
	return { rows, total: typeof total === 'number' ? total : rows.length };
}

/**
 * The rows of as many pages as it takes to have `wanted` rows that pass `keep` (undefined: all there are).
 * The lists are live: a row that a new message shifts onto the next page isn't given twice.
 */
export async function collect(
	load: (offset: number, limit: number) => Promise<Page>,
	{
		wanted = Infinity,
		keep = () => true,
	}: { wanted?: number; keep?: (row: IDataObject) => boolean },
): Promise<IDataObject[]> {
	const found = new Map<unknown, IDataObject>();
	const size = Math.min(wanted, PAGE_SIZE);
	for (let offset = 0; ;) {
		const { rows, total } = await load(offset, size);
		for (const row of rows) {
			if (found.size < wanted && keep(row) && !found.has(row.id)) found.set(row.id, row);
		}
		offset += rows.length;
		if (rows.length === 0 || offset >= total || found.size >= wanted) return [...found.values()];
	}
}
