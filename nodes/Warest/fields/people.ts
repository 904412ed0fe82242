import { digitsOf, type KnownDigits } from '../../identity/known';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { Field, Parameter } from '../engine/field';
import type { Item } from '../engine/item';
import { addresses } from './address';
import type { OfSession } from './session';
import { listed } from '../engine/entries';

const ALLOWED =
	'Give phone numbers with their country code, e.g. 6281200010000 or +62 812-0001-0001, separated by commas or in lines, or an expression that gives a list of them.';

/** Numbers that stand in one line with nothing but a blank between them would become one number. */
const isSeveral = (entry: unknown) =>
	typeof entry === 'string' &&
	entry.split(/\s+/).filter((part) => part.replace(/\D/g, '').length >= 7).length > 1;

/** Each person once, in the order given; refuses the list if one of them can't be used. */
async function peopleIn(
	raw: unknown,
	item: Item,
	values: OfSession,
): Promise<KnownDigits[] | Refusal> {
	const people = new Set<KnownDigits>();
	const entries = listed(raw ?? '');
	const several = entries.find(isSeveral);
	const jids = several === undefined ? await addresses(entries, item, values) : [];
	for (const [index, entry] of entries.entries()) {
		const jid = isSeveral(entry)
			? { problem: 'seems to be more than one number', expected: ALLOWED }
			: jids[index];
		if (jid === undefined) continue;
		const digits = isRefusal(jid) ? jid : digitsOf(jid);
		if (digits === null || isRefusal(digits)) {
			const which = typeof entry === 'string' ? entry.trim() : JSON.stringify(entry);
			const { problem, expected } = digits ?? { problem: 'is not a person', expected: ALLOWED };
			return { expected, problem: `has an entry, "${which}", that ${problem}` };
		}
		people.add(digits);
	}
	return [...people];
}

interface Texts {
	displayName: string;
	description?: string;
	hint?: string;
}

const PLACEHOLDER = 'e.g. 6281200010000, +62 812-0001-0001';

/** One person chosen from a list, or several entered by hand. */
const fromList = (loadOptionsDependsOn: string[]): Partial<Parameter> => ({
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn },
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a person…',
			typeOptions: { searchListMethod: 'searchParticipants', searchable: true },
		},
		{
			displayName: 'By Phone Numbers',
			name: 'number',
			type: 'string',
			placeholder: PLACEHOLDER,
		},
	],
});

/** As a model gives them: as one text. */
const written: Partial<Parameter> = {
	type: 'string',
	modes: undefined,
	typeOptions: undefined,
};

interface Way {
	required?: boolean;
	/** What the list depends on that one of them can be chosen from; without it, they are entered by hand. */
	dependsOn?: string[];
}

/**
 * Several people, as their phone numbers: a list in a text, or an expression that gives an array. The server
 * would drop, glue together or misread what it does not understand (docs/warest/groups.md#2-a, #trap-4).
 */
export function people(
	texts: Texts,
	{ required = true, dependsOn }: Way = {},
): Field<KnownDigits[], OfSession> {
	return {
		parameter: {
			...texts,
			type: 'string',
			default: '',
			// n8n would take a text, which workflows may have here, for no value of a required list.
			...(required && !dependsOn && { required }),
			...(dependsOn ? fromList(dependsOn) : { placeholder: PLACEHOLDER, typeOptions: { rows: 2 } }),
		},
		byModel: {
			describes: 'Phone numbers with country code, separated by commas',
			parameter: { ...written, ...(required && { required }) },
		},
		parse: async (raw, item: Item, values) => {
			const found = await peopleIn(raw, item, values);
			const isEmpty = !isRefusal(found) && found.length === 0;
			return isEmpty && required ? { problem: 'is empty', expected: ALLOWED } : found;
		},
		names: 'person',
	};
}
