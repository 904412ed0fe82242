import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Answer } from '../answer';
import { isAccepted, type Call } from '../call';
import { answerError, statedError, type Origin } from '../failures/errors';
import { sessionState } from '../failures/session-state';
import type { Layer } from './layer';

/** Gives the sessions of this API key. */
type Sessions = () => Promise<IDataObject[]>;

/**
 * Lets only results through, and makes an error that says what to do of every "no".
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

/** "Not found" and "log in first" are looked up, because the server says the same of very different states. */
async function diagnosed(
	origin: Origin,
	list: Sessions,
	call: Call,
	answer: Answer,
): Promise<NodeApiError> {
	const explained = call.explain?.(answer);
	if (explained) return statedError(origin, call, answer, explained);
	const { status, code } = answer;
	const doubtful = (status === 404 && code === 1101) || (status === 409 && code === 1106);
	const { session } = call;
	if (!doubtful || session === undefined) return answerError(origin, call, answer);
	const sessions = await list().catch(() => null);
	if (!sessions) return answerError(origin, call, answer);
	const { happened, next } = sessionState(session, sessions);
	return statedError(origin, call, answer, { happened: happened(session), next });
}
