import axios from 'axios';
import type { IConnections, IDataObject, INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { chosen, WAREST_CREDENTIAL, WAREST_NODE } from '../../tools/host/demo';
import type { Stored } from '../../tools/host/n8n-client';
import type { ScriptedModel, Turn } from './scripted-model';
import { getStage, signedIn } from './stage';
import { SESSION } from './trigger-scene';

const stage = getStage();
export const client = signedIn(stage);
export const http = axios.create({ proxy: false, validateStatus: () => true });

/** A node of this package that an agent has as a tool, or that stands before one. */
export interface ToolNode {
	name: string;
	parameters: IDataObject;
	/** The name of the review step before it. */
	behind?: string;
	isReview?: boolean;
}

/** A tool with what its author has to choose: the session. All else is left to the model. */
export const tool = (
	name: string,
	[resource, operation]: [string, string],
	more: IDataObject = {},
): ToolNode => ({
	name,
	parameters: {
		resource,
		operation,
		sessionId: chosen({ value: SESSION, name: SESSION }),
		...more,
	},
});

/** An agent in n8n, which a request starts. */
export interface Agent extends Stored {
	start: string;
	/** The name of its script. */
	script: string;
}

const node = (name: string, type: string, parameters: IDataObject, more: Partial<INode> = {}) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: parameters as INode['parameters'],
	...more,
});

/** Publishes a workflow with n8n's AI Agent, which has these tools. */
async function publish(script: string, tools: ToolNode[], openAi: Stored): Promise<Agent> {
	const start = randomUUID();
	const { id, name } = stage.credential;
	const to = (type: 'ai_tool' | 'ai_languageModel' | 'main', target: string) => ({
		[type]: [[{ node: target, type, index: 0 }]],
	});
	const connections: IConnections = {
		Start: to('main', 'AI Agent'),
		Model: to('ai_languageModel', 'AI Agent'),
	};
	for (const { name: from, behind } of tools)
		connections[from] = to('ai_tool', behind ?? 'AI Agent');
	const workflow = await client.createWorkflow({
		name: `Agent: ${script}`,
		nodes: [
			node(
				'Start',
				'n8n-nodes-base.webhook',
				{ path: start, httpMethod: 'POST', responseMode: 'onReceived' },
				{ typeVersion: 2, webhookId: start },
			),
			node(
				'AI Agent',
				'@n8n/n8n-nodes-langchain.agent',
				{ promptType: 'define', text: 'Look after the inbox', options: {} },
				{ typeVersion: 3 },
			),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				{
					model: { __rl: true, mode: 'id', value: script },
					responsesApiEnabled: false,
					options: { maxRetries: 0 },
				},
				{ typeVersion: 1.2, credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
			),
			...tools.map(({ name: called, parameters, isReview }) =>
				node(called, `${WAREST_NODE}${isReview ? 'HitlTool' : 'Tool'}`, parameters, {
					webhookId: randomUUID(),
					credentials: { [WAREST_CREDENTIAL]: { id, name } },
				}),
			),
		],
		connections,
		settings: { executionOrder: 'v1' },
	});
	await client.activate(workflow);
	return { ...workflow, start, script };
}

/** Agents with one model, which does what their scripts say. */
export async function agentsOf(model: ScriptedModel) {
	const openAi = await client.createCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	});
	/** Publishes an agent and starts it. */
	const begin = async (script: string, tools: ToolNode[], turns: Turn[]): Promise<Agent> => {
		const agent = await publish(script, tools, openAi);
		model.write(script, turns);
		await http.post(`${stage.n8n.url}/webhook/${agent.start}`, {});
		return agent;
	};
	/** Waits for the end of an agent's only run, and gives what the tools told its model. */
	const ended = async (agent: Agent): Promise<string[]> => {
		const [{ status, data }] = await client.executions(agent, 1);
		if (status !== 'success')
			throw new Error(`The agent failed: ${data.resultData.error?.message}`);
		return model.told(agent.script);
	};
	const run = async (...what: Parameters<typeof begin>) => await ended(await begin(...what));
	return { begin, ended, run };
}
