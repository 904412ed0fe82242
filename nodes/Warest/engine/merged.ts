import type { INodeProperties } from 'n8n-workflow';
import { alphabetically } from './alphabet';
import { onceForModels } from './for-models';

/** A parameter, and the operations that have it; no two resources have one of the same name. */
export interface Merged {
	parameter: INodeProperties;
	text: string;
	places: string[];
}

const entriesOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((each): each is INodeProperties => 'type' in each);

/** Whether its entries can be said in a line each. */
const isPlain = (parameter: INodeProperties) =>
	parameter.type === 'collection' &&
	entriesOf(parameter).every(
		({ type, displayOptions }) => type !== 'fixedCollection' && !displayOptions,
	);

/** The entries of some collections, and the operations that have each. */
function entriesIn(alike: Merged[]): Array<{ entry: INodeProperties; has: string[] }> {
	const found = new Map<string, { entry: INodeProperties; has: string[] }>();
	for (const { parameter, places } of alike) {
		for (const entry of entriesOf(parameter)) {
			const text = JSON.stringify(entry);
			const { has } = found.get(text) ?? { has: [] };
			found.set(text, { entry, has: [...has, ...places] });
		}
	}
	return [...found.values()];
}

/**
 * One collection of those that differ only in their entries: each entry is shown for the operations that have it. It
 * begins with what any of them begins with; n8n shows and hands over of that only what the operation has.
 */
function shared(alike: Merged[]): Merged {
	const places = alike.flatMap((each) => each.places);
	const shownFor = (has: string[]) => {
		const lack = places.filter((place) => !has.includes(place));
		if (lack.length === 0) return {};
		return lack.length < has.length
			? { displayOptions: { hide: { '/operation': lack } } }
			: { displayOptions: { show: { '/operation': has } } };
	};
	const options = entriesIn(alike)
		.map(({ entry, has }) => ({ ...entry, ...shownFor(has) }))
		.sort((a, b) => alphabetically(a.displayName, b.displayName));
	return {
		parameter: {
			...alike[0].parameter,
			default: Object.assign({}, ...alike.map(({ parameter }) => parameter.default)),
			options,
			...onceForModels(),
		},
		text: '',
		places,
	};
}

/** Collections that differ only in their entries, together with those that they have an entry in common with. */
function related(list: Merged[]): Merged[][] {
	const groups: Merged[][] = [];
	for (const each of list.filter(({ parameter }) => isPlain(parameter))) {
		const shapeOf = ({ parameter }: Merged) =>
			JSON.stringify({ ...parameter, options: [], default: {} });
		const texts = entriesOf(each.parameter).map((entry) => JSON.stringify(entry));
		const found = groups.filter(
			(group) =>
				shapeOf(group[0]) === shapeOf(each) &&
				entriesIn(group).some(({ entry }) => texts.includes(JSON.stringify(entry))),
		);
		for (const group of found) groups.splice(groups.indexOf(group), 1);
		groups.push([...found.flat(), each]);
	}
	return groups;
}

/** What an operation has alone is said twice if it is shared: in the editor's parameter, and at the head of definitions. */
function isWorthSharing(alike: Merged[]): boolean {
	const entries = entriesIn(alike);
	const repeated = entries.reduce((count, { has }) => count + has.length - 1, 0);
	return alike.length > 1 && repeated >= entries.length;
}

/** The list with one collection, where the last one was, for those that say mostly the same. */
export function shareCollections(list: Merged[]): Merged[] {
	const groups = related(list).filter(isWorthSharing);
	return list.flatMap((each) => {
		const group = groups.find((some) => some.includes(each));
		if (!group) return [each];
		return group.every((other) => list.indexOf(other) <= list.indexOf(each)) ? [shared(group)] : [];
	});
}
