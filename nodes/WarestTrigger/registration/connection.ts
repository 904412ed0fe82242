import type { IDataObject, INode } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { sessionState } from '../../transport/failures/session-state';
import { userError } from '../../transport/failures/user-error';

/** Why nothing arrives from a session. */
export interface Disconnected {
	message: string;
	hint: string;
}

/**
 * Why nothing arrives from a session, from the items of `GET /session/list`; null if it is connected, or isn't one of
 * this API key.
 */
export function disconnected(sessionId: string, sessions: IDataObject[]): Disconnected | null {
	const session = sessions.find(({ id }) => id === sessionId);
	if (session === undefined || session.status === 'open') return null;
	const { message, hint } = sessionState(sessionId, sessions);
	return {
		message: `${message}; nothing will arrive until it is connected`,
		hint,
	};
}

/**
 * The name of the connection that a session has, another one after each reconnect, from the items of
 * `GET /session/list` (docs/warest/sessions.md#s7); null if it is not connected, or not in the list.
 */
export function connectionOf(sessionId: string, sessions: IDataObject[]): string | null {
	const session = sessions.find(({ id }) => id === sessionId);
	return session?.status === 'open' ? String(session.lastConn) : null;
}

/**
 * Who listens for a test event waits for it now; a published workflow can wait for its session.
 * @throws NodeOperationError that says what a session waits for
 */
export async function mustBeConnected(node: INode, api: Api, sessionIds: string[]): Promise<void> {
	const sessions = await api.sessions();
	for (const sessionId of sessionIds) {
		const found = disconnected(sessionId, sessions);
		if (found) throw userError(node, found.message, found.hint);
	}
}
