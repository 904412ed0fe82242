import type { IDataObject, INode } from 'n8n-workflow';
import { Warest } from '../../nodes/Warest/Warest.node';
import { WarestTrigger } from '../../nodes/WarestTrigger/WarestTrigger.node';
import { nodes as saved } from '../fixtures/workflow-6a42c0b.json';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { runWarest } from '../support/warest';
import { cases } from './cases';

/*
 * A workflow as n8n's editor saved it at commit 6a42c0b, with every operation in it: once with what it needs, once with
 * every option. Whoever has saved such a workflow finds it working today.
 */
const nodes = saved as unknown as INode[];
const isTrigger = ({ type }: INode) => type === 'n8n-nodes-warest.warestTrigger';
const EVERY_OPTION = ', every option';

const actions = nodes
	.filter((node) => !isTrigger(node))
	.map(({ name, parameters: { resource, operation, ...parameters } }) => ({
		name,
		// n8n saves no value that is the default.
		resource: String(resource ?? defaultOf('resource')),
		operation: String(operation ?? defaultOf('operation', resource ?? defaultOf('resource'))),
		parameters,
	}));

/** What the editor left out on saving, because it was what it suggested. */
function defaultOf(name: string, resource?: unknown): unknown {
	return new Warest().description.properties.find(
		({ name: found, displayOptions }) =>
			found === name &&
			(resource === undefined || displayOptions?.show?.resource?.includes(String(resource))),
	)?.default;
}

describe('a saved node', () => {
	const current = useSandbox({ world: 'recorded' });

	it.each(actions)('does what it did: $name', async ({ name, resource, operation, parameters }) => {
		const { given, output } = cases[resource][operation];
		await given?.(current.sandbox);
		const { items, error } = await runWarest(
			current.account,
			[resource, operation],
			parameters as IDataObject,
			{ items: [{ json: {}, binary: current.binary }] },
		);
		expect(error).toBeUndefined();
		if (!name.endsWith(EVERY_OPTION)) expect(items.map(({ json }) => json)).toEqual(output);
	});
});

it('every operation of then is still there', () => {
	expect(actions).toHaveLength(180);
	const named = new Set(actions.map(({ resource, operation }) => `${resource}/${operation}`));
	expect(named.size).toBe(90);
	for (const { resource, operation } of actions) expect(cases[resource]).toHaveProperty(operation);
});

describe('a saved trigger', () => {
	const current = useSandbox({ world: 'demo' });

	it('is activated with every setting and filter that it had, all of which the editor still knows', async () => {
		const { parameters } = nodes.find(isTrigger)!;
		const { properties } = new WarestTrigger().description;
		expect(properties.map(({ name }) => name)).toEqual(
			expect.arrayContaining(Object.keys(parameters)),
		);
		for (const collection of ['filters', 'options'] as const) {
			const known = properties.find(({ name }) => name === collection)?.options ?? [];
			expect(known.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(parameters[collection] ?? {})),
			);
		}
		const host = await TriggerHost.start(current.account, parameters);
		try {
			await host.activate();
		} finally {
			await host.close();
		}
	});
});
