import type { INode, INodeParameters } from 'n8n-workflow';
import { SESSION } from './sandbox-process';

/** One request, as each subject of a comparison is told to make it. */
export interface Request {
	title: string;
	/** Parameters of the WARest node. */
	warest: INodeParameters;
	method: 'GET' | 'POST';
	/** Below `/api/v1`; the encoded chat takes the place of `CHAT`. */
	path: string;
	body?: Record<string, unknown>;
}

const byId = (value: string) => ({ __rl: true as const, mode: 'id', value });

const chat = { sessionId: byId(SESSION), chatId: byId('={{ $json.chat }}') };

export const requests = {
	change: {
		title: 'Chats → Pin/Unpin Chat',
		warest: { resource: 'chats', operation: 'pinChat', ...chat, pin: true },
		method: 'POST',
		path: '/chats/CHAT/pin',
		body: { sessionId: SESSION, pin: true },
	},
	read: {
		title: 'Chats → Fetch Chat Messages',
		warest: { resource: 'chats', operation: 'getChatMessages', ...chat },
		method: 'GET',
		path: `/chats/CHAT/messages?sessionId=${SESSION}&limit=50&offset=0`,
	},
} satisfies Record<string, Request>;

export type RequestName = keyof typeof requests;

/** The request as a person builds it with n8n's HTTP Request node. */
export function httpRequestNode(server: string, { method, path, body }: Request): Partial<INode> {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method,
			url: `=${server}/api/v1${path.replace('CHAT', '{{ encodeURIComponent($json.chat) }}')}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			...(body && { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) }),
			options: {},
		},
	};
}
