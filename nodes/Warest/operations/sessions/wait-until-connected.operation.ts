import type { IDataObject } from 'n8n-workflow';
import { changeByGet } from '../../../transport/call';
import { sessionState } from '../../../transport/failures/session-state';
import { path } from '../../../transport/path';
import { choice, number } from '../../engine/fields';
import type { Item, Output } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { chosenSession } from '../../fields/session';
import { describedSession } from './described-session';
import { ALREADY_OPEN, HOW_TO_SCAN, qrPicture } from './scanning';
import { POLL_MS, sessionPoll } from './session-poll';

/** In these the server, or a scan, may still connect a session (docs/warest/sessions.md#2-1). */
const MAY_CONNECT = ['starting', 'connecting', 'reconnecting', 'logged_out'];

/** Seconds that an AI agent is kept waiting. */
const LONGEST_AS_TOOL = 30;

const { parameter: session, ...named } = chosenSession();

/** How a session was found in the end. */
interface Found {
	session: IDataObject;
	sessions: IDataObject[];
}

/**
 * Waits until the session is connected, or the time is up.
 * @throws NodeOperationError if no wait would help
 * @throws Cancelled
 */
async function waitFor(sessionId: string, seconds: number, item: Item): Promise<Found> {
	const poll = await sessionPoll(item.api);
	const end = Date.now() + seconds * 1000;
	for (;;) {
		const sessions = await poll.now(item.api);
		const session = sessions.find(({ id }) => id === sessionId);
		const left = end - Date.now();
		if (session?.status === 'open') return { session, sessions };
		if (!session || !MAY_CONNECT.includes(String(session.status))) {
			const { message, hint } = sessionState(sessionId, sessions);
			throw item.failure(message, hint);
		}
		if (left <= 0) return { session, sessions };
		await item.pause(Math.min(left, POLL_MS));
	}
}

/** The session with the QR code that can be scanned now; on one that is running, to ask for it changes nothing. */
async function withFreshQr(described: IDataObject, sessionId: string, item: Item): Promise<Output> {
	const call = changeByGet(path`/session/create`, { sessionId });
	const answer = await item.api.send({ ...call, changes: false });
	if (answer.code === ALREADY_OPEN) {
		// It was scanned just now.
		const sessions = await item.api.sessions();
		return items(
			sessions
				.filter(({ id }) => id === sessionId)
				.map((session) => describedSession(session, sessions)),
		);
	}
	const picture = await qrPicture(answer, sessionId, item);
	const json = picture.binary ? { ...described, advice: HOW_TO_SCAN } : described;
	return [{ json, ...picture }];
}

/** See docs/warest/sessions.md#2-1. */
export const waitUntilConnected = operation({
	name: 'Wait Until Connected',
	action: 'Wait until a WhatsApp number is connected',
	effect: 'read',
	// An agent gets no QR code.
	risk: 'reads',
	description:
		'Go on as soon as a session is connected, e.g. once the QR code of Create Session was scanned. In a loop with a short wait, it gives fresh QR codes.',
	fields: {
		sessionId: {
			...named,
			parameter: { ...session, default: { mode: 'id', value: '={{ $json.sessionId }}' } },
		},
		waitSeconds: number({
			displayName: 'Wait at Most (Seconds)',
			default: 120,
			min: 1,
			max: 3600,
			unit: 'seconds',
			description: `How long to wait for the connection; an AI agent waits ${LONGEST_AS_TOOL} seconds at most`,
		}),
		whenTimeIsUp: choice<'fail' | 'qr'>({
			displayName: 'When the Time Is Up',
			default: 'fail',
			options: [
				{
					name: 'Go On With a Fresh QR Code',
					value: 'qr',
					description: 'The item has "connected": false, and the QR code in the binary field "qr"',
				},
				{
					name: 'Stop With an Error',
					value: 'fail',
					description: 'The error says what is missing',
				},
			],
		}),
	},
	run: async ({ sessionId, waitSeconds, whenTimeIsUp }, item) => {
		const seconds = item.isTool ? Math.min(waitSeconds, LONGEST_AS_TOOL) : waitSeconds;
		const { session: found, sessions } = await waitFor(sessionId, seconds, item);
		const [output] = items([describedSession(found, sessions)]);
		if (output.json.connected === true) return [output];
		if (whenTimeIsUp === 'fail') {
			const { message, hint } = sessionState(sessionId, sessions);
			throw item.failure(`${message}, and was not connected within ${seconds} s`, hint);
		}
		return item.isTool ? [output] : await withFreshQr(output.json, sessionId, item);
	},
});
