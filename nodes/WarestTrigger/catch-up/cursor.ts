import type { ListedChat } from './history-reader';

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
 * be, how far each chat was read since. A pass goes through the chats that have a message since then when it begins, and
 * may take many checks: who writes meanwhile can't make it longer. What it proves depends on how long the session has
 * been connected when it begins, never on what gets lost meanwhile: else losses that go on would have everything read
 * again and again. Two passes in a row without a loss close the gap. Times are milliseconds since 1970.
 */
export class CatchUpCursor {
	/** How many passes in a row began when all that was lost had come. */
	private quiet = PASSES;
	private notBefore = 0;
	/** From here on, what was lost has come. */
	private settledAt = 0;
	/** When something was dropped last, as far as it is known here. */
	lossAt = 0;
	/** The connection that a check saw last; null if there was none. */
	private connection: string | null | undefined;
	/** When a check saw it first. */
	private connectedAt = 0;
	/** When a check last saw the session connected; 0 if none has. */
	seenAt = 0;
	private beganAt: number | null = null;
	/** Before which moment nothing is missing once the pass that is under way is over. */
	proof = 0;
	/** What this pass has still to read, in this order. */
	todo: readonly ListedChat[] = [];
	/** How many chats it goes through. */
	size = 0;
	/** Of these chats, those whose history WARest did not give. */
	private readonly failed = new Set<string>();
	/** Up to where this pass has read a chat. */
	private readonly read = new Map<string, number>();
	/** Before which moments nothing is missing in single chats. */
	private known: ReadonlyMap<string, number>;
	/** Whether a check is at it: n8n starts the next one all the same. */
	isLooking = false;
	/** Why the last check failed, so that it isn't reported every minute. */
	trouble = '';

	/** Up to here everything is known. */
	from: number;
	/** What was before this moment is no business of this process. */
	private readonly least: number;

	/** @param knownUpTo the history knows whole seconds, so the one in which it ends is looked at again */
	constructor(knownUpTo: number, caughtUp: CaughtUp = {}) {
		this.least = knownUpTo - (knownUpTo % 1000);
		this.from = this.least;
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

	/**
	 * Something was dropped at this moment, or the state of the session changed, so that what it missed comes late. Another
	 * process of n8n may tell it when more was held for known than was.
	 */
	dropped(at: number): void {
		if (at <= this.lossAt) return;
		this.lossAt = at;
		this.open(at, SETTLE_MS);
		const from = Math.max(this.least, at - OVERLAP_MS);
		if (from >= this.from) return;
		this.from = from;
		this.known = new Map();
		// A pass that is under way did not read so far back: it proves nothing.
		this.proof = from;
		this.beganAt = null;
	}

	/**
	 * A check saw that the session has this connection, or none (null). As long as it is the same one, the line has been
	 * up all the time; what a former one has missed comes late.
	 */
	saw(connection: string | null, at: number): void {
		if (connection !== this.connection) {
			if (connection !== null && this.connection !== undefined) this.open(at);
			this.connection = connection;
			this.connectedAt = at;
		}
		if (connection !== null) this.seenAt = at;
	}

	/** Whether the history must be read. If nothing is missing, that holds up to `goodAt`. */
	isDue(now: number, goodAt = now): boolean {
		if (!this.isOpen) this.from = Math.max(this.from, goodAt - OVERLAP_MS);
		return this.isOpen && now >= this.notBefore;
	}

	/** Before which moment a pass would prove that nothing is missing, if it began now. */
	private get provable(): number {
		const isSettled = this.seenAt - this.connectedAt >= SETTLE_MS;
		return Math.max(this.from, isSettled ? this.seenAt - OVERLAP_MS : 0);
	}

	/** Whether a pass is to begin; one that proves nothing begins anew, so that much is read once, not twice. */
	get isBeginning(): boolean {
		return this.beganAt === null || (this.proof === this.from && this.provable > this.from);
	}

	/** A pass begins with the chats that WARest lists from now on. */
	begin(now: number, chats: ListedChat[]): void {
		this.beganAt = now;
		this.proof = this.provable;
		this.todo = chats;
		this.size = chats.length;
		this.failed.clear();
		this.read.clear();
	}

	/** From when on a chat must be read. */
	startOf(chat: string): number {
		return Math.max(this.from, this.known.get(chat) ?? 0, this.read.get(chat) ?? 0);
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

	/** In this pass nothing more is to be read of the chats that are done, and of the others not before the rest. */
	finish(done: ReadonlySet<string>, failed: ReadonlySet<string>): void {
		for (const chat of failed) this.failed.add(chat);
		const left = this.todo.filter(({ jid }) => !done.has(jid));
		const isLater = ({ jid }: ListedChat) => failed.has(jid);
		this.todo = [...left.filter((chat) => !isLater(chat)), ...left.filter(isLater)];
	}

	/** Whether all chats were read that WARest gave. */
	get isThrough(): boolean {
		return this.todo.every(({ jid }) => this.failed.has(jid));
	}

	private get isQuiet(): boolean {
		return this.beganAt !== null && this.beganAt >= this.settledAt;
	}

	/** Whether nothing is missing any more once this pass is over. */
	get isLastPass(): boolean {
		return this.isQuiet && this.quiet === PASSES - 1;
	}

	/** The pass is over. Chats that WARest did not give are read by the next one, from where they were. */
	passed(): void {
		const isWhole = this.todo.length === 0;
		if (isWhole) this.from = this.proof;
		const proven = Object.entries(this.proven(Object.fromEntries(this.read)));
		this.known = new Map([...this.known, ...proven].filter(([, at]) => at > this.from));
		this.quiet = isWhole && this.isQuiet ? this.quiet + 1 : 0;
		this.beganAt = null;
	}
}
