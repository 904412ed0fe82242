/** The figures of the random run. */
export interface Tally {
	seed: number;
	executions: number;
	items: number;
	/** Requests that the proxy saw, and how many of them it let go wrong. */
	requests: number;
	faults: number;
	/** Told as sent, and on the phone once. */
	delivered: number;
	/** Told as not sent, and not on the phone. */
	failed: number;
	/** Told as "may have been sent": on the phone once, or not. */
	doubtedAndSent: number;
	doubtedAndNotSent: number;
	/** On the phone more often than once. */
	duplicates: number;
	/** Told as sent, and not on the phone; or the other way round. */
	mistold: number;
}
