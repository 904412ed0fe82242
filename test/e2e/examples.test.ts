import type { Browser, Page } from 'playwright-core';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { OWNER, SANDBOX_EXAMPLE, warestCredential } from '../../tools/host/demo';
import { examples, forSandbox, type Example } from '../../tools/host/examples';
import type { ExecutionRecord, Stored, WorkflowDraft } from '../../tools/host/n8n-client';
import { EXAMPLE_RUNS, happen, type ExampleRun } from '../support/example-runs';
import { capture, openBrowser } from './browser';
import { Editor } from './editor';
import { getStage, signedIn } from './stage';
import { sandbox } from './trigger-scene';

const stage = getStage();
const client = signedIn(stage);
const TRIGGER = 'n8n-nodes-warest.warestTrigger';

let credential: Stored;
let types: INodeTypeDescription[];
let browser: Browser;
let page: Page;

beforeAll(async () => {
	const { value: session } = SANDBOX_EXAMPLE.session;
	credential = await client.createCredential(
		warestCredential('WARest account', stage.sandbox, session),
	);
	types = await client.nodeTypes();
	browser = await openBrowser();
	const context = await browser.newContext({ viewport: { width: 1200, height: 640 } });
	page = await context.newPage();
	await new Editor(page, stage.n8n.url).signIn(OWNER);
});

afterAll(async () => {
	await browser?.close();
	await client.deleteCredential(credential);
});

/** The type of a node in this n8n, in its version. */
function typeOf({ type, typeVersion }: INode): INodeTypeDescription | undefined {
	return types.find(({ name, version }) => name === type && [version].flat().includes(typeVersion));
}

/** What the sandbox was asked for from the request at `first` on. */
async function requestsFrom(first: number) {
	const { data } = await sandbox.get<{
		requests: Array<{ path: string; body: object; query: object }>;
	}>('/control/requests');
	return data.requests.slice(first);
}

/** The ID of the newest message that was sent. */
async function lastSent(): Promise<string> {
	const { data } = await sandbox.get<{ sent: Array<{ messageId: string }> }>('/control/sent');
	return String(data.sent.at(-1)?.messageId);
}

/** Waits until a condition holds. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
	for (let turn = 0; turn < 200; turn++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(what);
}

/** Starts a published workflow by what a contact does; answers for the person where it waits. */
async function started(
	workflow: Stored,
	{ happens, answer }: ExampleRun,
	first: number,
): Promise<ExecutionRecord> {
	const before = await client.count(workflow);
	await happen(stage.sandbox.url, happens!(await lastSent()));
	if (answer) {
		const asked = async () =>
			(await client.count(workflow, 'waiting')) > 0 && (await requestsFrom(first)).length > 0;
		await until(asked, 'Nothing was asked');
		await happen(stage.sandbox.url, answer(await lastSent()));
	}
	return (await client.executions(workflow, before + 1)).at(-1)!;
}

describe.each(examples)('$file', (example: Example) => {
	const { file, workflow: exported } = example;
	const runs = EXAMPLE_RUNS[file].filter(({ engineOnly }) => !engineOnly);
	let workflow: WorkflowDraft & Stored;

	it('is imported with the credential, and n8n knows all that is in it', async () => {
		const imported = await client.createWorkflow(exported);
		for (const node of imported.nodes) {
			const type = typeOf(node);
			expect({ [node.name]: type?.name }).toEqual({ [node.name]: node.type });
			const { properties } = type!;
			const shown = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				type!,
			);
			expect({ [node.name]: shown }).toMatchObject({ [node.name]: node.parameters });
			if (!node.credentials) continue;
			expect(node.credentials).toEqual({
				warestApi: { id: credential.id, name: credential.name },
			});
		}
		// What starts it stands for a person at a form, or for the time.
		const pinData = Object.fromEntries(
			runs.flatMap(({ from, items }) => (items ? [[from, items]] : [])),
		);
		workflow = await client.createWorkflow({ ...forSandbox(example), pinData });
	});

	it('is shown on the canvas', async () => {
		await page.goto(`${stage.n8n.url}/workflow/${workflow.id}`);
		const count = workflow.nodes.length;
		const nodes = page.locator('.vue-flow__node');
		await until(async () => (await nodes.count()) === count, 'Nodes are missing on the canvas');
		await page.getByTestId('zoom-to-fit').click();
		await page.mouse.move(0, 0);
		await capture(page, `40-example-${file}`);
	});

	if (runs.length === 0) return;

	it('runs, and does what it says', async () => {
		const isPublished = workflow.nodes.some(({ type }) => type === TRIGGER);
		if (isPublished) await client.activate(workflow);
		try {
			for (const run of runs) {
				const first = (await requestsFrom(0)).length;
				const { from, meanwhile, happens, does } = run;
				const running = happens ? started(workflow, run, first) : client.run(workflow, { from });
				if (meanwhile) await happen(stage.sandbox.url, meanwhile);
				const { status, data } = await running;
				expect(data.resultData.error).toBeUndefined();
				expect(status).toBe('success');
				const done = (await requestsFrom(first)).map(({ path, body, query }) => ({
					path,
					body: { ...query, ...body },
				}));
				expect(done).toEqual(
					expect.arrayContaining(
						does.map(([path, body]) => ({
							path: expect.stringMatching(new RegExp(`${path}$`)),
							body: expect.objectContaining(body),
						})),
					),
				);
			}
		} finally {
			if (isPublished) await client.deactivate(workflow);
		}
	});
});

it('the twins on one number each start with what is theirs', async () => {
	const twins = examples.filter(({ file }) => file.startsWith('two-workflows'));
	const published: Stored[] = [];
	for (const twin of twins) published.push(await client.createWorkflow(forSandbox(twin)));
	for (const one of published) await client.activate(one);
	try {
		for (const { file } of twins) {
			const [{ happens }] = EXAMPLE_RUNS[file];
			await happen(stage.sandbox.url, happens!(''));
		}
		for (const one of published) {
			const executions = await client.executions(one, 1);
			expect(executions.map(({ status }) => status)).toEqual(['success']);
		}
	} finally {
		for (const one of published) await client.deactivate(one);
	}
});
