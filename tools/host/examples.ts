import type { INodeParameters } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chosen, SANDBOX_EXAMPLE, WAREST_CREDENTIAL } from './demo';
import type { Stored, WorkflowDraft } from './n8n-client';
import { projectFolder } from './packed-package';

/** A workflow of examples/, as n8n exported it. */
export interface Example {
	/** The name of its file, without `.json`. */
	file: string;
	workflow: WorkflowDraft;
}

const folder = join(projectFolder, 'examples');

/** All workflows of examples/, by the names of their files. */
export const examples: Example[] = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((name) => ({
		file: name.replace(/\.json$/, ''),
		workflow: JSON.parse(readFileSync(join(folder, name), 'utf8')) as WorkflowDraft,
	}));

const shop = { sessionId: chosen(SANDBOX_EXAMPLE.session) };
const team = chosen({ value: '120363041200457001@g.us', name: 'Kopi Senja Team ☕' });
const owner = chosen({ value: '6281200457101@s.whatsapp.net', name: 'Rina Wulandari' });
const onlyTrigger = { 'WARest Trigger': shop };

/** What a person changes first, with people and numbers of the sandbox's demo world: node → parameters. */
export const SANDBOX_CHANGES: Record<string, Record<string, INodeParameters>> = {
	'agent-with-memory-and-review': {
		...onlyTrigger,
		'Ask the owner first': { to: owner },
		'Write to the team': { to: team },
	},
	approval: { 'Ask the boss': { ...shop, to: owner } },
	// Nobody waits long for the sandbox, nor until the morning.
	broadcast: { 'Send the text': { pace: { pause: 0.2 } } },
	'new-number-by-qr': { 'Create the session': { sessionId: 'market-stall' } },
	'order-confirmed-in-the-chat': onlyTrigger,
	'pin-vip-chats': {
		'WARest Trigger': {
			...shop,
			filters: { chatKind: 'persons', senders: '+62 812-0064-8390, +62 812-0033-1874' },
		},
	},
	poll: { ...onlyTrigger, 'Send the poll': { to: team } },
	'support-inbox': { ...onlyTrigger, 'Ask the team': { to: team } },
	'two-workflows-1-prices': onlyTrigger,
	'two-workflows-2-opening-hours': onlyTrigger,
	'group-onboarding': onlyTrigger,
};

/** The example with what a person changes first, for the sandbox. */
export function forSandbox({ file, workflow }: Example): WorkflowDraft {
	const changes = SANDBOX_CHANGES[file] ?? {};
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] },
		})),
	};
}

/** The workflow with a stored credential, as n8n chooses the only one there is on import. */
export function withCredential(workflow: WorkflowDraft, { id, name }: Stored): WorkflowDraft {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.credentials ? { ...node, credentials: { [WAREST_CREDENTIAL]: { id, name } } } : node,
		),
	};
}
