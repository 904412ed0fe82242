import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { WarestCredential } from '../../nodes/transport/api';
import type { CredentialDraft, N8nClient, Person, Stored, WorkflowDraft } from './n8n-client';
import { N8nRefusal } from './n8n-client';
import { Problem } from './problem';
import type { WarestServer } from './warest-server';

/** The node type as n8n knows it: with the package's name in front. */
export const WAREST_NODE = 'n8n-nodes-warest.warest';

/** The credential type. */
export const WAREST_CREDENTIAL = 'warestApi';

/** Who signs in to an n8n that was set up here. It listens on this machine only. */
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

/** A chat of the sandbox's demo world that is not pinned yet. */
export const SANDBOX_EXAMPLE: PinExample = {
	session: { value: 'shop', name: 'shop' },
	chat: { value: '6281200648390@s.whatsapp.net', name: 'Siti Rahmawati' },
};

const NOTHING_CHOSEN: Choice = { value: '', name: '' };

/** The value of a resource locator after a person chose from its list. */
export function chosen({ value, name }: Choice): INodeParameterResourceLocator {
	return { __rl: true, mode: 'list', value, cachedResultName: name };
}

/** A credential for a WARest server. */
export function warestCredential(name: string, { url, apiKey }: WarestServer): CredentialDraft {
	const data: WarestCredential = { baseUrl: url, apiKey };
	return { name, type: WAREST_CREDENTIAL, data: { ...data } };
}

/** The example workflow: a trigger by hand, and behind it WARest with Chats → Pin/Unpin Chat. */
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
				typeVersion: 1,
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

/** Signs in as the owner, who is created on the very first start. */
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
			`The login of this n8n was changed, so nothing can be prepared in it. Delete ${userFolder} to begin anew.`,
		);
	}
}

async function ensureCredential(client: N8nClient, draft: CredentialDraft): Promise<Stored> {
	const existing = (await client.credentials()).find(({ name }) => name === draft.name);
	if (!existing) return await client.createCredential(draft);
	// The server's address or key may be another one than last time.
	return await client.updateCredential(existing.id, draft);
}

/** Sees to it that the credential and the example workflow exist; gives the workflow. */
export async function ensureExample(
	client: N8nClient,
	server: WarestServer,
	example?: PinExample,
): Promise<Stored> {
	const credential = await ensureCredential(client, warestCredential('WARest', server));
	const title = 'Example: pin a chat';
	const existing = (await client.workflows()).find(({ name }) => name === title);
	return existing ?? (await client.createWorkflow(pinWorkflow(title, credential, example)));
}
