import type { IDataObject } from 'n8n-workflow';
import { sessionState } from '../../../transport/failures/session-state';
import { listedSession } from './list-sessions.operation';

/**
 * A session for people: its state in plain words, and what to do where it isn't connected.
 * @param session of `sessions`, the items of `GET /session/list`
 */
export function describedSession(session: IDataObject, sessions: IDataObject[]): IDataObject {
	const { sessionId, status, connected, pushName, lastConn, ownPhone } = listedSession(session);
	const id = String(sessionId);
	const { message, hint } = sessionState(id, sessions);
	return {
		sessionId,
		connected,
		status,
		state: connected ? `Session '${id}' is connected` : message,
		advice: connected ? null : hint,
		name: pushName ?? null,
		connectedSince: connected ? lastConn : null,
		lastConnectedAt: lastConn ?? null,
		ownPhone,
	};
}
