import { readAnswer } from '../answer';
import type { Reply } from '../body';
import { waitError, type Origin } from '../failures/errors';
import { faultOf } from '../failures/faults';
import { refuses } from '../failures/outcome';
import { nextTicket, passAll, type Ended, type Gate } from '../limits/gate';
import { REASONS, type RateLimiter } from '../limits/rate-limiter';
import type { RequestPolicy } from '../request-policy';
import type { Layer } from './layer';

/**
 * Sends a request as soon as nothing holds it back any more, and again after a 429.
 * A change is only sent again if the 429 is WARest's own.
 * @throws NodeError if it would have to wait for longer than the item may
 * @throws Cancelled
 */
export const withRateLimit =
	(
		origin: Origin,
		limiter: RateLimiter,
		{ budget, longer, reserve, gate }: RequestPolicy,
	): Layer<Reply> =>
	(next) =>
	async (call) => {
		const ticket = nextTicket();
		let notBefore = 0;
		const asked: Gate = {
			obstacle: () => {
				const milliseconds = notBefore - Date.now();
				return milliseconds > 0 ? { milliseconds, why: REASONS.busy } : null;
			},
			pass: () => () => {},
			leave: () => {},
		};
		const own = gate && call.changes ? [gate] : [];
		const gates = [asked, ...own, limiter.gate(reserve)];
		for (let refusals = 1; ; refusals++) {
			const passed = await passAll(gates, call, ticket, budget);
			if ('why' in passed) throw waitError(origin, passed, longer);
			const reply = await next(call);
			passed(endOf(reply));
			if ('error' in reply || reply.statusCode !== 429) return reply;
			if (call.changes && !refuses(readAnswer(429, reply.body))) return reply;
			notBefore = Date.now() + limiter.refused(call, reply, refusals);
		}
	};

/** Whether a request counts for what kept it back. */
function endOf(reply: Reply): Ended {
	if ('error' in reply) {
		const { taken } = faultOf(reply.error);
		return { headers: null, reached: taken, mayBeDone: taken };
	}
	const { statusCode, headers, body } = reply;
	const answer = readAnswer(statusCode, body);
	return { headers, reached: !answer || statusCode !== 429, mayBeDone: !refuses(answer) };
}
