import { alphabetically } from '../../Warest/engine/alphabet';
import {
	parametersOf,
	valueOf,
	type Field,
	type Fields,
	type Values,
} from '../../Warest/engine/field';

interface Texts {
	displayName: string;
	placeholder: string;
	description?: string;
}

/**
 * Settings that a person adds one by one. Each has a value: one that wasn't added has the editor's
 * default.
 */
export function collection<F extends Fields>(texts: Texts, fields: F): Field<Values<F>> {
	return {
		parameter: {
			...texts,
			type: 'collection',
			default: {},
			options: parametersOf(fields).sort((a, b) => alphabetically(a.displayName, b.displayName)),
		},
		parse: async (raw, at) => {
			const entered = (raw ?? {}) as Record<string, unknown>;
			const values: Record<string, unknown> = {};
			for (const [name, field] of Object.entries(fields)) {
				const value = name in entered ? entered[name] : field.parameter.default;
				values[name] = await valueOf(field, value, at, `${texts.displayName} → `);
			}
			return values as Values<F>;
		},
	};
}
