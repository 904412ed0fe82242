import type { INodeProperties } from 'n8n-workflow';
import type { Effect, Risk, RiskOf } from './effect';
import { parametersOf, type Complete, type Fields, type Values } from './field';
import type { Item, Output } from './item';
import { outputOf, type Requesting, type Running } from './output';
import type { ToModel } from './to-model';
import { withoutSecrets } from './without-secrets';

/** How the editor shows an operation. */
export interface Texts {
	/** Its name in the menu. */
	name: string;
	/** Its line in the node panel, in sentence case. */
	action: string;
	description: string;
	/** What a model gets of it that differs from what a person gets. */
	toModel?: ToModel;
}

/** An operation as the editor and the runner see it. */
export interface Operation extends Texts {
	effect: Effect;
	risk: Risk;
	/** What the runner reads and checks for each item. */
	fields: Fields;
	parameters: INodeProperties[];
	/** Does it for one item, with the values of its fields. */
	run(values: Values<Fields>, item: Item): Promise<Output>;
}

/** An operation whose output has no secret in it. */
export function operationOf(
	{ name, action, description, risk, toModel }: Texts & { risk: Risk },
	effect: Effect,
	fields: Fields,
	run: Operation['run'],
): Operation {
	return {
		name,
		action,
		description,
		toModel,
		effect,
		risk,
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
export function operation<E extends Effect, F extends Fields>(
	declaration: Texts & { effect: E; risk: RiskOf<E>; fields: F & Complete<F> } & (
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

/** The operations that send. */
export const sendingIn = (resources: Record<string, Resource>): string[] =>
	Object.values(resources).flatMap(({ operations }) =>
		Object.entries(operations).flatMap(([name, { effect }]) => (effect === 'send' ? [name] : [])),
	);
