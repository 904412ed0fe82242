import type { INodeProperties } from 'n8n-workflow';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { ByModel } from './by-model';
import type { Item } from './item';

/** Where a value was entered: in an item of the action node, or in the trigger. */
export interface FieldContext {
	/** Digits, or '' when the credential has none. */
	readonly defaultCountryCode: string;
	/** The time zone of a date that names none. */
	readonly timezone: string;
	/** The error for a value that can't be used: "'Label' is …", the value, and what is expected. */
	refusal(label: string, value: unknown, problem: string, expected: string): Error;
}

/** The parameter as the editor shows it; its name is the field's key in the operation. */
export type Parameter = Omit<INodeProperties, 'name'>;

/**
 * One parameter of an operation: what the editor asks, and the checked value that a request gets.
 * `parse` gives the value, or says why what was entered can't be used. A field that needs an {@link Item} can't be
 * used in the trigger; one that needs values in `earlier` comes after the fields that give them.
 */
export interface Field<T, Earlier = object> {
	parameter: Parameter;
	/** Among options: it shows before anybody adds it. */
	isShown?: true;
	/** @param earlier the values of the fields before it, already checked */
	parse(raw: unknown, at: FieldContext, earlier: Earlier): T | Refusal | Promise<T | Refusal>;
	/**
	 * What the value is the ID of, or several; a message says its `sessionId` and its `chatId`, a person is known by digits,
	 * and where a link leads to isn't known. Changes of one chat are made in the order of the items.
	 */
	names?: 'session' | 'chat' | 'message' | 'person' | 'link';
	/** How a model fills it when the node is its tool; without it, the tool's author does. */
	byModel?: ByModel;
}

export type Fields = Record<string, Field<unknown>>;

/** The values that the fields of an operation give, by the same keys. */
export type Values<F extends Fields> = {
	[K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** Fields that give each other what they need; `never` for one that doesn't get it. */
export type Complete<F extends Fields> = {
	[K in keyof F]: F[K] extends Field<infer T, infer Earlier>
		? Values<F> extends Earlier
			? F[K]
			: Field<T, never>
		: never;
};

/** The editor's parameters of `fields`, in their order. */
export function parametersOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).map(([name, { parameter }]) => ({ ...parameter, name }));
}

/**
 * Parses what was entered in a field; throws the refusal that names the parameter by its label, and by its
 * place where it is in a list.
 */
export async function valueOf<T>(
	field: Field<T>,
	raw: unknown,
	at: FieldContext,
	place = '',
	earlier: object = {},
): Promise<T> {
	const value = await field.parse(raw, at, earlier);
	if (!isRefusal(value)) return value;
	const { displayName, typeOptions } = field.parameter;
	// A secret stays secret.
	const shown = typeOptions?.password ? '' : raw;
	throw at.refusal(`${place}${displayName}`, shown, value.problem, value.expected);
}

/** The values of one entry of a list; what isn't shown for it is null. */
export async function entryValues<F extends Fields>(
	fields: F,
	entered: Record<string, unknown>,
	at: FieldContext,
	place: string,
): Promise<Values<F>> {
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		values[name] = await valueOf(field, entered[name] ?? null, at, place, values);
	}
	return values as Values<F>;
}

/** Reads the fields of an operation for one item, one after the other. */
export async function valuesOf<F extends Fields>(fields: F, item: Item): Promise<Values<F>> {
	const raw = Object.fromEntries(Object.keys(fields).map((name) => [name, item.parameter(name)]));
	return await entryValues(fields, raw, item, '');
}
