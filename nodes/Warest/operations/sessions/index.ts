import type { Resource } from '../../engine/operation';
import { createPairCode } from './create-pair-code.operation';
import { createSession } from './create-session.operation';
import { deleteSession } from './delete-session.operation';
import { devices } from './devices.operation';
import { getSession } from './get-session.operation';
import { listSessions } from './list-sessions.operation';
import { logout } from './logout.operation';
import { reconnect } from './reconnect.operation';
import { updateConfig } from './update-config.operation';
import { waitUntilConnected } from './wait-until-connected.operation';

export const sessions: Resource = {
	name: 'Sessions',
	operations: {
		listSessions,
		getSession,
		createSession,
		createPairCode,
		waitUntilConnected,
		logout,
		reconnect,
		devices,
		deleteSession,
		updateConfig,
	},
};
