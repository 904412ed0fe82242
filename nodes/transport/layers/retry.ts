import { readAnswer } from '../answer';
import type { Reply } from '../body';
import { isAccepted, type Call } from '../call';
import { faultOf } from '../failures/faults';
import type { WaitBudget } from '../limits/wait-budget';
import type { Layer } from './layer';

const MOST_TRIES = 3;
/** Before the second try; three times as long before the third. */
const FIRST_DELAY_MS = 300;
/** What a proxy says for a server that it can't reach. */
const GATEWAY = [502, 503, 504];

/** Whether the same request may do better, and no harm, if it is made again. */
function mayRepeat(call: Call, reply: Reply): boolean {
	if ('error' in reply) {
		const { taken, passing } = faultOf(reply.error);
		return passing && !(call.changes && taken);
	}
	const { statusCode, body } = reply;
	if (call.changes || !GATEWAY.includes(statusCode)) return false;
	const answer = readAnswer(statusCode, body);
	// An answer that the operation can explain won't change.
	return !answer || !(isAccepted(call, answer) || call.explain?.(answer));
}

/**
 * Milliseconds until a request is tried again; null if it isn't, because it worked, because it failed for good,
 * or because something may have been changed. `tries`: how often it was made until now.
 */
function retryDelay(call: Call, reply: Reply, tries: number): number | null {
	if (tries >= MOST_TRIES || !mayRepeat(call, reply)) return null;
	// Requests that failed together shouldn't all come back together.
	return FIRST_DELAY_MS * 3 ** (tries - 1) * (0.5 + Math.random());
}

/** Tries a request again that failed and can't have changed anything; gives what the last try came to. */
export const withRetry =
	(budget: WaitBudget): Layer<Reply> =>
	(next) =>
	async (call) => {
		for (let tries = 1; ; tries++) {
			const reply = await next(call);
			const delay = retryDelay(call, reply, tries);
			if (delay === null) return reply;
			const waited = await budget.wait(delay, 'another try, because the last one failed');
			if (!waited) return reply;
		}
	};
