import type { IDataObject } from 'n8n-workflow';
import type { Output } from './item';

/** What a model gets of an operation when the node is its tool; it pays for each word, again on each turn. */
export interface ToModel {
	/** The fields that matter of an output item; empty ones need not be left out. */
	brief?(json: IDataObject): IDataObject;
	/** What it is told where there is no item: n8n gives an empty text, which a model can't tell from a fault. */
	nothing?: string;
}

const isEmpty = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The output for a model; never nothing. Only what is brief goes without its empty fields: elsewhere `null` may say that
 * something isn't known.
 */
export function toModel(
	output: Output,
	{ brief, nothing = 'Nothing was found.' }: ToModel,
): Output {
	if (output.length === 0) return [{ json: { result: nothing } }];
	if (!brief) return output;
	return output.map((made) => ({
		...made,
		json: Object.fromEntries(
			Object.entries(brief(made.json)).filter(([, value]) => !isEmpty(value)),
		),
	}));
}

/** The beginning of a text, and how much is left out. */
export const beginning = (text: string, most: number): string =>
	text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;

/** An ISO time to the second. */
export const toTheSecond = (time: unknown): string => String(time).replace('.000Z', 'Z');
