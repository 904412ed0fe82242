import type { AxiosInstance, AxiosResponse } from 'axios';
import axios from 'axios';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	INodeTypeDescription,
	IPinData,
	IRunExecutionData,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseFlatted } from './flatted';

const POLL_EVERY_MS = 100;
/** Less than what the tests that wait for it may take, so that they say what they waited for. */
const RUN_WITHIN_MS = 100_000;
/** n8n lists no more than this at once. */
const LISTED = 100;

/** Who signs in. */
export interface Person {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** A credential before n8n stores it. */
export interface CredentialDraft {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** A workflow before n8n stores it. */
export interface WorkflowDraft {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IDataObject;
	pinData?: IPinData;
}

/** What n8n stores has an id and a name. */
export interface Stored {
	id: string;
	name: string;
}

/** Where an execution ended, and everything it recorded. */
export interface ExecutionRecord {
	status: string;
	/** What started it: `webhook`, `trigger`, `manual` … */
	mode: string;
	data: IRunExecutionData;
}

/** How far n8n 2 is with the triggers of a workflow that was published. */
interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ status: string; errorMessage: string | null }>;
}

/** Asks a node's list method what the editor would ask when a person opens a list. */
export interface ListQuestion {
	nodeType: string;
	/** The node's parameters so far. */
	parameters: INodeParameters;
	credential: { type: string } & Stored;
	/** The parameter whose list is opened. */
	parameter: string;
	method: string;
	filter?: string;
	paginationToken?: string;
}

/** What n8n knows a signed-in browser by: its cookie, bound to an id that the browser made up. */
export interface Login {
	cookie: string;
	browserId: string;
}

/** An answer from n8n that isn't what was asked for. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		request: string,
		body: unknown,
	) {
		super(`n8n answered ${request} with ${status}: ${JSON.stringify(body)?.slice(0, 500)}`);
	}
}

/** n8n 1 shows that an execution has ended a moment before it shows what happened in it. */
const isStored = (data: IRunExecutionData | undefined): data is IRunExecutionData =>
	data !== undefined &&
	(data.resultData.error !== undefined || Object.keys(data.resultData.runData).length > 0);

/** Drives n8n over the REST API that its editor uses. */
export class N8nClient {
	private readonly http: AxiosInstance;

