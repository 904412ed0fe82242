import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ownPhoneLast, withOwnPhone } from '../../identity/own-phone';
import type { Answer } from '../../transport/answer';
import type { Call } from '../../transport/call';
import type { Effect } from './effect';
import { parametersOf, type Complete, type Fields, type Values } from './field';
import type { Item, Output } from './item';
import { withoutSecrets } from './without-secrets';

/** How the editor shows an operation. */
export interface Texts {
	/** Its name in the menu. */
	name: string;
	/** Its line in the node panel, in sentence case. */
	action: string;
	description: string;
}

/** An operation as the editor and the runner see it. */
export interface Operation extends Texts {
	effect: Effect;
	/** What the runner reads and checks for each item. */
	fields: Fields;
	parameters: INodeProperties[];
	/** Does it for one item, with the values of its fields. */
	run(values: Values<Fields>, item: Item): Promise<Output>;
}

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
export const items = (objects: IDataObject[]): Output =>
	objects.map((json) => ({ json: ownPhoneLast(json) }));

/** The results of an answer; where it has none, that it worked, and what the server says of it. */
const results = ({ results, message }: Answer): IDataObject[] =>
	results.length > 0 ? results.map(withOwnPhone) : [{ success: true, message }];

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

/** An operation whose output has no secret in it. */
export function operationOf(
	{ name, action, description }: Texts,
	effect: Effect,
	fields: Fields,
	run: Operation['run'],
): Operation {
	return {
		name,
		action,
		description,
		effect,
		fields,
		parameters: parametersOf(fields),
		run: async (values, item) => {
			const output = await run(values, item);
			return output.map((made) => ({ ...made, json: withoutSecrets(made.json) }));
		},
	};
}

/**
 * Declares an operation. Its fields are declared once: they are the editor's parameters, and their types are
 * those of the values that `request`, `run` and the others get.
 */
export function operation<F extends Fields>(
	declaration: Texts & { effect: Effect; fields: F & Complete<F> } & (
			Requesting<Values<F>> | Running<Values<F>>
		),
): Operation {
	const { effect, fields } = declaration;
	return operationOf(
		declaration,
		effect,
		fields,
		async (values, item) => await outputOf(declaration, values as Values<F>, item),
	);
}

/** A group of operations in the menu. */
export interface Resource {
	name: string;
	/** By the value that workflows store; the first one is chosen until the person chooses. */
	operations: Record<string, Operation>;
}
