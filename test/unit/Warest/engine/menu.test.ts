import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/Warest/operations';
import { Warest } from '../../../../nodes/Warest/Warest.node';

const { properties } = new Warest().description;
const places = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).map(([operation, { parameters }]) => ({
		resource,
		operation,
		parameters,
	})),
);

/** What the editor shows for an operation, without resource and operation themselves. */
const shown = (resource: string, operation: string): INodeProperties[] =>
	properties.filter(({ name, displayOptions: { show = {}, hide = {} } = {} }) => {
		if (['operation', 'pace'].includes(name) || show['@tool']) return false;
		const isHere = show.resource?.includes(resource) && !hide.operation?.includes(operation);
		return show.operation?.includes(operation) || isHere;
	});

it('names every operation once in the whole node', () => {
	const values = places.map(({ operation }) => operation);
	expect(new Set(values).size).toBe(values.length);
});

it.each(places)(
	'shows the parameters of $resource $operation, in their order',
	({ resource, operation, parameters }) => {
		expect(shown(resource, operation).map(({ displayName }) => displayName)).toEqual(
			parameters.map(({ displayName }) => displayName),
		);
	},
);
