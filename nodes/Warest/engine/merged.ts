import type { INodeProperties } from 'n8n-workflow';
import { alphabetically } from './alphabet';
import { onceForModels } from './for-models';

/** A parameter, and the operations that have it; no two resources have one of the same name. */
export interface Merged {
	parameter: INodeProperties;
	text: string;
	places: string[];
}

/** The parameter as it is shown for its operations. */
export const placed = ({ parameter, places }: Merged): INodeProperties => ({
	...parameter,
	displayOptions: {
		...parameter.displayOptions,
		show: { ...parameter.displayOptions?.show, operation: places },
	},
});

const entriesOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((each): each is INodeProperties => 'type' in each);

/** Whether its entries can be said in a line each. */
const isPlain = (parameter: INodeProperties) =>
	parameter.type === 'collection' &&
	entriesOf(parameter).every(
		({ type, displayOptions }) => type !== 'fixedCollection' && !displayOptions,
	);

/** One collection of those that differ only in their entries: each entry is shown for the operations that have it. */
function shared(alike: Merged[]): Merged {
	const places = alike.flatMap((each) => each.places);
	const found = new Map<string, { entry: INodeProperties; has: string[] }>();
	for (const { parameter, places: here } of alike) {
		for (const entry of entriesOf(parameter)) {
			const text = JSON.stringify(entry);
			const { has } = found.get(text) ?? { has: [] };
			found.set(text, { entry, has: [...has, ...here] });
		}
	}
	const shownFor = (has: string[]) => {
		const lack = places.filter((place) => !has.includes(place));
		if (lack.length === 0) return {};
		return lack.length < has.length
			? { displayOptions: { hide: { '/operation': lack } } }
			: { displayOptions: { show: { '/operation': has } } };
	};
	const options = [...found.values()]
		.map(({ entry, has }) => ({ ...entry, ...shownFor(has) }))
		.sort((a, b) => alphabetically(a.displayName, b.displayName));
	return {
		parameter: { ...alike[0].parameter, options, ...onceForModels(places) },
		text: '',
		places,
	};
}

/** The list with one collection for those of `operations` that differ only in their entries, where the last one was. */
export function shareCollections(list: Merged[], operations: string[]): Merged[] {
	const groups = new Map<string, Merged[]>();
	for (const each of list) {
		const { parameter, places } = each;
		if (!isPlain(parameter) || !places.every((place) => operations.includes(place))) continue;
		const key = JSON.stringify({ ...parameter, options: [] });
		groups.set(key, [...(groups.get(key) ?? []), each]);
	}
	const alike = [...groups.values()];
	return list.flatMap((each) => {
		const group = alike.find((some) => some.includes(each));
		if (!group) return [each];
		return group.at(-1) === each ? [shared(group)] : [];
	});
}
