import type { Fields } from '../parameters';

/** A text or number as trimmed text; of an array, the first that isn't empty; otherwise null. */
export function scalarText(value: unknown): string | null {
	if (Array.isArray(value)) {
		return value.map(scalarText).find((text) => text !== null) ?? null;
	}
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	return String(value).trim() || null;
}

/** The first of some fields that isn't empty. */
export const firstText = (fields: Fields, ...names: string[]) =>
	names.map((name) => scalarText(fields[name])).find((text) => text !== null) ?? null;

/** The id of a quoted message: `null` and `undefined` as words mean none (docs/warest/messages.md#1-7). */
export function quotedIdOf(fields: Fields, ...names: string[]): string | null {
	const ids = names.map((name) => scalarText(fields[name]));
	return ids.find((id) => id !== null && !/^(null|undefined)$/i.test(id)) ?? null;
}

/** A value that may also be written as JSON text; null if it is text but not JSON. */
export function parsedJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return null;
	}
}

/** An object, also as JSON text; no fields if it is anything else. */
export function objectOf(value: unknown): Fields {
	const parsed = parsedJson(value);
	const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
	return isObject ? { ...parsed } : {};
}
