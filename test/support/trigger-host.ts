import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type ServerResponse,
} from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import { HookContext, PollContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, toCronExpression, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	TriggerTime,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { WarestApi } from '../../credentials/WarestApi.credentials';
import { WarestTrigger } from '../../nodes/WarestTrigger/WarestTrigger.node';
import { additionalDataFor } from './engine';
import { listen, type Listening } from '../../sandbox/listening';
import type { Account } from './warest';

/** One run of the workflow: what each output of the trigger gave. */
export interface Started {
	mode: WorkflowExecuteMode;
	outputs: INodeExecutionData[][];
	hints: string[];
}

interface Answered {
	status: number;
	body: unknown;
}

/** The node as one process of n8n has it. */
interface NodeInProcess {
	trigger: WarestTrigger;
	/** By it the node knows what it remembers in the process. */
	nodeId: string;
}

const mainTrigger = new WarestTrigger();
const [description] = mainTrigger.description.webhooks ?? [];
let lastId = 0;
const newNodeId = () => `node-${++lastId}`;

/** Whether it is what WARest delivers, or another trigger passes on, or a check has found. */
const startsWorkflows = (headers: Record<string, string>, raw: Buffer): boolean =>
	headers['x-warest-delivery-attempt'] !== undefined || raw.includes('"messages":[{');

/**
 * What n8n does for a workflow with one WARest Trigger, with n8n's own contexts and engine: activates it,
 * listens for test events, polls, takes requests over HTTP, runs it. Each request and each change of state sees
 * what was stored with the workflow, as in n8n, where each loads the workflow anew.
 */
export class TriggerHost {
	/** The process that activates, checks, and takes test events. */
	private readonly main: NodeInProcess = { trigger: mainTrigger, nodeId: newNodeId() };
	/** Those that take what comes to the live address. */
	private webhooks = [this.main];
	/** Which of so many processes takes the next request. */
	private choose: (count: number) => number = () => 0;
	/** The end of what they took last. */
	private lastEvent: Promise<unknown> = Promise.resolve();
	private stored: IDataObject = {};
	private tested: IDataObject = {};
	/** What n8n polls with: its copy of what was stored when it activated the workflow. */
	private polled: IDataObject = {};
	private active = false;
	private listening = false;
	/** The other workflows of this n8n. */
	private readonly others: TriggerHost[] = [];
	private readonly paths = new Map<string, RequestListener>();
	/** So many requests fail. */
	private failing = 0;
	private held: { text: string; arrived: (letGo: () => void) => void } | null = null;
	/** What is answered at the live address while the workflow isn't active there. */
	private refusal = 404;
	/** The next request is taken, but its answer gets lost. */
	losesAnswer = false;
	/** Every run that was started, oldest first. */
	readonly runs: Started[] = [];
	/** What the node wrote into n8n's log at the levels that n8n shows by default, oldest first. */
	readonly log: string[] = [];
	/** Every answer to a request, oldest first. */
	readonly answers: Answered[] = [];
	/** They may be changed between two activations. */
	parameters: INodeParameters;

	private constructor(
		private readonly place: Listening,
		private readonly account: Account,
		parameters: INodeParameters,
		readonly webhookId: string,
	) {
		this.parameters = parameters;
	}

	/** @param webhookId of another host: then it is a copy of that workflow */
	static async start(
		account: Account,
		parameters: INodeParameters = {},
		webhookId = `hook-${++lastId}`,
	): Promise<TriggerHost> {
		const shop = { __rl: true, mode: 'id', value: 'shop' };
		const server = createServer();
		const place = await listen(server);
		const host = new TriggerHost(place, account, { sessionId: shop, ...parameters }, webhookId);
		server.on('request', (request, response) => void host.dispatch(request, response));
		return host;
	}

	/** Another workflow of the same n8n, which ends with this one. */
	addWorkflow(parameters: INodeParameters = {}, account = this.account): TriggerHost {
		const all = { ...this.parameters, ...parameters };
		const host = new TriggerHost(this.place, account, all, `hook-${++lastId}`);
		this.others.push(host);
		return host;
	}

	async close(): Promise<void> {
		await this.place.close();
	}

	get origin(): string {
		return this.place.url;
	}

	/** Hands the requests below a path to something else of this n8n. */
	serve(path: string, take: RequestListener): void {
		this.paths.set(path, take);
	}

	/** Below it both addresses of the trigger lie. */
	get url(): string {
		return `${this.place.url}/webhook/${this.webhookId}/warest`;
	}

	get testUrl(): string {
		return `${this.place.url}/webhook-test/${this.webhookId}/warest`;
	}

	/** Whether the editor listens for a test event. */
	get isListening(): boolean {
		return this.listening;
	}

	get items(): IDataObject[] {
		return this.runs.flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));
	}

	/** What n8n has stored with the workflow for this node. */
	get memory(): IDataObject {
		return (this.stored['node:Trigger'] ?? {}) as IDataObject;
	}

	set memory(memory: IDataObject) {
		this.stored = { 'node:Trigger': memory };
	}

	private workflow(
		staticData: IDataObject,
		{ trigger, nodeId }: NodeInProcess = this.main,
	): {
		workflow: Workflow;
		node: INode;
		additionalData: IWorkflowExecuteAdditionalData;
	} {
		const node: INode = {
			id: nodeId,
			webhookId: this.webhookId,
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { warestApi: { id: '1', name: 'test' } },
		};
		const nodeTypes = {
			getByName: () => trigger,
			getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(trigger),
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		const workflow = new Workflow({
			id: 'w1',
			name: 'test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(staticData),
			settings: { executionOrder: 'v1' },
		});
		const additionalData = {
			...additionalDataFor(workflow, new WarestApi(), {
				defaultCountryCode: '',
				ignoreSslIssues: false,
				...this.account,
			}),
			webhookBaseUrl: `${this.place.url}/webhook`,
			webhookTestBaseUrl: `${this.place.url}/webhook-test`,
		};
		return { workflow, node: workflow.getNode('Trigger')!, additionalData };
	}

	/** Lets the node write into this host's log. */
	private logging<T extends object>(context: T): T {
		const line = (text: string) => void this.log.push(text);
		const logger = { error: line, warn: line, info: line, debug: () => {} };
		return Object.defineProperty(context, 'logger', { value: logger });
	}

	private kept(workflow: Workflow): IDataObject {
		return JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	private async hook(method: 'checkExists' | 'create' | 'delete', isTest: boolean) {
		const { workflow, node, additionalData } = this.workflow(isTest ? this.tested : this.stored);
		const [mode, activation]: [WorkflowExecuteMode, WorkflowActivateMode] = isTest
			? ['manual', 'manual']
			: ['trigger', 'activate'];
		const context = this.logging(
			new HookContext(workflow, node, additionalData, mode, activation, {
				webhookDescription: description,
				isTest,
			} as IWebhookData),
		);
		const answer = await mainTrigger.webhookMethods.default[method].call(context);
		// n8n keeps it whatever a deletion made of it, but drops it where a creation fails.
		if (isTest) this.tested = this.kept(workflow);
		else this.stored = this.kept(workflow);
		return answer;
	}

	/** n8n takes requests before it calls `create`. */
	async activate(): Promise<void> {
		this.active = true;
		try {
			if (!(await this.hook('checkExists', false))) await this.hook('create', false);
			this.polled = this.stored;
			await this.poll();
		} catch (error) {
			await this.deactivate();
			// n8n 2 goes on polling, with the copy that it tried to activate.
			this.polled = this.stored;
			throw error;
		}
	}

	async deactivate(): Promise<void> {
		await this.hook('delete', false);
		this.active = false;
	}

	/** "Listen for test event" in the editor. */
	async listen(): Promise<void> {
		this.listening = true;
		try {
			if (!(await this.hook('checkExists', true))) await this.hook('create', true);
		} catch (error) {
			await this.stopListening();
			throw error;
		}
	}

	async stopListening(): Promise<void> {
		await this.hook('delete', true);
		this.listening = false;
		this.tested = {};
	}

	/** n8n dies: nothing is put back, nobody answers. */
	crash(): void {
		this.active = false;
		this.listening = false;
		this.tested = {};
	}

	/** n8n is started again after a crash: only what it has stored is left. */
	async restart(): Promise<void> {
		this.boot();
		await this.activate();
	}

	/** New processes of n8n, in which the workflow isn't active. */
	boot(): void {
		for (const process of new Set([this.main, ...this.webhooks])) process.nodeId = newNodeId();
	}

	/**
	 * From now on what comes to the live address is taken by these processes of the same n8n, as in queue mode: one event
	 * after the other, as n8n may forget one of two that it stores at the same moment (docs/queue-mode.md).
	 * @param triggers the node as each of them has it
	 * @param withMain main is one of them, the first
	 * @param choose which of so many takes the next request
	 */
	leaveWebhooksTo(
		triggers: readonly WarestTrigger[],
		{ withMain = false, choose = this.choose } = {},
	): void {
		const others = triggers.map((trigger) => ({ trigger, nodeId: this.main.nodeId }));
		this.webhooks = withMain ? [this.main, ...others] : others;
		this.choose = choose;
	}

	/** One of several processes, which is not main, starts anew, while the others go on. */
	bootWebhooks(): void {
		this.webhooks[this.webhooks.length - 1].nodeId = newNodeId();
	}

	/** n8n can't be reached, e.g. behind a proxy that answers for it. */
	pause(status = 404): void {
		this.active = false;
		this.refusal = status;
	}

	/** The next request fails, as while n8n is overloaded. */
	failNext(count = 1): void {
		this.failing = count;
	}

	/** Has the next request with this text in its body wait; resolves once it is there, with what lets it go on. */
	async hold(text: string): Promise<() => void> {
		return await new Promise((arrived) => {
			this.held = { text, arrived };
		});
	}

	resume(): void {
		this.active = true;
		this.refusal = 404;
	}

	/** When n8n polls, as cron expressions with a random second. */
	schedule(): string[] {
		const { workflow, node, additionalData } = this.workflow(this.stored);
		const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
		const { item } = context.getNodeParameter('pollTimes') as { item: TriggerTime[] };
		return item.map(toCronExpression);
	}

	/** One of n8n's regular polls; starts the workflow with what it gives. */
	async poll(): Promise<void> {
		const { workflow, node, additionalData } = this.workflow(this.polled);
		const context = this.logging(
			new PollContext(workflow, node, additionalData, 'trigger', 'activate'),
		);
		const data = await mainTrigger.poll.call(context);
		if (workflow.staticData.__dataChanged) throw new Error('A poll changed what n8n stores');
		if (data) this.runs.push(await this.run(data, 'trigger'));
	}

	/** Hands a request to the node as n8n does, without HTTP. */
	async deliver(
		raw: Buffer,
		headers: Record<string, string>,
		isTest = false,
		query: Record<string, string> = {},
	): Promise<Answered> {
		const process = isTest ? this.main : this.webhooks[this.choose(this.webhooks.length)];
		const stored = isTest ? this.tested : this.stored;
		const { workflow, node, additionalData } = this.workflow(stored, process);
		const mode = isTest ? 'manual' : 'webhook';
		const answered: Answered = { status: 200, body: undefined };
		const httpResponse = {
			status(status: number) {
				answered.status = status;
				return this;
			},
			json(body: unknown) {
				answered.body = body;
			},
		};
		let body: unknown = raw.toString();
		if (headers['content-type'] === 'application/json') body = JSON.parse(raw.toString());
		const httpRequest = { rawBody: raw, body, headers, params: {}, query, method: 'POST' };
		const context = this.logging(
			new WebhookContext(
				workflow,
				node,
				{
					...additionalData,
					httpRequest,
					httpResponse,
				} as unknown as IWorkflowExecuteAdditionalData,
				mode,
				{ webhookDescription: description, isTest } as IWebhookData,
				[],
				null,
			),
		);
		const result: IWebhookResponseData = await process.trigger.webhook.call(context);
		// n8n 2.41 stores it before it starts the workflow only if the node has answered by itself.
		const isStored = result.noWebhookResponse === true || result.workflowData === undefined;
		if (isTest) this.tested = this.kept(workflow);
		else if (isStored) this.stored = this.kept(workflow);
		if (!result.noWebhookResponse) {
			// What n8n answers when it starts the workflow: `responseData` of the description comes first.
			const { responseData = 'firstEntryJson' } = description;
			const started = result.workflowData !== undefined && responseData !== '';
			answered.body = started ? responseData : result.webhookResponse;
		}
		this.answers.push(answered);
		if (result.workflowData) {
			this.runs.push(await this.run(result.workflowData, mode));
			if (isTest) await this.stopListening();
		}
		return answered;
	}

	private async run(data: INodeExecutionData[][], mode: WorkflowExecuteMode): Promise<Started> {
		const { workflow, node, additionalData } = this.workflow(this.stored);
		const start = { node, data: { main: data }, source: null };
		const runData = createRunExecutionData({ executionData: { nodeExecutionStack: [start] } });
		const engine = new WorkflowExecute(additionalData, mode, runData);
		const { data: done } = await engine.processRunExecutionData(workflow);
		if (done.resultData.error) throw done.resultData.error;
		if (mode !== 'manual' && workflow.staticData.__dataChanged) this.stored = this.kept(workflow);
		const [ran] = done.resultData.runData.Trigger ?? [];
		return {
			mode,
			outputs: (ran?.data?.main ?? []).map((items) => items ?? []),
			hints: (ran?.hints ?? []).map(({ message }) => message),
		};
	}

	/** Has the workflow take a request that it is for. */
	private async dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '', this.place.url);
		for (const [path, take] of this.paths) {
			if (pathname.startsWith(path)) return void take(request, response);
		}
		const isFor = ({ url, testUrl }: TriggerHost) =>
			[url, testUrl].some((address) => new URL(address).pathname === pathname);
		await (this.others.find(isFor) ?? this).take(request, response);
	}

	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const done = this.lastEvent.then(task);
		this.lastEvent = done;
		return await done;
	}

	/** What n8n's web server does: 404 where no webhook is registered. */
	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const raw = Buffer.from(await readAll(request));
		const { held } = this;
		if (held && raw.includes(held.text)) {
			this.held = null;
			await new Promise<void>((letGo) => held.arrived(letGo));
		}
		const path = (request.url ?? '').replace(/\?.*$/, '');
		const isTest = path === new URL(this.testUrl).pathname && this.listening;
		const isLive = path === new URL(this.url).pathname && this.active;
		let answered: Answered = { status: this.refusal, body: { message: 'not registered' } };
		if (this.failing > 0) {
			this.failing -= 1;
			answered = { status: 503, body: { message: 'overloaded' } };
		} else if (request.method === 'POST' && (isTest || isLive)) {
			const headers = request.headers as Record<string, string>;
			const query = Object.fromEntries(new URL(request.url ?? '', this.url).searchParams);
			const deliver = async () =>
				await this.deliver(raw, headers, isTest, query).catch((error: Error) => ({
					status: 500,
					body: { message: error.message },
				}));
			// A test is main's alone, and the delivery that it belongs to may wait for it.
			const mayWait = !isTest && this.webhooks.length > 1 && startsWorkflows(headers, raw);
			answered = await (mayWait ? this.inTurn(deliver) : deliver());
		}
		if (this.losesAnswer) {
			this.losesAnswer = false;
			request.socket.destroy();
			return;
		}
		response.writeHead(answered.status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answered.body ?? null));
	}
}
