import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ownPhoneLast, withOwnPhone } from '../../identity/own-phone';
import type { Answer } from '../../transport/answer';
import type { Call } from '../../transport/call';
import type { Effect } from './effect';
import { parametersOf, valuesOf, type Fields, type Values } from './field';
import type { Item, Output } from './item';
import { withoutSecrets } from './without-secrets';

/** An operation as the editor and the runner see it. */
export interface Operation {
	/** Its name in the menu. */
	name: string;
	/** Its line in the node panel, in sentence case. */
	action: string;
	description: string;
	effect: Effect;
	parameters: INodeProperties[];
	/** Reads and checks what was entered for an item; makes no change. */
	prepare(item: Item): Promise<Prepared>;
}

/** What is to be done for one item. */
export interface Prepared {
	/** What must not be overtaken: work that shares a lane is done in the order of the items. */
	lanes: readonly string[];
	run(): Promise<Output>;
}

interface Declaration<F extends Fields> {
	name: string;
	action: string;
	description: string;
	effect: Effect;
	fields: F;
}

/** The usual operation: one request for each item. */
interface Requesting<F extends Fields> extends Declaration<F> {
	/** What must hold before the request may go out; throws if it doesn't. */
	before?(values: Values<F>, item: Item): Promise<void>;
	request(values: Values<F>): Call;
	/** The output items; without it, one for each result of the answer. */
	output?(answer: Answer, values: Values<F>): IDataObject[];
}

/** An operation that needs more than one request, or files. */
interface Running<F extends Fields> extends Declaration<F> {
	run(values: Values<F>, item: Item): Promise<Output>;
}

/** Output items for objects. */
export const items = (objects: IDataObject[]): Output =>
	objects.map((json) => ({ json: ownPhoneLast(json) }));

/** The results of an answer; where it has none, that it worked, and what the server says of it. */
const results = ({ results, message }: Answer): IDataObject[] =>
	results.length > 0 ? results.map(withOwnPhone) : [{ success: true, message }];

/**
 * Declares an operation. Its fields are declared once: they are the editor's parameters, and their types are
 * those of the values that `request`, `run` and the others get.
 */
export function operation<F extends Fields>(declaration: Requesting<F> | Running<F>): Operation {
	const { name, action, description, effect, fields } = declaration;
	const run = async (values: Values<F>, item: Item): Promise<Output> => {
		if ('run' in declaration) return await declaration.run(values, item);
		await declaration.before?.(values, item);
		const answer = await item.api.send(declaration.request(values));
		return items(declaration.output?.(answer, values) ?? results(answer));
	};
	return {
		name,
		action,
		description,
		effect,
		parameters: parametersOf(fields),
		prepare: async (item) => {
			const values = await valuesOf(fields, item);
			const changes = effect === 'change' || effect === 'send';
			return {
				lanes: changes ? lanesOf(fields, values) : [],
				run: async () =>
					(await run(values, item)).map((made) => ({ ...made, json: withoutSecrets(made.json) })),
			};
		},
	};
}

/** The chats of a change, or its session where it has none; several sessions don't wait for each other. */
function lanesOf<F extends Fields>(fields: F, values: Values<F>): string[] {
	const sessionId = String((values as { sessionId?: string }).sessionId);
	const chats = Object.entries(fields).flatMap(([name, { chats }]) => chats?.(values[name]) ?? []);
	return chats.length > 0 ? chats.map((jid) => `${sessionId} ${jid}`) : [sessionId];
}

/** A group of operations in the menu. */
export interface Resource {
	name: string;
	/** By the value that workflows store; the first one is chosen until the person chooses. */
	operations: Record<string, Operation>;
}
