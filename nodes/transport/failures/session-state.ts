import type { IDataObject } from 'n8n-workflow';

/** One line and one hint for each state in which a session can't be used (docs/warest/sessions.md#2-1). */
interface State {
	happened: (session: string) => string;
	next: string;
}

const SCAN = 'Run Sessions → Create Session and scan the QR code with the phone.';

const CONNECTING: State = {
	happened: (session) =>
		`Session '${session}' is connecting, or waits for its QR code to be scanned again`,
	next: `Try again in a moment. If the problem persists: ${SCAN}`,
};

const STATES: Record<string, State> = {
	starting: CONNECTING,
	connecting: CONNECTING,
	reconnecting: {
		happened: (session) =>
			`Session '${session}' lost its connection to WhatsApp and is reconnecting`,
		next: 'The server does this by itself: try again in a moment, and check that the phone is online.',
	},
	replaced: {
		happened: (session) =>
			`Session '${session}' was replaced: another program took over its connection`,
		next: 'Stop the other program that uses the same WhatsApp device, then run Sessions → Reconnect Session.',
	},
	logged_out: {
		happened: (session) => `Session '${session}' was logged out on the phone`,
		next: SCAN,
	},
	stopped: {
		happened: (session) => `Session '${session}' is logged out or stopped`,
		next: `${SCAN} If it was only stopped, Sessions → Reconnect Session is enough.`,
	},
	open: {
		happened: (session) => `Session '${session}' was not connected just now`,
		next: 'It is connected again: run this again.',
	},
};

const WAITS_FOR_SCAN: State = {
	happened: (session) => `Session '${session}' waits for its QR code to be scanned`,
	next: SCAN,
};

const MISSING: State = {
	happened: (session) => `Session '${session}' does not exist`,
	next: 'Choose the session from the list, or create it with Sessions → Create Session. Upper and lower case matter, and each API key has its own sessions.',
};

/** What is true of a session that can't be used, from the items of `GET /session/list`. */
export function sessionState(sessionId: string, sessions: IDataObject[]): State {
	const session = sessions.find(({ id }) => id === sessionId);
	if (!session) return MISSING;
	const { status, lastConn } = session;
	if (status === 'connecting' && lastConn === null) return WAITS_FOR_SCAN;
	return STATES[String(status)] ?? CONNECTING;
}
