import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import type { Path } from '../../../transport/path';
import { people } from '../../fields/people';
import type { Item } from '../../engine/item';
import { MEASURED_VERSION } from '../../../transport/server-facts';

/** The server looks up all numbers of a request at once; the rest go into further requests. */
const AT_ONCE = 50;
/** With details, each number takes several lookups, and messages wait behind them. */
const DEEP_AT_ONCE = 10;

/** Numbers to look up. */
export const numbers = () =>
	people({
		displayName: 'Phone Numbers',
		description: 'One or more numbers with their country code. Each gets an output item.',
	});

interface Row extends IDataObject {
	/** Digits. */
	phone: string;
}

interface LookUp {
	sessionId: string;
	/** Phone numbers as digits. */
	checkNumbers: string[];
	deep?: boolean;
}

/**
 * The server answers with the object itself for one number, and with a list for several
 * (docs/warest/groups.md#trap-11).
 */
function rowsIn(result: IDataObject): IDataObject[] {
	return objectsIn(result.data ?? result);
}

/**
 * Looks up each of the numbers, in their order. They go with country code and without "+": the server leaves
 * such numbers as they are, and answers in their order (docs/warest/profile.md#endpoint-31, #endpoint-32).
 * @throws if the answer lacks one of them.
 */
export async function lookUpNumbers(
	path: Path,
	{ sessionId, checkNumbers, deep = false }: LookUp,
	item: Item,
): Promise<Row[]> {
	const found: Row[] = [];
	const size = deep ? DEEP_AT_ONCE : AT_ONCE;
	for (let at = 0; at < checkNumbers.length; at += size) {
		const some = checkNumbers.slice(at, at + size);
		const query = {
			sessionId,
			checkNumbers: some.join(','),
			...(deep && { deep: 'true' }),
		};
		const { results } = await item.api.send({ ...read(path, query), slow: true });
		const rows = rowsIn(results[0] ?? {});
		if (rows.length !== some.length) {
			throw item.failure(
				`WARest answered for ${rows.length} of ${some.length} numbers`,
				`Run this again. If the problem persists, the server may be older than version ${MEASURED_VERSION}.`,
			);
		}
		const rowOf = (digits: string) => rows.find(({ phone }) => phone === digits);
		found.push(...some.map((phone, place) => ({ ...(rowOf(phone) ?? rows[place]), phone })));
	}
	return found;
}
