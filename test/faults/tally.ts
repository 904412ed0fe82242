/** The figures of the random run. */
export interface Tally {
	seed: number;
	executions: number;
	items: number;
	/** Requests that the proxy saw, and how many of them it made fail. */
	requests: number;
	faults: number;
	/** Reported as sent, and on the phone once. */
	delivered: number;
	/** Reported as not sent, and not on the phone. */
	failed: number;
	/** Reported as "may have been sent": on the phone once, or not. */
	doubtedAndSent: number;
	doubtedAndNotSent: number;
	/** On the phone more than once. */
	duplicates: number;
	/** Reported as sent but not on the phone, or the other way round. */
	mistold: number;
}
