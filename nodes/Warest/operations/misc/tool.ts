import type { IDataObject } from 'n8n-workflow';
import { readByPost, type Call } from '../../../transport/call';
import { explainedBy, type Meaning, type Meanings } from '../../../transport/failures/explanation';
import { FROM_TOOLS } from '../../../transport/failures/words';
import type { Path } from '../../../transport/path';
import type { Item } from '../../engine/item';

const toolCall = (path: Path, body: IDataObject, meanings: Meanings): Call => ({
	...readByPost(path, body),
	slow: true,
	explain: explainedBy(meanings, FROM_TOOLS),
});

/**
 * Asks one of the server's tools, which change nothing, and gives its one result.
 * @param meanings what the server's words mean for this tool
 */
export async function useTool(
	path: Path,
	body: IDataObject,
	item: Item,
	meanings: Meanings = [],
): Promise<IDataObject> {
	const { results } = await item.api.send(toolCall(path, body, meanings));
	return results[0] ?? {};
}

/**
 * Tries several bodies of which at most one can be right, because the server authenticates what it decrypts,
 * and gives the result of that one.
 * @param wrong what the server says to the others
 */
export async function useToolUntilRight(
	path: Path,
	[body, ...others]: IDataObject[],
	item: Item,
	meanings: Meanings,
	wrong: Meaning & { said: RegExp },
): Promise<IDataObject> {
	const call = toolCall(path, body, [...meanings, wrong]);
	const accepts = others.length > 0 ? [wrong.said] : [];
	const { succeeded, results } = await item.api.send({ ...call, accepts });
	if (succeeded) return results[0] ?? {};
	return await useToolUntilRight(path, others, item, meanings, wrong);
}
