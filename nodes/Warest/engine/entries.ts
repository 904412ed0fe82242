import { jsonParse } from 'n8n-workflow';

/** The entries of what was entered: one, a list in a text, an array, or an array written as text. */
export function listed(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw.flatMap(listed);
	if (typeof raw !== 'string') return [raw];
	if (/^\s*\[/.test(raw)) {
		const parsed = jsonParse<unknown>(raw, { fallbackValue: null });
		if (Array.isArray(parsed)) return listed(parsed);
	}
	return raw.split(/[,;\n]/).filter((part) => part.trim() !== '');
}
