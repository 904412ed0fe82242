import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { isOnceForModels } from './for-models';
import type { Merged } from './merged';
import type { Resource } from './operation';

type Resources = Record<string, Resource>;
type Names = Record<string, string[]>;

const namesIn = (resources: Resources, resource: string) =>
	Object.keys(resources[resource].operations);

/** Where some operations are shown: their resources, where these have no others, and the other ones by name. */
export function shownFor(places: string[], resources: Resources): Names[] {
	const whole = Object.keys(resources).filter((resource) =>
		namesIn(resources, resource).every((name) => places.includes(name)),
	);
	const inWhole = whole.flatMap((resource) => namesIn(resources, resource));
	const rest = places.filter((place) => !inWhole.includes(place));
	return [
		...(whole.length > 0 ? [{ resource: whole }] : []),
		...(rest.length > 0 ? [{ operation: rest }] : []),
	];
}

/** The same in one condition: their resources without the others in these. */
function withoutOthers(places: string[], resources: Resources): IDisplayOptions {
	const here = Object.keys(resources).filter((resource) =>
		namesIn(resources, resource).some((name) => places.includes(name)),
	);
	const all = here.flatMap((resource) => namesIn(resources, resource));
	const others = all.filter((name) => !places.includes(name));
	return { show: { resource: here }, hide: { operation: others } };
}

/**
 * The parameter as it is shown for its operations, by names or by resources: in the shortest way. If some are shown by
 * their resource, the others have a parameter of their own, of the same name. n8n's definitions overlook what is hidden
 * where something else is shown: only what they leave out can be shown without others.
 */
export function placed({ parameter, places }: Merged, resources: Resources): INodeProperties[] {
	const { displayOptions = {} } = parameter;
	const shown = ({ show, hide }: IDisplayOptions): INodeProperties => ({
		...parameter,
		displayOptions: {
			...displayOptions,
			show: { ...displayOptions.show, ...show },
			...(hide && { hide: { ...displayOptions.hide, ...hide } }),
		},
	});
	const ways = [
		[shown({ show: { operation: places } })],
		shownFor(places, resources).map((show) => shown({ show })),
		...(isOnceForModels(parameter) ? [[shown(withoutOthers(places, resources))]] : []),
	];
	const sizes = ways.map((way) => JSON.stringify(way).length);
	return ways[sizes.indexOf(Math.min(...sizes))];
}
