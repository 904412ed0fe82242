import {
	isResourceLocatorValue,
	tryToParseDateTime,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import { alphabetically } from './alphabet';
import { parametersOf, valueOf, type Field, type Fields, type Values } from './field';

/** What the editor shows of a field. */
export interface Texts {
	displayName: string;
	description?: string;
	placeholder?: string;
}

const REQUIRED: Refusal = {
	problem: 'is empty',
	expected: 'Enter a value, or an expression that gives one.',
};

function asText(raw: unknown): string | Refusal {
	if (raw === null || raw === undefined) return '';
	if (typeof raw === 'object')
		return { problem: 'is not a single text', expected: 'Enter one text.' };
	return String(raw);
}

type Parse<T> = (text: string) => T | Refusal;

/** Text that must be there. `parse` may refine it. Line breaks and spaces within it stay. */
export function text(
	texts: Texts & { rows?: number; default?: string; password?: boolean },
	parse: Parse<string> = (value) => value,
): Field<string> {
	const { rows, password, default: preset = '', ...shown } = texts;
	return {
		parameter: {
			...shown,
			type: 'string',
			default: preset,
			required: true,
			...((rows || password) && {
				typeOptions: { ...(rows && { rows }), ...(password && { password }) },
			}),
		},
		parse: (raw) => {
			const value = asText(raw);
			if (isRefusal(value)) return value;
			return value.trim() === '' ? REQUIRED : parse(value);
		},
	};
}

/** Text that may be left empty: then there is no value. `parse` sees what isn't empty. */
export function optionalText(
	texts: Texts & { password?: boolean; rows?: number },
	parse: Parse<string> = (value) => value,
): Field<string | undefined> {
	const { password, rows, ...shown } = texts;
	return {
		parameter: {
			...shown,
			type: 'string',
			default: '',
			...(password && { typeOptions: { password: true } }),
			...(rows && { typeOptions: { rows } }),
		},
		parse: (raw) => {
			const value = asText(raw);
			if (isRefusal(value)) return value;
			return value.trim() === '' ? undefined : parse(value);
		},
	};
}

/** A whole number or, with `fractions`, any number within the bounds; never silently cut to them. */
export function number(
	texts: Texts & {
		default: number;
		min?: number;
		max?: number;
		fractions?: boolean;
		unit?: string;
	},
): Field<number> {
	const { default: preset, min, max, fractions = false, unit = '', ...shown } = texts;
	const kind = fractions ? 'a number' : 'a whole number';
	const bounded = max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
	const range = min === undefined ? '' : bounded;
	const expected = `Enter ${kind}${range}${unit && ` (${unit})`}.`;
	return {
		parameter: {
			...shown,
			type: 'number',
			default: preset,
			...(min !== undefined && {
				typeOptions: { minValue: min, ...(max !== undefined && { maxValue: max }) },
			}),
		},
		parse: (raw) => {
			const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
			if (typeof value !== 'number' || !Number.isFinite(value) || (!fractions && value % 1 !== 0)) {
				return { problem: `is not ${kind}`, expected };
			}
			const inside = value >= (min ?? -Infinity) && value <= (max ?? Infinity);
			return inside ? value : { problem: 'is out of range', expected };
		},
	};
}

/** Words for yes and no in expressions and tables; anything else is refused rather than guessed. */
const BOOLEANS: Record<string, boolean> = {
	true: true,
	yes: true,
	on: true,
	'1': true,
	false: false,
	no: false,
	off: false,
	'0': false,
};

/** A switch. */
export function toggle(texts: Texts & { default: boolean }): Field<boolean> {
	return {
		parameter: { ...texts, type: 'boolean' },
		parse: (raw) => {
			const word = String(raw).trim().toLowerCase();
			return Object.hasOwn(BOOLEANS, word)
				? BOOLEANS[word]
				: { problem: 'is neither on nor off', expected: 'It takes true or false.' };
		},
	};
}

/** One of several values. */
export function choice<T extends string>(
	texts: Texts & { default: T; options: ReadonlyArray<INodePropertyOptions & { value: T }> },
): Field<T> {
	const { options, ...shown } = texts;
	const expected = `It takes one of: ${options.map(({ value }) => value).join(', ')}.`;
	return {
		parameter: { ...shown, type: 'options', options: [...options] },
		parse: (raw) =>
			options.find(({ value }) => value === raw)?.value ?? {
				problem: 'is not one of its values',
				expected,
			},
	};
}

const DATE: Refusal = {
	problem: 'is not a date',
	expected: 'Enter a date and time, e.g. 2026-11-22T09:00:00 or 2026-11-22T09:00:00+07:00.',
};

/** Ten digits are seconds since 1970 until the year 2286, thirteen are milliseconds. */
const epoch = (count: number) => (Math.abs(count) < 1e11 ? count * 1000 : count);

/**
 * A point in time, as an ISO string in UTC: the only form that the server reads (docs/warest/chats.md#c2).
 * A date without a time zone is in the workflow's.
 */
export function dateTime(texts: Texts): Field<string | undefined> {
	return {
		parameter: { ...texts, type: 'dateTime', default: '' },
		parse: (raw, item) => {
			if (raw === null || raw === undefined || raw === '') return undefined;
			const count = /^-?\d{9,14}$/.test(String(raw)) ? Number(raw) : null;
			try {
				const value = count === null ? raw : new Date(epoch(count));
				return tryToParseDateTime(value, item.timezone).toJSDate().toISOString();
			} catch {
				return DATE;
			}
		},
	};
}

/** The value of a resource locator, which n8n unwraps only at the top level. */
const chosen = (raw: unknown): unknown => (isResourceLocatorValue(raw) ? raw.value : raw);

/** What a collection begins with: the fields that show before anybody adds them. */
const shownAtOnce = (fields: Fields) =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, { isShown, parameter }]) =>
			isShown ? [[name, parameter.default]] : [],
		),
	);

/** The optional fields of an operation: only those that the person added have a value. */
export function options<F extends Fields>(fields: F): Field<Partial<Values<F>>> {
	return {
		parameter: {
			displayName: 'Options',
			type: 'collection',
			placeholder: 'Add Option',
			default: shownAtOnce(fields),
			options: parametersOf(fields).sort((a, b) => alphabetically(a.displayName, b.displayName)),
		},
		parse: async (raw, at, earlier) => {
			const entered = (raw ?? {}) as Record<string, unknown>;
			const values: Record<string, unknown> = {};
			for (const [name, field] of Object.entries(fields)) {
				if (name in entered)
					values[name] = await valueOf(field, chosen(entered[name]), at, '', earlier);
			}
			return values as Partial<Values<F>>;
		},
	};
}

/** A field that is shown only while another has one of these values; otherwise it has no value. */
export function shownWhen<T>(
	show: Record<string, Array<string | boolean>>,
	{ parameter, parse, byModel }: Field<T>,
): Field<T | undefined> {
	return {
		parameter: { ...parameter, displayOptions: { show } },
		byModel,
		parse: (raw, at, earlier) =>
			raw === null || raw === undefined ? undefined : parse(raw, at, earlier),
	};
}
