import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import { chosen, SANDBOX_EXAMPLE, WAREST_CREDENTIAL, WAREST_NODE } from '../../tools/host/demo';
import type { Stored } from '../../tools/host/n8n-client';
import { getStage, restartN8n, signedIn } from './stage';
import {
	CHAT,
	free,
	ofN8n,
	SESSION,
	sharedBy,
	slot,
	textsOf,
	triggerWorkflow,
	write,
} from './trigger-scene';

const stage = getStage();
const client = signedIn(stage);
const http = axios.create({ proxy: false, validateStatus: () => true });

/** A workflow that a request starts: it asks, and its two outputs go on to nodes of their own. */
async function asking(parameters: IDataObject): Promise<Stored & { start: string }> {
	const start = randomUUID();
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion: type === WAREST_NODE ? 1.1 : 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const { id, name } = stage.credential;
	const workflow = await client.createWorkflow({
		name: 'Ask and go on',
		nodes: [
			node('Start', 'n8n-nodes-base.webhook', {
				typeVersion: 2,
				webhookId: start,
				parameters: { path: start, httpMethod: 'POST', responseMode: 'onReceived' },
			}),
			node('Ask "{{ us }}"', WAREST_NODE, {
				parameters: {
					resource: 'messages',
					operation: 'sendAndWait',
					sessionId: chosen(SANDBOX_EXAMPLE.session),
					to: { __rl: true, mode: 'number', value: SANDBOX_EXAMPLE.chat.value },
					message: '=Shall we deliver {{ $json.body.what }}?',
					answerBy: 'link',
					...parameters,
				} as INode['parameters'],
				credentials: { [WAREST_CREDENTIAL]: { id, name } },
			}),
			node('Answered', 'n8n-nodes-base.noOp'),
			node('No Answer', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [to('Ask "{{ us }}"')] },
			'Ask "{{ us }}"': { main: [to('Answered'), to('No Answer')] },
		},
		settings: { executionOrder: 'v1' },
	});
	await client.activate(workflow);
	return { ...workflow, start };
}

/** Starts it, and gives the link of its message. */
async function linkOf({ start }: { start: string }): Promise<string> {
	const what = `order ${randomUUID()}`;
	await http.post(`${stage.n8n.url}/webhook/${start}`, { what, data: { approved: true } });
	for (let turn = 0; turn < 300; turn++) {
		const { data } = await http.get<{ sent: Array<{ text: string | null }> }>(
			`${stage.sandbox.url}/control/sent`,
		);
		const text = data.sent.map((message) => message.text).find((each) => each?.includes(what));
		const link = /http\S+/.exec(text ?? '')?.[0];
		// It runs until n8n has stored that it waits.
		if (link !== undefined && (await http.get(link)).status === 200) return link;
		await wait(100);
	}
	throw new Error('Nothing was asked');
}

const answer = async (link: string, choice: number) =>
	await http.post<string>(link, new URLSearchParams({ choice: String(choice) }).toString());

it('goes on with the answer, over a restart of n8n; no preview decides, and only one answer counts', async () => {
	const workflow = await asking({});
	const link = await linkOf(workflow);
	const page = await http.get<string>(link);
	expect(page.status).toBe(200);
	expect(page.data).toContain('Approve');
	expect(page.headers['content-security-policy']).toContain("default-src 'none'");
	await restartN8n(stage);
	expect((await answer(link, 1)).data).toContain('Thank you');
	const { status, data } = await client.lastExecution(workflow);
	expect(status).toBe('success');
	const { runData } = data.resultData;
	expect(runData).not.toHaveProperty('No Answer');
	expect(runData.Answered[0].data?.main[0]?.[0].json).toMatchObject({
		answered: true,
		value: false,
		data: { approved: false },
	});
	expect((await answer(link, 0)).data).not.toContain('Thank you');
	expect((await http.get(`${link}0`)).status).toBe(401);
});

it('goes on from the second output when nobody answers in time', async () => {
	const values = { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' };
	const workflow = await asking({ options: { limitWaitTime: { values } } });
	await linkOf(workflow);
	const { data } = await client.lastExecution(workflow);
	const { runData } = data.resultData;
	expect(runData).not.toHaveProperty('Answered');
	expect(runData['No Answer'][0].data?.main[0]?.[0].json).toMatchObject({
		answered: false,
		data: { approved: false, timedOut: true },
	});
});

describe('in the chat', () => {
	const inChat = {
		answerBy: 'chat',
		sessionId: chosen({ value: SESSION, name: SESSION }),
		to: { __rl: true, mode: 'id', value: CHAT },
	};

	/** Starts it; resolves once n8n has stored that it waits for the answer to its question. */
	async function asked(workflow: Stored & { start: string }): Promise<void> {
		await http.post(`${stage.n8n.url}/webhook/${workflow.start}`, { what: 'order 4711' });
		for (let turn = 0; turn < 300; turn++) {
			if ((await client.count(workflow, 'waiting')) === 1) return;
			await wait(100);
		}
		throw new Error('Nothing was asked');
	}

	afterEach(async () => {
		for (const workflow of await client.workflows()) await client.deactivate(workflow);
		await slot(free);
	});

	it('the answer goes to the question over a restart of n8n, and starts none of two workflows', async () => {
		const triggers = [];
		for (const name of ['Inbox', 'Another one']) {
			const trigger = await client.createWorkflow(triggerWorkflow(name));
			await client.activate(trigger);
			triggers.push(trigger);
		}
		await slot(sharedBy(2));
		const workflow = await asking(inChat);
		await asked(workflow);
		await restartN8n(stage);
		await slot(sharedBy(2), 60);
		await write('2');
		const { status, data } = await client.lastExecution(workflow);
		expect(status).toBe('success');
		expect(data.resultData.runData.Answered[0].data?.main[0]?.[0].json).toMatchObject({
			answered: true,
			value: false,
			answeredBy: { jid: CHAT },
		});
		await write('after the answer');
		for (const trigger of triggers) {
			expect(textsOf(await client.executions(trigger, 1))).toEqual(['after the answer']);
		}
	});

	it('what does not fit is asked again, and the end of its time ends it', async () => {
		const trigger = await client.createWorkflow(triggerWorkflow('Inbox'));
		await client.activate(trigger);
		await slot(ofN8n);
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.2, resumeUnit: 'minutes' };
		const workflow = await asking({
			...inChat,
			responseType: 'value',
			valueType: 'number',
			options: { limitWaitTime: { values }, reaskText: 'Only the number, please' },
		});
		await asked(workflow);
		await write('many');
		const { data } = await client.lastExecution(workflow);
		expect(data.resultData.runData['No Answer'][0].data?.main[0]?.[0].json).toMatchObject({
			because: 'time',
			tries: 1,
		});
	});
});
