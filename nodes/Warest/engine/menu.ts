import type { INodeProperties } from 'n8n-workflow';
import { guardParameters } from './guard';
import { shareCollections, type Merged } from './merged';
import { paceParameters } from './pace';
import { placed } from './placed';
import { alphabetically } from './alphabet';
import { variantsOf } from './by-model';
import type { Resource } from './operation';

type Resources = Record<string, Resource>;
const byName = (a: { name: string }, b: { name: string }) => alphabetically(a.name, b.name);

function resourceMenu(resources: Resources): INodeProperties {
	const [first] = Object.keys(resources);
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(resources).map(([value, { name }]) => ({ name, value })),
		default: first,
	};
}

function operationMenu(resource: string, { operations }: Resource): INodeProperties {
	const options = Object.entries(operations)
		.map(([value, { name, action, description }]) => ({ name, value, action, description }))
		.sort(byName);
	const [first] = Object.keys(operations);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: first,
	};
}

/** n8n drops parameters that it doesn't show: this one keeps the operation of an unknown resource, to name it. */
function unknownOperation(resources: Resources): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'hidden',
		displayOptions: { hide: { resource: Object.keys(resources) } },
		default: '',
	};
}

/**
 * Puts the parameters of all operations into one list in which each operation finds its own in their order.
 * Equal parameters are listed once for all operations that have them: the editor loads less, and what
 * was entered survives a change of the operation. (Not what stands in a collection: n8n's editor empties each whose
 * conditions name the operation.)
 */
function merge(resources: Resources): Merged[] {
	const list: Merged[] = [];
	for (const { operations } of Object.values(resources)) {
		for (const [operation, { fields }] of Object.entries(operations)) {
			let next = 0;
			for (const parameter of variantsOf(fields)) {
				const text = JSON.stringify(parameter);
				const found = list.findIndex((entry, index) => index >= next && entry.text === text);
				const at = found === -1 ? next : found;
				if (found === -1) list.splice(at, 0, { parameter, text, places: [] });
				list[at].places.push(operation);
				next = at + 1;
			}
		}
	}
	return list;
}

/** The operations that an agent may not use by itself. */
const destructive = (resources: Resources): string[] =>
	Object.values(resources).flatMap(({ operations }) =>
		Object.keys(operations).filter((name) => operations[name].risk === 'destroysOrExposes'),
	);

/** The properties of the node: the resources, their operations, and the parameters of these. */
export function menu(resources: Resources): INodeProperties[] {
	const parameters = shareCollections(merge(resources)).flatMap((each) => placed(each, resources));
	return [
		resourceMenu(resources),
		...Object.entries(resources).map(([value, resource]) => operationMenu(value, resource)),
		unknownOperation(resources),
		...parameters,
		...paceParameters(resources),
		...guardParameters(destructive(resources)),
	];
}
