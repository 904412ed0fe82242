import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
} from 'n8n-workflow';
import { WarestApi } from '../../credentials/WarestApi.credentials';
import { Warest } from '../../nodes/Warest/Warest.node';
import { WAREST_NODE } from '../../tools/host/demo';
import type { WorkflowDraft } from '../../tools/host/n8n-client';
import { additionalDataFor } from './engine';
import { warestTool, type Account } from './warest';

/** What nodes give, by their names: the items of each output. */
export type Given = Record<string, INodeExecutionData[][]>;

/** Where a workflow starts, and with what. */
export interface Start {
	/** The name of the trigger. */
	from: string;
	items: INodeExecutionData[];
	given?: Given;
	/** A tool of an agent to run instead of the agent, and what the model says to it. */
	tool?: { name: string; says: IDataObject };
	/** The address of n8n. */
	n8n?: string;
}

const WAREST_TOOL = 'n8n-nodes-warest.warestTool';
const MODEL = 'Model';

/** From the trigger to a model's words, and from those to the tool. */
function throughTool({ nodes }: WorkflowDraft, from: string, name: string): WorkflowDraft {
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const used = nodes
		.filter((node) => node.name === from || node.name === name)
		.map((node) =>
			node.name === name ? { ...node, rewireOutputLogTo: NodeConnectionTypes.AiTool } : node,
		);
	return {
		name: '',
		nodes: [...used, { ...used[0], id: MODEL, name: MODEL, type: 'model' }],
		connections: { [from]: to(MODEL), [MODEL]: to(name) },
	};
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
	draft: WorkflowDraft,
	{ from, items, given = {}, tool, n8n }: Start,
): Promise<IRun> {
	const { nodes, connections } = tool ? throughTool(draft, from, tool.name) : draft;
	const others = standIn({ ...given, ...(tool && { [MODEL]: [[{ json: tool.says }]] }) });
	const ours: Record<string, INodeType> = { [WAREST_NODE]: warest, [WAREST_TOOL]: warestTool };
	const typeNamed = (name: string) => ours[name] ?? others;
	const typed = nodes.map((node): INode => ({
		...node,
		type: node.type in ours && !(node.name in given) ? node.type : 'standIn',
	}));
	const nodeTypes = {
		getByName: typeNamed,
		getByNameAndVersion: (name: string) => NodeHelpers.getVersionedNodeType(typeNamed(name)),
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
