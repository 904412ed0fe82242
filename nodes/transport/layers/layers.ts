import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../answer';
import type { Reply } from '../body';
import type { Origin } from '../failures/errors';
import type { RateLimiter } from '../limits/rate-limiter';
import type { RequestPolicy } from '../request-policy';
import { withDiagnosis } from './diagnosis';
import { withDoubts } from './doubts';
import { withEnvelope } from './envelope';
import type { Send } from './layer';
import { withOutcomes } from './outcomes';
import { withRateLimit } from './rate-limit';
import { withReplayLedger } from './replay-ledger';
import { withRetry } from './retry';

/** What the layers know besides the request. */
export interface Surroundings {
	origin: Origin;
	policy: RequestPolicy;
	limiter: RateLimiter;
	/** The sessions of this API key, for a diagnosis. */
	sessions: () => Promise<IDataObject[]>;
}

/**
 * What stands between an operation and the wire. A request passes through them from left to right, and what came of
 * it goes back the other way. The order matters:
 *
 * - Outcomes are outermost, so that a change which the ledger remembers counts as done in this try, too.
 * - The ledger is outside the diagnosis: it must see an error for a "no", or it would take the "no" for a result and
 *   keep the change from being made in the next try. What it remembers waits for no limit.
 * - Doubts are inside the ledger, which answers for the tries of one run by itself, and outside the diagnosis as it is.
 * - The diagnosis and the envelope see only the last try, and what they throw isn't tried again.
 * - Retries are outside the rate limit: each try counts for the limits, and waits for them.
 * - The rate limit is next to the wire: between its look at the limits and the request nothing else may wait.
 */
export function layered(
	{ origin, policy, limiter, sessions }: Surroundings,
	sendOnce: Send<Reply>,
): Send<Answer> {
	const outcomes = withOutcomes(policy.changes);
	const ledger = withReplayLedger(policy.ledger);
	const doubts = withDoubts(policy.doubts);
	const diagnosis = withDiagnosis(origin, sessions);
	const envelope = withEnvelope(origin);
	const retry = withRetry(policy.budget);
	const rateLimit = withRateLimit(origin, limiter, policy);
	return outcomes(ledger(doubts(diagnosis(envelope(retry(rateLimit(sendOnce)))))));
}
