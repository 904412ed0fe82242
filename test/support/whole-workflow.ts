import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';
import type { INode, INodeExecutionData, INodeType, INodeTypes, IRun } from 'n8n-workflow';
import { WarestApi } from '../../credentials/WarestApi.credentials';
import { Warest } from '../../nodes/Warest/Warest.node';
import { WAREST_NODE } from '../../tools/host/demo';
import type { WorkflowDraft } from '../../tools/host/n8n-client';
import { additionalDataFor } from './engine';
import type { Account } from './warest';

/** What nodes give, by their names: the items of each output. */
export type Given = Record<string, INodeExecutionData[][]>;

/** Where a workflow starts, and with what. */
export interface Start {
	/** The name of the trigger. */
	from: string;
	items: INodeExecutionData[];
	given?: Given;
	/** The address of n8n. */
	n8n?: string;
}

const warest = new Warest();

/** A node of somebody else: gives what it is said to give, else what it gets. */
const standIn = (given: Given): INodeType => ({
	description: {
		...warest.description,
		name: 'standIn',
		properties: [],
		credentials: [],
		webhooks: undefined,
		outputs: ['main', 'main'],
	},
	async execute() {
		return given[this.getNode().name] ?? [this.getInputData()];
	},
});

/**
 * Runs a workflow from one of its triggers on in n8n's own engine. Its WARest nodes are the real ones, except for those
 * that are said to give something: they have been answered.
 */
export async function runWhole(
	account: Account,
	{ nodes, connections }: WorkflowDraft,
	{ from, items, given = {}, n8n }: Start,
): Promise<IRun> {
	const others = standIn(given);
	const typed = nodes.map((node): INode => ({
		...node,
		type: node.type === WAREST_NODE && !(node.name in given) ? WAREST_NODE : 'standIn',
	}));
	const nodeTypes = {
		getByName: (name: string) => (name === WAREST_NODE ? warest : others),
		getByNameAndVersion: (name: string) =>
			NodeHelpers.getVersionedNodeType(name === WAREST_NODE ? warest : others),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: 'w',
		nodes: typed,
		connections,
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1' },
	});
	const credentials = { defaultCountryCode: '', ignoreSslIssues: false, ...account };
	const additionalData = additionalDataFor(workflow, new WarestApi(), credentials, n8n);
	const start = { node: workflow.getNode(from)!, data: { main: [items] }, source: null };
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: [start] } });
	return await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
		workflow,
	);
}
