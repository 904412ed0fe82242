/** Why deliveries that seem to be genuine are not taken. */
export interface Complaint {
	message: string;
	hint: string;
}

/** By it a complaint ends: with the first delivery that shows the contrary. */
export type Cause = 'secret' | 'clocks' | 'late';

/** An old delivery that somebody repeats now and then must not make a failed execution each time. */
const AGAIN_AFTER_MS = 3_600_000;

/** What is to be said of deliveries that could not be taken. */
export class Complaints {
	private readonly open = new Map<Cause, Complaint>();
	private readonly raisedAt = new Map<Cause, number>();

	/** Whether this is new, and so worth a line in the log. */
	raise(cause: Cause, complaint: Complaint, now: number): boolean {
		if (now - (this.raisedAt.get(cause) ?? -Infinity) < AGAIN_AFTER_MS) return false;
		this.raisedAt.set(cause, now);
		this.open.set(cause, complaint);
		return true;
	}

	/** A delivery showed that these hold no longer. */
	settle(...causes: Cause[]): void {
		for (const cause of causes) this.open.delete(cause);
	}

	list(): Complaint[] {
		return [...this.open.values()];
	}
}

export const wrongSecret = (sessionId: string): Complaint => ({
	message: `The events of session '${sessionId}' are not signed with the 'Secret' of this trigger, so all are refused`,
	hint: "Set the same secret in WARest and in the node, and publish the workflow again. If somebody else found out the trigger's address and sends forged events, you don't need to do anything.",
});

const inWords = (milliseconds: number): string => {
	const minutes = Math.round(Math.abs(milliseconds) / 60_000);
	return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};

/** @param ahead milliseconds that the time of a delivery is ahead of n8n's clock; negative if it is behind */
export const clocksApart = (sessionId: string, ahead: number): Complaint => ({
	message: `The time of an event of session '${sessionId}' is ${inWords(ahead)} ${ahead < 0 ? 'behind' : 'ahead of'} n8n's clock, so it was refused`,
	hint: "Set the clocks of WARest and n8n (NTP), or raise 'Refuse Events Older Than (Minutes)' in the options of this node. If only this one event is affected, someone sent it a second time, and you don't need to do anything.",
});

/**
 * The history is read from a moment by n8n's clock on (catch-up/cursor.ts), and knows WhatsApp's.
 * @param late milliseconds that n8n's clock is ahead of the time of a delivery
 */
export const clockAhead = (sessionId: string, late: number): Complaint => ({
	message: `n8n's clock is ${inWords(late)} ahead of an event of session '${sessionId}', so 'Catch Up' may miss a lost message`,
	hint: "Set the clocks of WARest and n8n (NTP). If only this one event is affected, someone sent it a second time, and you don't need to do anything.",
});
