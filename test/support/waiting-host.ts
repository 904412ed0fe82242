import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import { Container } from '@n8n/di';
import { InstanceSettings, validateUrlSignature, WebhookContext, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { fromHtml } from '../../nodes/transport/failures/html';
import { WarestApi } from '../../credentials/WarestApi.credentials';
import { Warest } from '../../nodes/Warest/Warest.node';
import type { WaitingQuestion } from '../../nodes/Warest/send-and-wait/protocol';
import { resumeUrl } from '../../nodes/Warest/send-and-wait/resume';
import { additionalDataFor, sourceOf } from './engine';
import { listen, type Listening } from '../../sandbox/listening';
import type { TriggerHost } from './trigger-host';
import type { Account } from './warest';

const warest = new Warest();
const NODE_ID = 'b1f4f3a0-6b8f-4d7a-9a9e-3c2f7f0d1b2c';
let lastId = 1000;

/** One run of the workflow, and what it left to go on with. */
interface Execution {
	status: 'running' | 'waiting' | 'success' | 'error';
	data: IRunExecutionData;
}

/** A workflow with one WARest node that waits. */
export interface Waits {
	parameters: IDataObject;
	items?: INodeExecutionData[];
	/** `type`, `name` … of the node in the workflow. */
	settings?: Partial<INode>;
	/** How it was started: `manual` in the editor. */
	mode?: WorkflowExecuteMode;
	/** Names of the tools behind it, if it is a review step. */
	tools?: string[];
	/** The n8n that has it, where a trigger of it is the inbox. */
	n8n?: Pick<TriggerHost, 'origin' | 'serve'>;
}

/**
 * What n8n does for an execution that waits: it stores it, takes requests at its signed address, and goes on with it, as
 * its WaitingWebhooks and WaitTracker do (n8n 2.41).
 */
export class WaitingHost {
	readonly executionId = String(++lastId);
	private execution: Execution = { status: 'running', data: createRunExecutionData({}) };
	/** n8n can't be reached. */
	isAway = false;
	/** n8n takes requests, and answers none. */
	isHanging = false;
	/** The next answer of the node gets lost. */
	losesAnswer = false;
	/** How often the workflow went on. */
	resumed = 0;
	/** When n8n itself would go on. */
	waitTill: Date | undefined;

	private constructor(
		private readonly place: Pick<Listening, 'url' | 'close'>,
		private readonly account: Account,
		private readonly waits: Waits,
	) {}

	static async start(account: Account, waits: Waits): Promise<WaitingHost> {
		const { n8n } = waits;
		const server = createServer();
		const place = n8n ? { url: n8n.origin, close: async () => {} } : await listen(server);
		const host = new WaitingHost(place, account, waits);
		const take = (request: IncomingMessage, response: ServerResponse) => {
			host.take(request, response).catch((error: Error) => {
				response.writeHead(500).end(error.message);
			});
		};
		if (n8n) n8n.serve(`/webhook-waiting/${host.executionId}/`, take);
		else server.on('request', take);
		await host.run();
		return host;
	}

	async close(): Promise<void> {
		await this.place.close();
	}

	get status(): string {
		return this.execution.status;
	}

	get error(): (Error & { description?: string }) | undefined {
		return this.execution.data.resultData.error as Error | undefined;
	}

	/** What each output of the node gave. */
	get outputs(): IDataObject[][] {
		const task = this.execution.data.resultData.runData.WARest?.at(-1);
		const outputs = task?.data?.main ?? task?.data?.ai_tool ?? [];
		return outputs.map((items) => (items ?? []).map(({ json }) => json));
	}

	/** What stands above the output of the node. */
	get hints(): string[] {
		const task = this.execution.data.resultData.runData.WARest?.at(-1);
		return (task?.hints ?? []).map(({ message }) => fromHtml(message));
	}

	/** All that n8n has stored of the execution. */
	get stored(): string {
		return JSON.stringify(this.execution.data);
	}

	/** The address at which a question waits. */
	addressOf(question: WaitingQuestion): string {
		return resumeUrl(`${this.place.url}/webhook-waiting`, question);
	}

	/** The time that n8n itself waits is over. */
	async timeOut(): Promise<void> {
		await this.goOn(this.execution.data);
	}

	private workflow(): { workflow: Workflow; additionalData: IWorkflowExecuteAdditionalData } {
		const { parameters, items, settings, tools = [] } = this.waits;
		const source = sourceOf(warest, items ?? [{ json: {} }]);
		const nodeTypes = {
			getByName: (name: string) => (name === 'source' ? source : warest),
			getByNameAndVersion: (name: string) =>
				NodeHelpers.getVersionedNodeType(name === 'source' ? source : warest),
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		const plain = (name: string): INode => ({
			id: name,
			name,
			type: 'source',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		});
		const node: INode = {
			...plain('WARest'),
			typeVersion: 1.1,
			id: NODE_ID,
			type: 'warest',
			parameters: {
				resource: 'messages',
				operation: 'sendAndWait',
				...parameters,
			} as INode['parameters'],
			credentials: { warestApi: { id: '1', name: 'test' } },
			...settings,
		};
		const toNode = (type: 'main' | 'ai_tool') => [[{ node: node.name, type, index: 0 }]];
		const workflow = new Workflow({
			id: 'w',
			nodes: [plain('Source'), node, ...tools.map(plain)],
			connections: {
				Source: { main: toNode('main') },
				...Object.fromEntries(tools.map((name) => [name, { ai_tool: toNode('ai_tool') }])),
			},
			nodeTypes,
			active: true,
			settings: { executionOrder: 'v1' },
		});
		const additionalData = {
			...additionalDataFor(workflow, new WarestApi(), {
				defaultCountryCode: '',
				ignoreSslIssues: false,
				...this.account,
			}),
			executionId: this.executionId,
			webhookWaitingBaseUrl: `${this.place.url}/webhook-waiting`,
		} as IWorkflowExecuteAdditionalData;
		return { workflow, additionalData };
	}

	private keep({ data }: IRun): void {
		this.waitTill = data.waitTill;
		const { error } = data.resultData;
		const status = data.waitTill ? 'waiting' : error ? 'error' : 'success';
		this.execution = { status, data: structuredClone(JSON.parse(JSON.stringify(data))) };
		if (error) this.execution.data.resultData.error = error;
	}

	private async run(): Promise<void> {
		const { workflow, additionalData } = this.workflow();
		const node = workflow.getNode('Source')!;
		const start = { node, data: { main: [[{ json: {} }]] }, source: null };
		const data = createRunExecutionData({ executionData: { nodeExecutionStack: [start] } });
		const engine = new WorkflowExecute(additionalData, this.waits.mode ?? 'trigger', data);
		this.keep(await engine.processRunExecutionData(workflow));
	}

	private async goOn(data: IRunExecutionData): Promise<void> {
		this.execution.status = 'running';
		this.resumed += 1;
		const { workflow, additionalData } = this.workflow();
		const engine = new WorkflowExecute(additionalData, 'trigger', data);
		this.keep(await engine.processRunExecutionData(workflow));
	}

	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const raw = await readAll(request);
		const url = new URL(request.url ?? '', this.place.url);
		const { hmacSignatureSecret } = Container.get(InstanceSettings);
		const signature = url.searchParams.get('signature') ?? '';
		const reply = (status: number, text: string) => void response.writeHead(status).end(text);
		if (this.isHanging) return;
		if (this.isAway) return reply(503, 'Not now');
		const [, path, id, suffix] = url.pathname.split('/');
		if (path !== 'webhook-waiting' || id !== this.executionId || suffix !== NODE_ID) {
			return reply(404, 'There is no such execution');
		}
		if (!validateUrlSignature(signature, url, hmacSignatureSecret)) {
			return reply(401, 'The token is not valid');
		}
		if (this.status === 'running') return reply(409, 'The execution is running already');
		if (this.status !== 'waiting') return reply(200, 'No action required');
		await this.hand(request, response, url, raw);
	}

	/** Hands a request to the node; what it gives, the execution goes on with. */
	private async hand(
		request: IncomingMessage,
		response: ServerResponse,
		url: URL,
		raw: string,
	): Promise<void> {
		const isJson = request.headers['content-type'] === 'application/json';
		const body: unknown = isJson ? JSON.parse(raw) : Object.fromEntries(new URLSearchParams(raw));
		const httpRequest = {
			rawBody: Buffer.from(raw),
			body,
			headers: request.headers,
			params: {},
			query: Object.fromEntries(url.searchParams),
			method: request.method,
		};
		const httpResponse = {
			status: (status: number) => Object.assign(response, { statusCode: status }) && httpResponse,
			set: (headers: Record<string, string>) =>
				response.setHeaders(new Headers(headers)) && httpResponse,
			send: (text: string) => response.end(text),
			json: (value: unknown) => {
				if (this.losesAnswer) {
					this.losesAnswer = false;
					request.socket.destroy();
					return;
				}
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(value));
			},
		};
		// Each request loads the execution anew.
		const data = structuredClone(this.execution.data);
		const [entry] = data.executionData!.nodeExecutionStack;
		entry.node.disabled = true;
		data.waitTill = undefined;
		const { workflow, additionalData } = this.workflow();
		const context = new WebhookContext(
			workflow,
			workflow.getNode('WARest')!,
			{ ...additionalData, httpRequest, httpResponse } as unknown as IWorkflowExecuteAdditionalData,
			'trigger',
			{ webhookDescription: warest.description.webhooks![0] } as unknown as IWebhookData,
			[],
			data,
		);
		const { noWebhookResponse, webhookResponse, workflowData } = await warest.webhook.call(context);
		if (noWebhookResponse !== true) httpResponse.json(webhookResponse);
		if (!workflowData || this.status !== 'waiting') return;
		data.resultData.runData.WARest.pop();
		entry.data.main = workflowData;
		entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
		await this.goOn(data);
	}
}
