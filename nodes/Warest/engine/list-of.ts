import { entryValues, parametersOf, type Field, type Fields, type Values } from './field';
import type { Texts } from './fields';

/** A list that a model writes as one text. */
interface Written {
	/** What the model is told. */
	describes: string;
	/** The entries of such a text, as a person would have entered them. */
	entries(text: string): unknown[];
}

/** The lines of a text that have something in them. */
export const linesOf = (text: string): string[] =>
	text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** What a model wrote, also as a list of its lines; null for anything else. */
function textOf(raw: unknown): string | null {
	const lines: unknown[] = Array.isArray(raw) ? raw : [raw];
	return lines.every((line) => typeof line === 'string') ? lines.join('\n') : null;
}

/** Any number of entries with the same fields, e.g. the buttons of a message. */
export function listOf<F extends Fields>(
	texts: Texts & { entry: string; entryName: string; required?: boolean; written?: Written },
	fields: F,
): Field<Array<Values<F>>> {
	const { entry, entryName, placeholder = `Add ${entryName}`, written, ...shown } = texts;
	const { required = true, ...named } = shown;
	return {
		...(written && {
			byModel: {
				describes: written.describes,
				parameter: {
					type: 'string',
					typeOptions: { rows: 3 },
					options: undefined,
				},
			},
		}),
		parameter: {
			...named,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder,
			default: {},
			options: [{ name: entry, displayName: entryName, values: parametersOf(fields) }],
		},
		parse: async (raw, item) => {
			const text = textOf(raw);
			const entries =
				written && text !== null
					? written.entries(text)
					: ((raw as Record<string, unknown> | null)?.[entry] ?? []);
			if (!Array.isArray(entries) || (required && entries.length === 0)) {
				return { problem: 'is empty', expected: `Add at least one ${entryName.toLowerCase()}.` };
			}
			const values: Array<Values<F>> = [];
			for (const [index, entered] of entries.entries()) {
				const place = `${entryName} ${index + 1} → `;
				values.push(await entryValues(fields, entered as Record<string, unknown>, item, place));
			}
			return values;
		},
	};
}
