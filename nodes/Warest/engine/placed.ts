import type { INodeProperties } from 'n8n-workflow';
import type { Merged } from './merged';
import type { Resource } from './operation';

type Shown = Record<string, string[]>;

/** Where some operations are shown: their resources, where these have no others, and the other ones by name. */
export function shownFor(places: string[], resources: Record<string, Resource>): Shown[] {
	const whole = Object.entries(resources).filter(([, { operations }]) =>
		Object.keys(operations).every((name) => places.includes(name)),
	);
	const rest = places.filter((place) =>
		whole.every(([, { operations }]) => !(place in operations)),
	);
	return [
		...(whole.length > 0 ? [{ resource: whole.map(([name]) => name) }] : []),
		...(rest.length > 0 ? [{ operation: rest }] : []),
	];
}

/**
 * The parameter as it is shown for its operations. Of many operations, by the resource rather than by the names of all,
 * although the others have a parameter of their own then, of the same name: whichever the editor has to load less for.
 */
export function placed(
	{ parameter, places }: Merged,
	resources: Record<string, Resource>,
): INodeProperties[] {
	const { displayOptions } = parameter;
	const shown = (by: Shown): INodeProperties => ({
		...parameter,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, ...by } },
	});
	const named = [shown({ operation: places })];
	const byResource = shownFor(places, resources).map(shown);
	return JSON.stringify(byResource).length < JSON.stringify(named).length ? byResource : named;
}
