import type { INodeProperties } from 'n8n-workflow';
import type { Field, Fields, Parameter } from './field';

/** How a field starts when the node is a model's tool: filled by the model, or with a value of its own. */
export type ByModel = Filled | { preset: string | number | boolean };

interface Filled {
	/** What the model is told of it; without quotation marks, because it stands in an expression. */
	describes: string;
	/** What it is if the model doesn't say. */
	fallback?: string | number;
	/** How the field differs where a model fills it. */
	parameter?: Partial<Parameter>;
}

/** A field that a model fills unless the tool's author does. */
export const byModel = <T, Earlier>(
	field: Field<T, Earlier>,
	describes: string,
	more: Omit<Filled, 'describes'> = {},
): Field<T, Earlier> => ({ ...field, byModel: { describes, ...more } });

/** What n8n's editor takes for "Defined automatically by the model". */
const MARK = '/*n8n-auto-generated-fromAI-override*/';

const TYPES: Partial<Record<Parameter['type'], string>> = { number: 'number', boolean: 'boolean' };

function filled({ type, modes }: Parameter, name: string, { describes, fallback }: Filled) {
	// What is left out is a string.
	const kind = TYPES[type] && `'${TYPES[type]}'`;
	const rest = fallback === undefined ? [kind] : [kind ?? "'string'", JSON.stringify(fallback)];
	const call = `$fromAI(${[`'${name}'`, `'${describes}'`, ...rest].filter(Boolean).join(', ')})`;
	const value = `={{ ${MARK} ${call} }}`;
	return type === 'resourceLocator' ? { __rl: true, mode: modes?.at(-1)?.name, value } : value;
}

const shownIf = (isTool: boolean, { displayOptions = {} }: Parameter) =>
	isTool
		? { ...displayOptions, show: { ...displayOptions.show, '@tool': [true] } }
		: { ...displayOptions, hide: { ...displayOptions.hide, '@tool': [true] } };

/** Without what helps only those who enter a value themselves. */
const brief = (parameter: Parameter): Parameter => ({
	...parameter,
	description: undefined,
	placeholder: undefined,
	hint: undefined,
	...(parameter.modes && {
		modes: parameter.modes.map((mode) => ({ ...mode, placeholder: undefined })),
	}),
});

/** The parameters of an operation, also those that the editor shows instead where the node is a model's tool. */
export function variantsOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).flatMap(([name, { parameter, byModel: model }]) => {
		if (!model) return [{ ...parameter, name }];
		const asTool = { ...brief(parameter), ...('parameter' in model && model.parameter) };
		const start = 'preset' in model ? model.preset : filled(asTool, name, model);
		return [
			{ ...parameter, name, displayOptions: shownIf(false, parameter) },
			{
				...asTool,
				name,
				default: start as INodeProperties['default'],
				displayOptions: shownIf(true, asTool),
			},
		];
	});
}