	constructor(
		readonly url: string,
		/** A login to continue with; n8n allows only a few sign-ins a minute. */
		readonly login: Login = { cookie: '', browserId: randomUUID() },
		/** Sees the text of every answer. */
		private readonly onAnswer: (text: string) => void = () => {},
	) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			// Read here, so that the watcher sees it exactly as it came.
			responseType: 'text',
			transformResponse: (body: string) => body,
			validateStatus: () => true,
			headers: { 'browser-id': login.browserId },
		});
		this.http.interceptors.request.use((request) => {
			if (login.cookie) request.headers.set('Cookie', login.cookie);
			return request;
		});
	}

	private async send<T>(method: string, path: string, data?: unknown): Promise<T> {
		const response: AxiosResponse<string> = await this.http.request({ method, url: path, data });
		this.onAnswer(response.data);
		const [cookie] = response.headers['set-cookie'] ?? [];
		if (cookie?.startsWith('n8n-auth=')) [this.login.cookie] = cookie.split(';');
		const isJson = String(response.headers['content-type']).includes('json');
		const body: unknown = isJson ? JSON.parse(response.data) : response.data;
		if (response.status >= 400 || !isJson) {
			throw new N8nRefusal(response.status, `${method} ${path}`, body);
		}
		return body as T;
	}

	private async rest<T>(method: string, path: string, data?: unknown): Promise<T> {
		return (await this.send<{ data: T }>(method, `/rest/${path}`, data)).data;
	}

	/** Waits until the API answers: n8n 1 says that it is ready a moment too early. */
	async available(): Promise<void> {
		for (;;) {
			try {
				await this.rest('GET', 'settings');
				return;
			} catch (error) {
				if (!(error instanceof N8nRefusal) || error.status !== 404) throw error;
			}
			await wait(POLL_EVERY_MS);
		}
	}

	/** True until the instance has an owner. */
	async needsOwner(): Promise<boolean> {
		const settings = await this.rest<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'settings',
		);
		return settings.userManagement.showSetupOnFirstLoad;
	}

	/** Creates the owner of a new instance, and stays signed in as that person. */
	async setUpOwner(person: Person): Promise<void> {
		await this.rest('POST', 'owner/setup', person);
	}

	/** Signs in. */
	async signIn({ email, password }: Person): Promise<void> {
		await this.rest('POST', 'login', { emailOrLdapLoginId: email, password });
	}

	/** The node types that the editor offers. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.send('GET', '/types/nodes.json');
	}

	/** The stored credentials, without their data. */
	async credentials(): Promise<Stored[]> {
		return await this.rest('GET', 'credentials');
	}

	/** Stores a credential; the editor offers the newest one first. */
	async createCredential(draft: CredentialDraft): Promise<Stored> {
		return await this.rest('POST', 'credentials', draft);
	}

	async deleteCredential({ id }: Stored): Promise<void> {
		await this.rest('DELETE', `credentials/${id}`);
	}

	/** Replaces the data of a stored credential. */
	async updateCredential(id: string, draft: CredentialDraft): Promise<Stored> {
		return await this.rest('PATCH', `credentials/${id}`, draft);
	}

	/** A stored credential as the editor gets it when a person opens it. */
	async credentialAsShown(id: string): Promise<CredentialDraft & Stored> {
		return await this.rest('GET', `credentials/${id}?includeData=true`);
	}

	/** What a person sees after "Test" in a credential. */
	async testCredential(draft: CredentialDraft): Promise<INodeCredentialTestResult> {
		const credentials = { id: '', ...draft };
		return await this.rest('POST', 'credentials/test', { credentials });
	}

	/** The stored workflows. */
	async workflows(): Promise<Stored[]> {
		return await this.rest('GET', 'workflows');
	}

	/** A stored workflow with its nodes. */
	async workflow(id: string): Promise<WorkflowDraft & Stored> {
		return await this.rest('GET', `workflows/${id}`);
	}

	/** Stores a workflow. */
	async createWorkflow(draft: WorkflowDraft): Promise<WorkflowDraft & Stored> {
		return await this.rest('POST', 'workflows', { active: false, ...draft });
	}

	/** Runs a stored workflow manually up to a node, or all of it, and waits until it has ended. */
	async run(
		workflow: WorkflowDraft & Stored,
		{ from, to }: { from: string; to?: string },
	): Promise<ExecutionRecord> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`workflows/${workflow.id}/run`,
			{
				workflowData: workflow,
				triggerToStartFrom: { name: from },
				...(to !== undefined && { destinationNode: { nodeName: to, mode: 'inclusive' } }),
			},
		);
		return await this.ended(executionId);
	}

	/**
	 * Publishes a stored workflow, and waits until its triggers start it: n8n 1 answers only then, n8n 2 shows
	 * afterwards how it went.
	 */
	async activate({ id }: Stored): Promise<void> {
		const { versionId } = await this.rest<{ versionId: string }>('GET', `workflows/${id}`);
		await this.rest('POST', `workflows/${id}/activate`, { versionId });
		const giveUpAt = Date.now() + RUN_WITHIN_MS;
		for (;;) {
			const publication = await this.publication(id);
			if (publication.status === 'published') return;
			// n8n reads separately what is under way and what is done: in between, it may see neither.
			const isSettled = !['in_progress', 'not_published'].includes(publication.status);
			if (isSettled || Date.now() > giveUpAt) {
				throw new Error(`Workflow ${id} is not published: ${JSON.stringify(publication)}`);
			}
			await wait(POLL_EVERY_MS);
		}
	}

	private async publication(id: string): Promise<Publication> {
		try {
			return await this.rest('GET', `workflows/${id}/publication-status`);
		} catch (error) {
			if (!(error instanceof N8nRefusal) || error.status !== 404) throw error;
			return { status: 'published', triggers: [] };
		}
	}

	async deactivate({ id }: Stored): Promise<void> {
		await this.rest('POST', `workflows/${id}/deactivate`, {});
	}

	/** Listens for a test event of a trigger, like the button in the editor. */
	async listen(workflow: WorkflowDraft & Stored, trigger: string): Promise<void> {
		const { waitingForWebhook } = await this.rest<{ waitingForWebhook?: boolean }>(
			'POST',
			`workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		if (!waitingForWebhook) throw new Error(`Workflow ${workflow.id} does not listen`);
	}

	/** The latest executions of a workflow, newest first, and how many there are. */
	private async executionList({ id }: Stored, limit = LISTED, status: string[] = []) {
		const filter = JSON.stringify({ workflowId: id, ...(status.length > 0 && { status }) });
		return await this.rest<{ count: number; results: Array<{ id: string }> }>(
			'GET',
			`executions?filter=${encodeURIComponent(filter)}&limit=${limit}`,
		);
	}

	/** How often a workflow was started; how many of its executions have one of `statuses`, if there are any. */
	async count(workflow: Stored, ...statuses: string[]): Promise<number> {
		return (await this.executionList(workflow, 1, statuses)).count;
	}

	/** The IDs of a workflow's newest executions, at most 100, oldest first, once there are `count` of them. */
	async started(workflow: Stored, count: number): Promise<string[]> {
		const giveUpAt = Date.now() + RUN_WITHIN_MS;
		for (;;) {
			const { results } = await this.executionList(workflow);
			const ids = new Set(results.map((one) => one.id));
			if (ids.size >= count) return [...ids].sort((a, b) => Number(a) - Number(b));
			if (Date.now() > giveUpAt) {
				throw new Error(`Workflow ${workflow.id} was not started ${count} times`);
			}
			await wait(POLL_EVERY_MS);
		}
	}

	/** The executions of a workflow that triggers started, oldest first, once `count` of them have ended. */
	async executions(workflow: Stored, count: number): Promise<ExecutionRecord[]> {
		const ids = await this.started(workflow, count);
		return await Promise.all(ids.map(async (id) => await this.ended(id)));
	}

	/** The newest execution of a workflow, once it has ended. */
	async lastExecution(workflow: Stored): Promise<ExecutionRecord> {
		const { results } = await this.executionList(workflow, 1);
		if (results.length === 0) throw new Error(`Workflow ${workflow.id} was never started`);
		return await this.ended(results[0].id);
	}

	/** An execution, once it has ended. */
	async ended(executionId: string, withinMs = RUN_WITHIN_MS): Promise<ExecutionRecord> {
		const giveUpAt = Date.now() + withinMs;
		for (;;) {
			const execution = await this.rest<{ status: string; mode: string; data: string }>(
				'GET',
				`executions/${executionId}`,
			);
			if (!['new', 'running', 'waiting'].includes(execution.status)) {
				const data = parseFlatted(execution.data) as IRunExecutionData | undefined;
				if (isStored(data)) return { status: execution.status, mode: execution.mode, data };
			}
			if (Date.now() > giveUpAt) throw new Error(`Execution ${executionId} does not end`);
			await wait(POLL_EVERY_MS);
		}
	}

	/** A file that an execution holds, as the editor downloads it. */
	async file(binaryId: string): Promise<Buffer> {
		const path = '/rest/binary-data';
		const { status, data } = await this.http.get<ArrayBuffer>(path, {
			params: { id: binaryId, action: 'download' },
			responseType: 'arraybuffer',
			transformResponse: [],
		});
		if (status !== 200) throw new N8nRefusal(status, `GET ${path}`, Buffer.from(data).toString());
		return Buffer.from(data);
	}

	/** One page of the list behind a resource locator. */
	async list({
		nodeType,
		parameters,
		credential: { type, id, name },
		parameter,
		method,
		filter,
		paginationToken,
	}: ListQuestion): Promise<INodeListSearchResult> {
		return await this.rest('POST', 'dynamic-node-parameters/resource-locator-results', {
			path: `parameters.${parameter}`,
			methodName: method,
			nodeTypeAndVersion: { name: nodeType, version: 1 },
			currentNodeParameters: parameters,
			credentials: { [type]: { id, name } },
			filter,
			paginationToken,
		});
	}
}
