import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import type { Path } from '../../../transport/path';
import type { Item, Output } from '../../engine/item';
import { items } from '../../engine/output';

/** The answer of a server that is not well: 503, with a report like that of a healthy one. */
const NOT_WELL = '503/8001';

/** What the server says of itself (docs/warest/server.md#v3, #v5): a result, also when it is bad news. */
export async function report(path: Path, item: Item): Promise<Output> {
	const { results, message } = await item.api.send({ ...read(path), accepts: [NOT_WELL] });
	if (results.length > 0)
		return items(results.map((result): IDataObject => ({ ...result, message })));
	throw item.failure(
		'WARest gave no report of itself',
		`Try again in a moment; if the problem persists, check the server's log. (${message})`,
	);
}
