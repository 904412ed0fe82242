/**
 * So much before a good moment a message may still be missing: the server gives a delivery up after at most 46 s
 * (docs/warest/webhooks.md#6-1), and clocks differ a little.
 */
export const OVERLAP_MS = 120_000;
/**
 * What was written while the line was down reaches the server within this time after it is back. The server may deliver
 * some of it by itself, and a delivery tells more than the history.
 */
const SETTLE_MS = 30_000;
/** The history shows a message 0.8 s late (docs/warest/chats.md#0-9), and n8n polls while it still registers. */
const PASSES = 2;
const LATE_MS = 2000;

/** Up to when the history of each chat was caught up, by its JID; milliseconds since 1970. */
export type CaughtUp = Record<string, number>;

/**
 * How far one session of one trigger has caught up: a moment before which nothing is missing and, while something may
 * be, how far each chat was read since. Two passes through all chats close the gap; a pass may take many checks. What is
 * lost meanwhile needs two more, but breaks none off: else one loss after the other would keep the last chats from ever
 * being read. Times are milliseconds since 1970.
 */
export class CatchUpCursor {
	/** How many passes are still to be made. */
	private passes = 0;
	private notBefore = 0;
	/** A pass that began earlier than this may have missed what still came, with the time at which it was written. */
	private settledAt = 0;
	/** Whether that holds for the pass that is under way. */
	private isEarly = false;
	/** When something was dropped last, as far as it is known here. */
	lossAt = 0;
	private beganAt: number | null = null;
	private readonly caughtUp: Map<string, number>;
	/** The chats that this pass has been through. */
	private readonly done = new Set<string>();
	/** Whether a check is at it: n8n starts the next one all the same. */
	isLooking = false;
	/** Why the last check failed, so that it isn't reported every minute. */
	trouble = '';

	/** Up to here everything is known. */
	from: number;

	/** @param knownUpTo the history knows whole seconds, so the one in which it ends is looked at again */
	constructor(knownUpTo: number, caughtUp: CaughtUp = {}) {
		this.from = knownUpTo - (knownUpTo % 1000);
		this.caughtUp = new Map(Object.entries(caughtUp).map(([chat, at]) => [chat, at - LATE_MS]));
	}

	get isOpen(): boolean {
		return this.passes > 0;
	}

	/** Something may be missing from this moment on, or since the last good one. It is looked for after `wait`. */
	open(at: number, wait = 0): void {
		// Who is told of one loss after the other must not wait for ever.
		this.notBefore = this.isOpen ? Math.min(this.notBefore, at + wait) : at + wait;
		this.settledAt = Math.max(this.settledAt, at + SETTLE_MS);
		const began = this.beganAt;
		this.passes = began === null ? PASSES : PASSES + 1;
		this.isEarly ||= began !== null && at <= began && began < at + SETTLE_MS;
	}

	/** Something was dropped at this moment, or the state of the session changed, so that what it missed comes late. */
	dropped(at: number): void {
		if (at > this.lossAt) this.open(at, SETTLE_MS);
		this.lossAt = Math.max(at, this.lossAt);
	}

	/** Whether the history must be read. If nothing is missing, that holds up to `goodAt`. */
	isDue(now: number, goodAt = now): boolean {
		if (this.passes === 0) this.advance(goodAt);
		if (this.passes === 0 || now < this.notBefore) return false;
		if (this.beganAt === null) {
			this.beganAt = now;
			this.isEarly = now < this.settledAt;
		}
		return true;
	}

	/** From when on a chat must be read. */
	startOf(chat: string): number {
		return Math.max(this.from, this.caughtUp.get(chat) ?? 0);
	}

	isDone(chat: string): boolean {
		return this.done.has(chat);
	}

	/** Chats were read up to a moment. */
	read(upTo: CaughtUp): void {
		for (const [chat, at] of Object.entries(upTo)) {
			this.caughtUp.set(chat, Math.max(at, this.startOf(chat)));
		}
	}

	/** In this pass nothing more is to be read of these chats. */
	finish(chats: string[]): void {
		for (const chat of chats) this.done.add(chat);
	}

	/** Whether nothing is missing any more once this pass is over. */
	get isLastPass(): boolean {
		return this.passes === 1 && !this.isEarly;
	}

	/** Before which moment nothing is missing once this pass is over. */
	get fromAfter(): number {
		const begun = this.isEarly ? 0 : (this.beganAt ?? 0);
		return Math.max(this.from, begun - OVERLAP_MS);
	}

	/** All chats were read. */
	passed(): void {
		this.from = this.fromAfter;
		this.passes = this.isEarly ? PASSES : this.passes - 1;
		this.beganAt = null;
		this.done.clear();
		this.caughtUp.clear();
	}

	private advance(goodAt: number): void {
		this.from = Math.max(this.from, goodAt - OVERLAP_MS);
	}
}
