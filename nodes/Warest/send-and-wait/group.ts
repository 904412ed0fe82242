import { entryValues, parametersOf, type Field, type Fields, type Values } from '../engine/field';

/** Fields under one heading, in the form that n8n's own Send and Wait nodes store. */
export function group<F extends Fields>(
	texts: { displayName: string; description?: string; placeholder?: string },
	fields: F,
): Field<Values<F>> {
	const presets = Object.fromEntries(
		parametersOf(fields).map(({ name, default: preset }) => [name, preset]),
	);
	return {
		parameter: {
			...texts,
			type: 'fixedCollection',
			default: {},
			options: [{ name: 'values', displayName: texts.displayName, values: parametersOf(fields) }],
		},
		parse: async (raw, at) => {
			const { values = {} } = (raw ?? {}) as { values?: Record<string, unknown> };
			return await entryValues(fields, { ...presets, ...values }, at, `${texts.displayName} → `);
		},
	};
}
