import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import type { Path } from '../../../transport/path';
import { people } from '../../fields/people';
import type { Item } from '../../operation/item';

/** The server asks for all numbers of a request at once; more go into further requests. */
const AT_ONCE = 50;
/** With details each number takes several look-ups, and messages wait behind them. */
const DEEP_AT_ONCE = 10;

/** Numbers to look up. */
export const numbers = () =>
	people({
		displayName: 'Phone Numbers',
		description: 'One or several numbers with their country code. Each gets an output item.',
	});

interface LookUp {
	sessionId: string;
	/** Phone numbers as digits. */
	checkNumbers: string[];
	deep?: boolean;
}

/** The server answers with the object itself for one number, with a list for several (contract trap 11). */
function rowsIn(result: IDataObject): IDataObject[] {
	const { data } = result;
	if (Array.isArray(data)) return data as IDataObject[];
	return [(data ?? result) as IDataObject];
}

/**
 * Looks up each of the numbers, in their order. They go with country code and without "+": the server leaves
 * such numbers as they are (contract groups-profile #31).
 * @throws if the answer lacks one of them.
 */
export async function lookUpNumbers(
	path: Path,
	{ sessionId, checkNumbers, deep = false }: LookUp,
	item: Item,
): Promise<IDataObject[]> {
	const found = new Map<unknown, IDataObject>();
	const size = deep ? DEEP_AT_ONCE : AT_ONCE;
	for (let at = 0; at < checkNumbers.length; at += size) {
		const some = checkNumbers.slice(at, at + size).join(',');
		const query = { sessionId, checkNumbers: some, ...(deep && { deep: 'true' }) };
		const { results } = await item.api.send({ ...read(path, query), slow: true });
		for (const row of rowsIn(results[0] ?? {})) found.set(row.phone, row);
	}
	return checkNumbers.map((digits) => {
		const row = found.get(digits);
		if (row) return row;
		throw item.failure(
			`WARest did not answer for +${digits}`,
			'Run this again; if it stays so, the server may be older than version 0.3.44.',
		);
	});
}
