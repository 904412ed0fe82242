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
/** n8n polls while it still registers, so one pass more. */
const PASSES = 2;

/** Up to when the history of each chat was caught up, by its JID; milliseconds since 1970. */
export type CaughtUp = Record<string, number>;

/**
 * How far one session of one trigger has caught up: a moment before which nothing is missing and, while something may
 * be, how far each chat was read since. A pass goes through all chats, and may take many checks. What it proves depends
 * on when the session was last seen to be connected before it began, never on what gets lost meanwhile: else losses
 * that go on would have everything read again and again. Two passes in a row without a loss close the gap. Times are
 * milliseconds since 1970.
 */
export class CatchUpCursor {
	/** How many passes in a row began when all that was lost had come. */
	private quiet = PASSES;
	private notBefore = 0;
	/** From here on, what was lost has come. */
	private settledAt = 0;
	/** When something was dropped last, as far as it is known here. */
	lossAt = 0;
	/** Whether the last check saw that the session is connected. */
	private wasConnected = true;
	/** The last of the moments at which it was, so long ago that all from before has come; and those after it. */
	private connectedAt = 0;
	private seen: number[] = [];
	private beganAt: number | null = null;
	/** Before which moment nothing is missing once the pass that is under way is over. */
	proof = 0;
	/** Up to where this pass has read a chat. */
	private readonly read = new Map<string, number>();
	/** The chats that this pass has been through. */
	private readonly done = new Set<string>();
	/** What an earlier process has proved of single chats. */
	private readonly known: ReadonlyMap<string, number>;
	/** Whether a check is at it: n8n starts the next one all the same. */
	isLooking = false;
	/** Why the last check failed, so that it isn't reported every minute. */
	trouble = '';

	/** Up to here everything is known. */
	from: number;

	/** @param knownUpTo the history knows whole seconds, so the one in which it ends is looked at again */
	constructor(knownUpTo: number, caughtUp: CaughtUp = {}) {
		this.from = knownUpTo - (knownUpTo % 1000);
		this.known = new Map(Object.entries(caughtUp));
	}

	get isOpen(): boolean {
		return this.quiet < PASSES;
	}

	/** Something may be missing from this moment on, or since the last good one. It is looked for after `wait`. */
	open(at: number, wait = 0): void {
		// Who is told of one loss after the other must not wait for ever.
		this.notBefore = this.isOpen ? Math.min(this.notBefore, at + wait) : at + wait;
		this.settledAt = Math.max(this.settledAt, at + SETTLE_MS);
		this.quiet = 0;
	}

	/** Something was dropped at this moment, or the state of the session changed, so that what it missed comes late. */
	dropped(at: number): void {
		if (at > this.lossAt) this.open(at, SETTLE_MS);
		this.lossAt = Math.max(at, this.lossAt);
	}

	/**
	 * What a check saw: a session that is connected has all that was written well before a little later. What is written
	 * while it isn't comes late, and is looked for once it is back.
	 */
	saw(isConnected: boolean, at: number): void {
		if (isConnected && !this.wasConnected) this.open(at);
		this.wasConnected = isConnected;
		if (!isConnected) return;
		this.connectedAt = this.seen.findLast((seen) => seen <= at - SETTLE_MS) ?? this.connectedAt;
		this.seen = [...this.seen.filter((seen) => seen > at - SETTLE_MS), at];
	}

	/** When the session was last seen to be connected; 0 if it never was. */
	get seenAt(): number {
		return this.seen.at(-1) ?? 0;
	}

	/** Whether the history must be read. If nothing is missing, that holds up to `goodAt`. */
	isDue(now: number, goodAt = now): boolean {
		if (!this.isOpen) this.from = Math.max(this.from, goodAt - OVERLAP_MS);
		if (!this.isOpen || now < this.notBefore) return false;
		const proof = Math.max(this.from, this.connectedAt - OVERLAP_MS);
		// A pass that would prove nothing begins anew as soon as it can: so much is read once, not twice.
		const isVain = this.proof === this.from && proof > this.from;
		if (this.beganAt === null || isVain) this.begin(now, proof);
		return true;
	}

	private begin(now: number, proof: number): void {
		this.beganAt = now;
		this.proof = proof;
		this.done.clear();
		this.read.clear();
	}

	/** From when on a chat must be read. */
	startOf(chat: string): number {
		return Math.max(this.from, this.known.get(chat) ?? 0, this.read.get(chat) ?? 0);
	}

	isDone(chat: string): boolean {
		return this.done.has(chat);
	}

	/** Chats were read up to a moment. */
	wereRead(upTo: CaughtUp): void {
		for (const [chat, at] of Object.entries(upTo)) this.read.set(chat, at);
	}

	/** Before which moments nothing is missing in chats that were read up to others. */
	proven(upTo: CaughtUp): CaughtUp {
		return Object.fromEntries(
			Object.entries(upTo).map(([chat, at]) => [chat, Math.min(at, this.proof)]),
		);
	}

	/** In this pass nothing more is to be read of these chats. */
	finish(chats: string[]): void {
		for (const chat of chats) this.done.add(chat);
	}

	private get isQuiet(): boolean {
		return this.beganAt !== null && this.beganAt >= this.settledAt;
	}

	/** Whether nothing is missing any more once this pass is over. */
	get isLastPass(): boolean {
		return this.isQuiet && this.quiet === PASSES - 1;
	}

	/** All chats were read. */
	passed(): void {
		this.from = this.proof;
		this.quiet = this.isQuiet ? this.quiet + 1 : 0;
		this.beganAt = null;
	}
}
