import type { INodeExecutionData } from 'n8n-workflow';

/** As much of JSON Schema as the editor's preview of an output reads. */
type Schema =
	| { type: 'string' | 'number' | 'boolean' | 'null' }
	| { type: 'array'; items?: Schema }
	| { type: 'object'; properties: Record<string, Schema>; version?: number };

function schemaOf(value: unknown): Schema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		return value.length > 0 ? { type: 'array', items: schemaOf(value[0]) } : { type: 'array' };
	}
	if (typeof value === 'object') {
		const properties = Object.entries(value as object).map(([key, entry]) => [
			key,
			schemaOf(entry),
		]);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	return { type: typeof value as 'string' | 'number' | 'boolean' };
}

/** The file that shows in the editor what an operation gives before it has run; null if it may give nothing. */
export function outputSchema([first]: INodeExecutionData[]): string | null {
	return first ? `${JSON.stringify({ ...schemaOf(first.json), version: 1 }, null, '\t')}\n` : null;
}
