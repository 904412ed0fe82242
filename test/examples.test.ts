import type { INode, INodeExecutionData, INodeTypeDescription } from 'n8n-workflow';
import { isResourceLocatorValue, NodeHelpers } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Warest } from '../nodes/Warest/Warest.node';
import { WarestTrigger } from '../nodes/WarestTrigger/WarestTrigger.node';
import { examples, forSandbox, SANDBOX_CHANGES, type Example } from '../tools/host/examples';
import { projectFolder } from '../tools/host/packed-package';
import { EXAMPLE_RUNS, happen, type ExampleRun } from './support/example-runs';
import { useSandbox } from './support/sandbox';
import { TriggerHost } from './support/trigger-host';
import { runWhole } from './support/whole-workflow';

const TRIGGER = 'n8n-nodes-warest.warestTrigger';

/** The nodes of this package by type; an agent's tool has the parameters of the node. */
const descriptions: Record<string, INodeTypeDescription> = {
	'n8n-nodes-warest.warest': new Warest().description,
	'n8n-nodes-warest.warestTool': new Warest().description,
	[TRIGGER]: new WarestTrigger().description,
};
const REVIEW = 'n8n-nodes-warest.warestHitlTool';

const isOfOthers = ({ type }: INode) =>
	type.startsWith('n8n-nodes-base.') || type.startsWith('@n8n/n8n-nodes-langchain.');

/** The node with each parameter that the editor shows, as n8n makes it of what is stored. */
const shown = (node: INode, description: INodeTypeDescription) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);

/** What n8n marks red in a node. */
const missing = (node: INode) => {
	const description = descriptions[node.type];
	const parameters = shown(node, description) ?? {};
	const issues = NodeHelpers.getNodeParametersIssues(
		description.properties,
		{ ...node, parameters },
		description,
	);
	return Object.keys(issues?.parameters ?? {});
};

const known = (nodes: INode[]) => nodes.filter(({ type }) => type in descriptions);

describe.each(examples)('$file', (example: Example) => {
	const { file, workflow } = example;

	it('has only nodes of n8n and of this package, with what they know', () => {
		for (const node of workflow.nodes) {
			if (isOfOthers(node) || node.type === REVIEW) continue;
			const description = descriptions[node.type];
			expect(description).toBeDefined();
			expect({ [node.name]: shown(node, description) }).toMatchObject({
				[node.name]: node.parameters,
			});
			for (const [name, value] of Object.entries(node.parameters)) {
				if (!isResourceLocatorValue(value)) continue;
				const modes = description.properties
					.filter((property) => property.name === name)
					.flatMap((property) => property.modes?.map((mode) => mode.name));
				expect(modes).toContain(value.mode);
			}
		}
	});

	it('asks a person only for what its note says', () => {
		const asked = known(workflow.nodes).flatMap((node) =>
			missing(node).map((parameter) => `${node.name}: ${parameter}`),
		);
		const changes = Object.entries(SANDBOX_CHANGES[file] ?? {});
		const changed = changes.flatMap(([name, parameters]) =>
			Object.keys(parameters).map((parameter) => `${name}: ${parameter}`),
		);
		expect(changed).toEqual(expect.arrayContaining(asked));
		const [note] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const lines = String(note.parameters.content).split('\n');
		expect(lines).toEqual(
			['What it does', 'Change first', 'Then'].map((word) =>
				expect.stringMatching(new RegExp(`^\\*\\*${word}\\b`)),
			),
		);
		for (const [name] of changes) expect(lines[1]).toContain(`_${name}_`);
		expect(known(forSandbox(example).nodes).flatMap(missing)).toEqual([]);
	});

	it('holds nothing that is on one machine only, and nobody to write to', () => {
		for (const { credentials } of workflow.nodes) {
			if (!credentials) continue;
			expect(credentials).toEqual({ warestApi: { id: null, name: 'WARest account' } });
		}
		const values = JSON.stringify(workflow.nodes.map(({ parameters }) => parameters));
		expect(values).not.toMatch(/@g\.us|@s\.whatsapp\.net/);
		expect(values.replaceAll('+62 812-0001-0000', '')).not.toMatch(/\+\d|\d{8}(?!-)/);
	});

	it('is in the table of the examples', () => {
		const table = readFileSync(join(projectFolder, 'examples/README.md'), 'utf8');
		expect(table).toContain(`](${file}.json)`);
		expect(table).toContain(workflow.name);
	});
});

/** Where in a list of changes one to the same chat stands. */
const placeOf = ({ does }: ExampleRun, { body }: { body?: unknown }): number =>
	does.findIndex(([, { to }]) => to === (body as { to?: unknown } | undefined)?.to);

describe('in the sandbox', () => {
	const current = useSandbox({ world: 'demo' });

	const changes = () =>
		current.sandbox.requests.filter(
			({ method, path }) =>
				path.endsWith('/session/create') || (method !== 'GET' && !/\/config$|check/.test(path)),
		);

	/** The items that a run starts with, of the real trigger where a contact starts it. */
	async function itemsOf(
		{ from, happens, items = [] }: ExampleRun,
		host: TriggerHost | undefined,
	): Promise<INodeExecutionData[]> {
		if (!happens || !host) return items;
		const before = host.runs.length;
		const sentId = String(current.sandbox.control.sent.at(-1)?.messageId);
		await happen(current.sandbox.url, happens(sentId));
		await current.sandbox.webhooks.settled();
		const given = host.runs.slice(before).flatMap(({ outputs }) => outputs[0]);
		expect({ [from]: given }).toEqual({ [from]: [expect.anything()] });
		return given;
	}

	it.each(examples)('$file does what it says', async (example: Example) => {
		const { file } = example;
		const ready = forSandbox(example);
		const trigger = ready.nodes.find(({ type }) => type === TRIGGER);
		const account = { ...current.account, defaultSession: 'shop' };
		const host = trigger && (await TriggerHost.start(account, trigger.parameters));
		try {
			await host?.activate();
			for (const run of EXAMPLE_RUNS[file]) {
				const items = await itemsOf(run, host);
				const before = changes().length;
				const start = { ...run, items, n8n: host?.origin };
				const running = runWhole(account, ready, start);
				if (run.meanwhile) await happen(current.sandbox.url, run.meanwhile);
				const { data, waitTill } = await running;
				expect(data.resultData.error).toBeUndefined();
				const done = changes().slice(before);
				if (run.inAnyOrder) done.sort((a, b) => placeOf(run, a) - placeOf(run, b));
				expect(done.map(({ path, body, query }) => [path, body ?? query])).toEqual(
					run.does.map(([path, body]) => [
						expect.stringMatching(new RegExp(`${path}$`)),
						expect.objectContaining(body),
					]),
				);
				expect(waitTill && data.resultData.lastNodeExecuted).toBe(run.waitsAt);
				if (run.tool && run.reads) {
					const [task] = data.resultData.runData[run.tool.name];
					expect(JSON.stringify(task.data?.ai_tool)).toEqual(run.reads);
				}
				for (const [name, count] of Object.entries(run.ends ?? {})) {
					const [task] = data.resultData.runData[name];
					expect({ [name]: task.data?.main[0]?.length }).toEqual({ [name]: count });
				}
			}
		} finally {
			await host?.close();
		}
	});
});

it('there are twelve, one of them two workflows', () => {
	expect(examples).toHaveLength(13);
	expect(Object.keys(EXAMPLE_RUNS).sort()).toEqual(examples.map(({ file }) => file));
});
