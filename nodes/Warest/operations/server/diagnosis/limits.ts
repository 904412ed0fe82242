import type { Api } from '../../../../transport/api';
import type { Row } from './row';

/** Below this share of a limit, what comes next will have to wait. */
const FEW = 1 / 6;

/** What WARest still lets this API key do, as the newest answers say. */
export function limits(api: Api): Row {
	const check = 'Limits';
	const { rate, quota } = api.limits;
	const told = [
		...(rate ? [`${rate.left} of ${rate.limit} requests`] : []),
		...(quota ? [`${quota.left} of ${quota.limit} messages and questions about chats`] : []),
	];
	if (told.length === 0) {
		const result = "WARest, or a proxy in front of it, doesn't say what is left of its limits";
		return { check, status: 'unknown', result, advice: null };
	}
	const isLow = [rate, quota].some((window) => window && window.left < window.limit * FEW);
	return {
		check,
		status: isLow ? 'warning' : 'ok',
		result: `${told.join(' and ')} are left in this minute`,
		advice: isLow
			? 'Something asks WARest a lot. The nodes wait by themselves; give each program an API key of its own, since WARest counts by key.'
			: null,
	};
}
