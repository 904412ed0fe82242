import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { WarestCredential } from '../../nodes/transport/credential';
import type { CredentialDraft, N8nClient, Person, Stored, WorkflowDraft } from './n8n-client';
import { N8nRefusal } from './n8n-client';
import { Problem } from './problem';
import type { WarestServer } from './warest-server';

/** The node type as n8n knows it: with the package's name in front. */
export const WAREST_NODE = 'n8n-nodes-warest.warest';

/** The credential type. */
export const WAREST_CREDENTIAL = 'warestApi';

/** The owner of an n8n that was set up here. Such an n8n listens on this machine only. */
export const OWNER: Person = {
	email: 'demo@warest.local',
	password: 'Warest-demo-1',
	firstName: 'WARest',
	lastName: 'Demo',
};

/** A choice in one of the node's searchable lists. */
export interface Choice {
	value: string;
	name: string;
}

/** What the example workflow pins. */
export interface PinExample {
	session: Choice;
	chat: Choice;
}

/** A chat in the sandbox's demo world that isn't pinned yet. */
export const SANDBOX_EXAMPLE: PinExample = {
	session: { value: 'shop', name: 'Kopi Senja (+6281200457010)' },
	chat: { value: '6281200648390@s.whatsapp.net', name: 'Siti Rahmawati' },
};

const NOTHING_CHOSEN: Choice = { value: '', name: '' };

/** The value of a resource locator after somebody chose from its list. */
export function chosen({ value, name }: Choice): INodeParameterResourceLocator {
	return { __rl: true, mode: 'list', value, cachedResultName: name };
}

/** A credential for a WARest server. */
export function warestCredential(
	name: string,
	{ url, apiKey }: WarestServer,
	defaultSession = '',
): CredentialDraft {
	const data: WarestCredential = { baseUrl: url, apiKey, defaultSession };
	return { name, type: WAREST_CREDENTIAL, data: { ...data } };
}

/** The example workflow: a manual trigger, followed by WARest with Chats → Pin/Unpin Chat. */
export function pinWorkflow(name: string, credential: Stored, example?: PinExample): WorkflowDraft {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'pin',
				name: 'Pin a chat',
				type: WAREST_NODE,
				typeVersion: 1.1,
				position: [220, 0],
				parameters: {
					resource: 'chats',
					operation: 'pinChat',
					sessionId: chosen(example?.session ?? NOTHING_CHOSEN),
					chatId: chosen(example?.chat ?? NOTHING_CHOSEN),
					pin: true,
				},
				credentials: { [WAREST_CREDENTIAL]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { Start: { main: [[{ node: 'Pin a chat', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Signs in as the owner, and creates the owner on the very first start. */
export async function signInAsOwner(client: N8nClient, userFolder: string): Promise<void> {
	if (await client.needsOwner()) {
		await client.setUpOwner(OWNER);
		return;
	}
	try {
		await client.signIn(OWNER);
	} catch (error) {
		if (!(error instanceof N8nRefusal) || error.status !== 401) throw error;
		throw new Problem(
			`This n8n's login has been changed, so the example can't be set up in it. Delete ${userFolder} to start afresh.`,
		);
	}
}

/** Makes sure that the credential exists, under the name that n8n itself would give it. */
export async function ensureCredential(
	client: N8nClient,
	server: WarestServer,
	defaultSession?: string,
): Promise<Stored> {
	const draft = warestCredential('WARest account', server, defaultSession);
	const existing = (await client.credentials()).find(({ name }) => name === draft.name);
	if (!existing) return await client.createCredential(draft);
	// The server's address or key may have changed since last time.
	return await client.updateCredential(existing.id, draft);
}

/** Makes sure that workflows exist, and leaves alone what a person has made of them; returns the first. */
export async function ensureWorkflows(client: N8nClient, drafts: WorkflowDraft[]): Promise<Stored> {
	const stored = await client.workflows();
	const kept: Stored[] = [];
	for (const draft of drafts) {
		const existing = stored.find(({ name }) => name === draft.name);
		kept.push(existing ?? (await client.createWorkflow(draft)));
	}
	return kept[0];
}
