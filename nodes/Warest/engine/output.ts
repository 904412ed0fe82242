import type { IDataObject } from 'n8n-workflow';
import { ownPhoneLast, withOwnPhone } from '../../identity/own-phone';
import type { Answer } from '../../transport/answer';
import type { Call } from '../../transport/call';
import { isoTime } from '../../whatsapp/time';
import type { Item, Output } from './item';

/** The usual operation: one request for each item. */
export interface Requesting<V> {
	/** What must hold before the request may go out; throws if it doesn't. */
	before?(values: V, item: Item): Promise<void>;
	request(values: V): Call;
	/** The output items; without it, one for each result of the answer. */
	output?(answer: Answer, values: V): IDataObject[];
}

/** An operation that needs more than one request, or files. */
export interface Running<V> {
	run(values: V, item: Item): Promise<Output>;
}

/** Output items for objects. */
export const items = (objects: readonly object[]): Output =>
	objects.map((json) => ({ json: ownPhoneLast(json) as IDataObject }));

/** Times that end in "At" are ISO times in all outputs; the server has this one in seconds since 1970. */
const withIsoTime = (result: IDataObject): IDataObject =>
	typeof result.updatedAt === 'number'
		? { ...result, updatedAt: isoTime(result.updatedAt * 1000) }
		: result;

/** The results of an answer; where it has none, that it worked, and what the server says of it. */
const results = ({ results, message }: Answer): IDataObject[] =>
	results.length > 0
		? results.map((result) => withIsoTime(withOwnPhone(result)))
		: [{ success: true, message }];

/** Does what an operation declares, for one item. */
export async function outputOf<V>(
	way: Requesting<V> | Running<V>,
	values: V,
	item: Item,
): Promise<Output> {
	if ('run' in way) return await way.run(values, item);
	await way.before?.(values, item);
	const answer = await item.api.send(way.request(values));
	return items(way.output?.(answer, values) ?? results(answer));
}
