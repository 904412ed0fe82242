import type { Row } from './row';

/** The trigger refuses what is older than this, unless it is set otherwise. */
const TOLERANCE_S = 5 * 60;
/** Whole seconds, and the time that the request took, say no more. */
const SAME_S = 5;

/** By the largest unit of which there are two. */
function apart(seconds: number): string {
	const units: Array<[name: string, length: number]> = [
		['days', 86_400],
		['hours', 3600],
		['minutes', 60],
		['seconds', 1],
	];
	const [name, length] = units.find((unit) => seconds >= 2 * unit[1]) ?? units[3];
	return `${Math.round(seconds / length)} ${name}`;
}

/**
 * How far the clocks of WARest and n8n are apart.
 * @param theirs seconds since 1970, as WARest says
 * @param ours milliseconds since 1970, in the middle of the request
 */
export function clocks(theirs: unknown, ours: number): Row {
	const check = 'Clocks';
	if (typeof theirs !== 'number') {
		return { check, status: 'unknown', result: "WARest didn't say what time it is", advice: null };
	}
	const difference = Math.round(theirs - ours / 1000);
	const seconds = Math.abs(difference);
	if (seconds <= SAME_S) {
		return { check, status: 'ok', result: 'The clocks of WARest and n8n agree', advice: null };
	}
	const isRefused = seconds > TOLERANCE_S;
	return {
		check,
		status: isRefused ? 'problem' : 'warning',
		result: `The clock of WARest is ${apart(seconds)} ${difference > 0 ? 'ahead of' : 'behind'} that of n8n`,
		advice: isRefused
			? 'The WARest Trigger refuses events that seem so old. Set both clocks (NTP).'
			: 'Set both clocks (NTP): if they drift further apart, the WARest Trigger refuses events.',
	};
}
