import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Answer } from '../answer';
import { isAccepted, type Call } from '../call';
import { answerError, statedError, type Origin } from '../failures/errors';
import { sessionState } from '../failures/session-state';
import { NOT_LOGGED_IN, UNKNOWN_SESSION } from '../server-facts';
import type { Layer } from './layer';

/** Gives the sessions of this API key. */
type Sessions = () => Promise<IDataObject[]>;

/**
 * Lets results through, and turns every "no" into an error that says what to do.
 * @throws NodeApiError
 */
export const withDiagnosis =
	(origin: Origin, sessions: Sessions): Layer<Answer> =>
	(next) =>
	async (call) => {
		const answer = await next(call);
		if (answer.status < 300 && answer.succeeded) {
			const missing = call.missing?.(answer);
			if (missing) throw statedError(origin, call, answer, missing);
			return answer;
		}
		if (isAccepted(call, answer)) return answer;
		throw await diagnosed(origin, sessions, call, answer);
	};

/** "Not found" and "log in first": the server says the same of very different states. */
const OF_MANY_STATES: string[] = [UNKNOWN_SESSION, NOT_LOGGED_IN];

/** Looks up the state of the session where the answer tells too little. */
async function diagnosed(
	origin: Origin,
	list: Sessions,
	call: Call,
	answer: Answer,
): Promise<NodeApiError> {
	const explained = call.explain?.(answer);
	if (explained) return statedError(origin, call, answer, explained);
	const ofManyStates = OF_MANY_STATES.includes(`${answer.status}/${answer.code}`);
	const { session } = call;
	if (!ofManyStates || session === undefined) return answerError(origin, call, answer);
	const sessions = await list().catch(() => null);
	if (!sessions) return answerError(origin, call, answer);
	return statedError(origin, call, answer, sessionState(session, sessions));
}
