import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { WarestApi } from '../../credentials/WarestApi.credentials';
import { Warest } from '../../nodes/Warest/Warest.node';
import { additionalDataFor, execute, type Outcome } from './engine';

/** The server and the key that the node works with; more fields of the credential if a test needs them. */
export interface Account {
	baseUrl: string;
	apiKey: string;
	defaultCountryCode?: string;
	defaultSession?: string;
	ignoreSslIssues?: boolean;
}

export interface Conditions {
	items?: INodeExecutionData[];
	/** onError, retryOnFail … of the node in the workflow */
	settings?: Partial<INode>;
	/** Cancels the execution. */
	cancel?: AbortSignal;
	/** The address of n8n. */
	n8n?: string;
	/** As an AI agent's tool, as n8n makes one of the node. */
	asTool?: boolean;
	executionId?: string;
}

/** A parameter in the form that the editor stores for a resource locator. */
export const byId = (value: unknown): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'id',
	value: value as string,
});

/** Like n8n, which makes one of each node. */
const warest = new Warest();

const TOOL = 'warestTool';

/** What n8n makes of a node that is usable as tool; its type's name is how the node itself knows. */
export const warestTool: INodeType = {
	description: { ...warest.description, name: TOOL, inputs: [], outputs: ['ai_tool'] },
	methods: warest.methods,
	execute: warest.execute,
};

/** Runs one operation of the WARest node in n8n's own engine. */
export async function runWarest(
	account: Account,
	[resource, operation]: [resource: string, operation: string],
	parameters: IDataObject = {},
	{ items, settings, cancel, n8n, asTool = false, executionId }: Conditions = {},
): Promise<Outcome> {
	return await execute({
		node: asTool ? warestTool : warest,
		parameters: { resource, operation, ...parameters },
		items,
		credentialType: new WarestApi(),
		credentials: { defaultCountryCode: '', ignoreSslIssues: false, ...account },
		// As n8n's agent has its tools run.
		settings: { ...settings, ...(asTool && { type: TOOL, rewireOutputLogTo: 'ai_tool' }) },
		cancel,
		n8n,
		executionId,
	});
}

/** Runs operations of one resource; `usual` is what a call need not say again. */
export const runnerOf =
	(current: { account: Account }, resource: string, usual: IDataObject = {}) =>
	async (operation: string, parameters: object = {}, conditions?: Conditions): Promise<Outcome> =>
		await runWarest(
			current.account,
			[resource, operation],
			{ ...usual, ...parameters },
			conditions,
		);

/** What a dropdown of the editor lists. `parameters` are those chosen so far. */
export async function listInEditor(
	account: Account,
	method: keyof Warest['methods']['listSearch'],
	parameters: INodeParameters = {},
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const node: INode = {
		id: 'n',
		name: 'WARest',
		type: 'warest',
		typeVersion: 1.1,
		position: [0, 0],
		parameters,
		credentials: { warestApi: { id: '1', name: 'test' } },
	};
	const nodeTypes = {
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(warest),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		...additionalDataFor(workflow, new WarestApi(), { ...account }),
		currentNodeParameters: parameters,
	} as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	return await warest.methods.listSearch[method].call(context, filter, paginationToken);
}

/** The verdict of the credential's "Test" button. */
export async function testCredential(account: Account): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	return await warest.methods.credentialTest.warestApiTest.call(context, {
		id: '1',
		name: 'test',
		type: 'warestApi',
		data: { ...account },
	});
}
