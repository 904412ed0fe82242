import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { perKey } from '../../transport/per-key';
import type { Delivery } from '../receiving/delivery';
import { memoryOf, type Memory } from '../state';
import type { Settings } from '../settings/settings';

/**
 * So much before a good moment a message may still be missing: the server gives a delivery up after at most 46 s
 * (contract webhooks 6.1), and clocks differ a little.
 */
const OVERLAP_MS = 120_000;
/** What the server delivers by itself after a reconnect comes first: a delivery tells more than the history. */
const SETTLE_MS = 30_000;
/** The history shows a message 0.8 s late (contract chats-actions 0.9), and n8n polls while it still registers. */
const LOOKS = 2;
/** In a process that only takes webhooks nothing ever polls. */
const POLLED_WITHIN_MS = 600_000;
/** What is stored of the deliveries that were taken reaches back so far, even if three processes share the place. */
const STORED_DELIVERIES = 100;
/** So many caught-up messages are known by their stored marks, beside the deliveries; older ones by their age. */
const STORED_MISSED = 200;

type Context = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** What one session of one trigger may have missed. Times are milliseconds since 1970. */
export class Gap {
	/** How often the history must still be looked at. */
	private looks = 0;
	private notBefore = 0;
	private polledAt = Date.now();
	private changedAt = 0;
	/** Where the next look goes on, in the order of the chats' last messages. */
	resumeAt = 0;
	/** Whether a poll is at it: n8n starts the next one all the same. */
	isLooking = false;
	/** What polls have found since it was opened, and the webhook took or did not want. */
	readonly settled = new Set<string>();
	/** Why the last poll failed, so that it isn't reported every minute. */
	trouble = '';

	/** @param from up to here everything is known */
	constructor(public from: number) {}

	/** Something may be missing from now on, or since the last good moment. */
	open(notBefore: number): void {
		this.looks = LOOKS;
		this.notBefore = notBefore;
		this.settled.clear();
	}

	/**
	 * The state of the session changed at this moment. Its webhook may be gone without a trace since (contract webhooks
	 * 7.3), and what it missed itself comes late.
	 */
	changed(at: number): void {
		if (at > this.changedAt) this.open(at + SETTLE_MS);
		this.changedAt = at;
	}

	/** Whether the history must be looked at. If nothing is missing, this is a good moment. */
	isDue(now: number): boolean {
		this.polledAt = now;
		if (this.looks === 0) this.advance(now);
		return this.looks > 0 && now >= this.notBefore;
	}

	/** The history was looked at, all of it, from `now` on. */
	looked(now: number): void {
		this.advance(now);
		this.resumeAt = 0;
		this.looks -= 1;
	}

	/** Up to where everything will be known after a restart; `covered`: what was taken since is stored. */
	stored(now: number, covered: number): number {
		const isPending = this.looks > 0 && now - this.polledAt < POLLED_WITHIN_MS;
		return isPending ? this.from : Math.max(this.from, now - OVERLAP_MS, covered);
	}

	private advance(now: number): void {
		this.from = Math.max(this.from, now - OVERLAP_MS);
	}
}

/** A message that was caught up, and when it was written. */
interface Missed {
	sessionId: string;
	at: number;
}

/** The gaps of one trigger in this process, by session. */
class Gaps {
	private readonly bySession = new Map<string, Gap>();
	/** When the newest deliveries were taken. */
	private times: number[] = [];
	/** The newest of those that were caught up. */
	private missed: Missed[] = [];

	/** A trigger that has just been started looks at what it missed; with nothing stored, it is a new one. */
	of(sessionId: string, { knownUpTo }: Memory): Gap {
		const known = this.bySession.get(sessionId);
		if (known) return known;
		const now = Date.now();
		const from = knownUpTo?.[sessionId];
		const gap = new Gap(from ?? now);
		if (from !== undefined) gap.open(now);
		this.bySession.set(sessionId, gap);
		return gap;
	}

	took(now: number): void {
		this.times = [...this.times, now].slice(-STORED_DELIVERIES);
	}

	/** Gives those whose marks may no longer be stored from now on. */
	tookMissed(found: Missed[]): Missed[] {
		const all = [...this.missed, ...found];
		this.missed = all.slice(-STORED_MISSED);
		return all.slice(0, -STORED_MISSED);
	}

	stored(sessionId: string, memory: Memory): number {
		const covered = this.times.length < STORED_DELIVERIES ? 0 : this.times[0];
		return this.of(sessionId, memory).stored(Date.now(), covered);
	}

	forget(): void {
		this.bySession.clear();
	}
}

const gapsBy = perKey(() => new Gaps());

const gapsOf = (context: Context): Gaps =>
	gapsBy(`${context.getWorkflow().id ?? ''}/${context.getNode().id}`);

export const gapOf = (context: Context, sessionId: string): Gap =>
	gapsOf(context).of(sessionId, memoryOf(context));

/** Listening for a test event neither opens nor closes a gap of the active workflow. */
const isOff = (context: Context, { catchUp }: Settings): boolean =>
	catchUp === null || context.getMode() === 'manual';

/** The trigger is activated. What nobody has known before begins now: nobody wants all their old messages. */
export function begin(context: IHookFunctions, settings: Settings): void {
	const memory = memoryOf(context);
	if (settings.catchUp === null) delete memory.knownUpTo;
	if (isOff(context, settings)) return;
	const gaps = gapsOf(context);
	gaps.forget();
	const now = Date.now();
	memory.knownUpTo = Object.fromEntries(
		settings.sessions.map((id) => [id, memory.knownUpTo?.[id] ?? now]),
	);
}

/** The trigger is deactivated. */
export function end(context: IHookFunctions, settings: Settings): void {
	if (isOff(context, settings)) return;
	const memory = memoryOf(context);
	const gaps = gapsOf(context);
	memory.knownUpTo = Object.fromEntries(
		settings.sessions.map((id) => [id, gaps.stored(id, memory)]),
	);
	gaps.forget();
}

/** A genuine delivery came: a change of a session's state is stored, so that polls of any process can ask for it. */
export function heard(
	context: IWebhookFunctions,
	settings: Settings,
	{ event, sessionId }: Delivery,
): void {
	if (event !== 'session_status' || isOff(context, settings)) return;
	const memory = memoryOf(context);
	memory.changedAt = { ...memory.changedAt, [sessionId]: Date.now() };
}

/** A delivery starts the workflow, and what it was is stored. */
export function took(
	context: IWebhookFunctions,
	settings: Settings,
	{ sessionId }: Delivery,
): void {
	if (isOff(context, settings)) return;
	const memory = memoryOf(context);
	const gaps = gapsOf(context);
	gaps.took(Date.now());
	memory.knownUpTo = { ...memory.knownUpTo, [sessionId]: gaps.stored(sessionId, memory) };
}

/** Missed messages of these times start the workflow, oldest first, and what they were is stored. */
export function tookMissed(
	context: IWebhookFunctions,
	{ sessionId }: Delivery,
	times: number[],
): void {
	const memory = memoryOf(context);
	const knownUpTo = { ...memory.knownUpTo };
	const found = times.map((at) => ({ sessionId, at }));
	for (const { sessionId: id, at } of gapsOf(context).tookMissed(found)) {
		knownUpTo[id] = Math.max(knownUpTo[id] ?? 0, at);
	}
	memory.knownUpTo = knownUpTo;
}
