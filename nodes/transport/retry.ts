import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { readAnswer } from './answer';
import { isAccepted, type Call } from './call';
import { faultOf } from './failures/faults';

const MOST_TRIES = 3;
/** Before the second try; three times as long before the third. */
const FIRST_DELAY_MS = 300;
/** What a proxy says for a server that it can't reach. */
const GATEWAY = [502, 503, 504];

/** Whether the same request may do better, and no harm, if it is made again. */
function mayRepeat(call: Call, outcome: IN8nHttpFullResponse | { error: unknown }): boolean {
	if ('error' in outcome) {
		const { taken, passing } = faultOf(outcome.error);
		return passing && !(call.changes && taken);
	}
	const { statusCode, body } = outcome;
	if (call.changes || !GATEWAY.includes(statusCode)) return false;
	const answer = readAnswer(statusCode, body);
	// What the operation knows the meaning of stays so.
	return !answer || !(isAccepted(call, answer) || call.explain?.(answer));
}

/**
 * Milliseconds until a request is tried again; null if it isn't, because it worked, because it failed for good,
 * or because something may have been changed. `tries`: how often it was made until now.
 */
export function retryDelay(
	call: Call,
	outcome: IN8nHttpFullResponse | { error: unknown },
	tries: number,
): number | null {
	if (tries >= MOST_TRIES || !mayRepeat(call, outcome)) return null;
	// Many that failed together don't come back together.
	return FIRST_DELAY_MS * 3 ** (tries - 1) * (0.5 + Math.random());
}
