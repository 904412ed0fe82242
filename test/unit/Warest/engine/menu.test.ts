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
const shown = (operation: string): INodeProperties[] =>
	properties.filter(({ name, displayOptions }) => {
		const { show } = displayOptions ?? {};
		const isOwn = show?.operation?.includes(operation) && !show['@tool'];
		return isOwn && name !== 'pace';
	});

it('names every operation once in the whole node', () => {
	const values = places.map(({ operation }) => operation);
	expect(new Set(values).size).toBe(values.length);
});

it.each(places)(
	'shows the parameters of $resource $operation, in their order',
	({ operation, parameters }) => {
		expect(shown(operation).map(({ displayName }) => displayName)).toEqual(
			parameters.map(({ displayName }) => displayName),
		);
	},
);
