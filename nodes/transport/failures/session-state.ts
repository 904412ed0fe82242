import type { IDataObject } from 'n8n-workflow';
import type { Explanation } from './explanation';

/** One line and one hint for each state in which a session can't be used (docs/warest/sessions.md#2-1). */
interface State {
	message: (session: string) => string;
	hint: string;
}

const SCAN = 'Run Sessions → Create Session and scan the QR code with the phone.';

const CONNECTING: State = {
	message: (session) =>
		`Session '${session}' is connecting, or waits for its QR code to be scanned again`,
	hint: `Try again in a moment. If the problem persists: ${SCAN}`,
};

const STATES: Record<string, State> = {
	starting: CONNECTING,
	connecting: CONNECTING,
	reconnecting: {
		message: (session) =>
			`Session '${session}' lost its connection to WhatsApp and is reconnecting`,
		hint: 'The server does this by itself: try again in a moment, and check that the phone is online.',
	},
	replaced: {
		message: (session) =>
			`Session '${session}' was replaced: another program took over its connection`,
		hint: 'Stop the other program that uses the same WhatsApp device, then run Sessions → Reconnect Session.',
	},
	logged_out: {
		message: (session) => `Session '${session}' was logged out on the phone`,
		hint: SCAN,
	},
	stopped: {
		message: (session) => `Session '${session}' is logged out or stopped`,
		hint: `${SCAN} If it was only stopped, Sessions → Reconnect Session is enough.`,
	},
	open: {
		message: (session) => `Session '${session}' was not connected just now`,
		hint: 'It is connected again: run this again.',
	},
};

const WAITS_FOR_SCAN: State = {
	message: (session) => `Session '${session}' waits for its QR code to be scanned`,
	hint: SCAN,
};

const MISSING: State = {
	message: (session) => `Session '${session}' does not exist`,
	hint: 'Choose the session from the list, or create it with Sessions → Create Session. Upper and lower case matter, and each API key has its own sessions.',
};

function stateOf(session: IDataObject | undefined): State {
	if (!session) return MISSING;
	const { status, lastConn } = session;
	if (status === 'connecting' && lastConn === null) return WAITS_FOR_SCAN;
	return STATES[String(status)] ?? CONNECTING;
}

/** Why a session can't be used, from the items of `GET /session/list`. */
export function sessionState(sessionId: string, sessions: IDataObject[]): Explanation {
	const { message, hint } = stateOf(sessions.find(({ id }) => id === sessionId));
	return { message: message(sessionId), hint };
}
