import type { IDataObject } from 'n8n-workflow';
import { toggle } from '../engine/fields';

/** For operations whose answer has more fields than people look at. */
export const simplify = toggle({
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** The fields of an answer that people look at, in this order; null where it has none. */
export const simplified = (whole: IDataObject, fields: readonly string[]): IDataObject =>
	Object.fromEntries(fields.map((name) => [name, whole[name] ?? null]));
