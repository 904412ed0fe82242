import type { IDataObject } from 'n8n-workflow';
import type { Output } from './item';
import { withoutAnswerLinks } from './without-answer-links';

/** What a model gets of an operation when the node is its tool; it pays for each word, again on each turn. */
export interface ToModel {
	/**
	 * The fields that matter of an output item; empty ones need not be left out.
	 * @param most so many characters a text of it may have
	 */
	brief?(json: IDataObject, most: number): IDataObject;
	/** What it is told where there is no item: n8n gives an empty text, which a model can't tell from a fault. */
	nothing?: string;
}

/** So many characters fifteen items may have in all: about 900 tokens. More items may have as much each. */
const MOST_IN_ALL = 3600;
const MOST_EACH = MOST_IN_ALL / 15;
/** How long texts may be: as long as all of them fit. */
const LENGTHS = [600, 300, 150, 80, 40];

const isEmpty = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The output for a model; never nothing, unless its author wants it raw (null). Only what is brief goes without its empty
 * fields: elsewhere `null` may say that something isn't known.
 */
export function toModel(made: Output, how: ToModel | null): Output {
	const output = made.map((each) => ({ ...each, json: withoutAnswerLinks(each.json) }));
	if (how === null) return output;
	const { brief, nothing = 'Nothing was found.' } = how;
	if (output.length === 0) return [{ json: { result: nothing } }];
	if (!brief) return output;
	const room = Math.max(MOST_IN_ALL, MOST_EACH * output.length);
	let briefed: Output = [];
	for (const most of LENGTHS) {
		briefed = output.map((each) => ({ ...each, json: withoutEmpty(brief(each.json, most)) }));
		if (JSON.stringify(briefed.map(({ json }) => json)).length <= room) break;
	}
	return briefed;
}

const withoutEmpty = (json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).filter(([, value]) => !isEmpty(value)));

/** The beginning of a text, and how much is left out. */
export const beginning = (text: string, most: number): string =>
	text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;

/** An ISO time to the second. */
export const toTheSecond = (time: unknown): string => String(time).replace('.000Z', 'Z');
