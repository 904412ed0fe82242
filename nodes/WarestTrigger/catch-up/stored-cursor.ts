import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { bySession, ofSession, withoutSession, withSession } from '../by-session';
import type { Delivery } from '../receiving/delivery';
import type { Settings } from '../settings/settings';
import { processState, storedState, type ProcessState, type StoredState } from '../state';
import { CatchUpCursor, OVERLAP_MS, type CaughtUp } from './cursor';

type Context = IHookFunctions | IPollFunctions | IWebhookFunctions;

/**
 * The cursor of one session in this process. A trigger that has just been started looks at what it missed; with
 * nothing stored, it is a new one.
 */
export function cursorOf(context: Context, sessionId: string): CatchUpCursor {
	const { cursors } = processState(context);
	const known = cursors.get(sessionId);
	if (known) return known;
	const now = Date.now();
	const { knownUpTo, caughtUp } = storedState(context);
	const from = ofSession(knownUpTo, sessionId);
	const cursor = new CatchUpCursor(from ?? now, ofSession(caughtUp, sessionId));
	if (from !== undefined) cursor.open(now);
	cursors.set(sessionId, cursor);
	return cursor;
}

/** Listening for a test event neither opens nor closes a gap of the active workflow. */
const isOff = (context: Context, { catchUp }: Settings): boolean =>
	catchUp === null || context.getMode() === 'manual';

/** The trigger is activated. What nobody has known before begins now: nobody wants all their old messages. */
export function begin(context: IHookFunctions, settings: Settings): void {
	const stored = storedState(context);
	if (settings.catchUp === null) {
		delete stored.knownUpTo;
		delete stored.caughtUp;
	}
	if (isOff(context, settings)) return;
	processState(context).cursors.clear();
	const now = Date.now();
	const { sessions } = settings;
	const { knownUpTo, caughtUp } = stored;
	const known = sessions.filter((id) => ofSession(knownUpTo, id) !== undefined);
	stored.caughtUp = bySession(known.map((id) => [id, ofSession(caughtUp, id) ?? {}]));
	stored.knownUpTo = bySession(sessions.map((id) => [id, ofSession(knownUpTo, id) ?? now]));
}

/** The trigger is deactivated: what comes from now on is missing. */
export function end(context: IHookFunctions, settings: Settings): void {
	if (isOff(context, settings)) return;
	const stored = storedState(context);
	for (const id of settings.sessions) advance(stored, processState(context), id);
}

/** Up to the last check that found nothing missing, all but the last moments before it is known. */
function advance(stored: StoredState, state: ProcessState, sessionId: string): void {
	storeLoss(stored, state, sessionId);
	const { cursors, wellAt } = state;
	const { knownUpTo, caughtUp } = stored;
	const from = ofSession(knownUpTo, sessionId);
	// Whether something is missing is only known where it was looked for.
	if (from === undefined || ofSession(caughtUp, sessionId) || cursors.get(sessionId)?.isOpen)
		return;
	const well = (wellAt.get(sessionId) ?? 0) - OVERLAP_MS;
	stored.knownUpTo = withSession(knownUpTo, sessionId, Math.max(from, well));
}

/** Something of a session was dropped, or may have been. It is stored, so that checks of any process can ask for it. */
export function noteLoss(
	context: IWebhookFunctions,
	settings: Settings,
	sessionId: string,
	at = Date.now(),
): void {
	const state = processState(context);
	// Those that share the webhook may catch up where this trigger doesn't.
	if (context.getMode() !== 'manual') state.lostAt.set(sessionId, at);
	if (!isOff(context, settings)) storeLoss(storedState(context), state, sessionId);
}

/** What n8n could not answer can't store what it lost: the next request to the same process does. */
export function noteFailures(context: IWebhookFunctions, settings: Settings): void {
	const { failedAt, lostAt } = processState(context);
	for (const id of settings.sessions) {
		if (failedAt > (lostAt.get(id) ?? 0)) noteLoss(context, settings, id, failedAt);
	}
}

/** Stores the last loss, also where another delivery has stored what it had loaded before it. */
function storeLoss(stored: StoredState, { lostAt }: ProcessState, sessionId: string): void {
	const at = lostAt.get(sessionId) ?? 0;
	if (at <= (ofSession(stored.changedAt, sessionId) ?? 0)) return;
	stored.changedAt = withSession(stored.changedAt, sessionId, at);
	openStored(stored, sessionId);
}

/** A check or a delivery found that something may be missing. */
function openStored(stored: StoredState, sessionId: string): void {
	if (ofSession(stored.caughtUp, sessionId)) return;
	stored.caughtUp = withSession(stored.caughtUp, sessionId, {});
}

/** When something of a session was dropped last. */
export const lossAt = (context: Context, sessionId: string): number => {
	const { failedAt, lostAt } = processState(context);
	const stored = ofSession(storedState(context).changedAt, sessionId) ?? 0;
	return Math.max(stored, lostAt.get(sessionId) ?? 0, failedAt);
};

/** The place of a session was another one's for a while. */
export function reopen(context: IHookFunctions, sessionId: string): void {
	processState(context).cursors.get(sessionId)?.open(Date.now());
}

/** A delivery starts the workflow, and what it was is stored. */
export function took(
	context: IWebhookFunctions,
	settings: Settings,
	{ sessionId }: Delivery,
): void {
	if (isOff(context, settings)) return;
	advance(storedState(context), processState(context), sessionId);
}

/** How far a session has caught up. */
export interface Progress {
	/** Before which moments nothing is missing in single chats. */
	upTo: CaughtUp;
	/** Before this moment nothing is missing. */
	knownUpTo: number;
	/** Nor is anything after it. */
	isClosed: boolean;
	/** The last loss that the check knew of. */
	lossAt: number;
}

/** What a check says: up to when nothing is missing, or that something may be, and how far it has come. */
export function noteCheck(
	context: IWebhookFunctions,
	settings: Settings,
	sessionId: string,
	{ goodAt, progress }: { goodAt?: number | null; progress: Progress | null },
): void {
	// One that is still at it must not begin what the person has just turned off.
	if (isOff(context, settings)) return;
	const stored = storedState(context);
	if (goodAt === null) openStored(stored, sessionId);
	if (typeof goodAt === 'number') processState(context).wellAt.set(sessionId, goodAt);
	if (progress) storeProgress(stored, sessionId, progress);
}

/** A check reports how far it has come. */
export function storeProgress(
	stored: StoredState,
	sessionId: string,
	{ upTo, knownUpTo, isClosed, lossAt: seen }: Progress,
): void {
	const from = Math.max(knownUpTo, ofSession(stored.knownUpTo, sessionId) ?? 0);
	stored.knownUpTo = withSession(stored.knownUpTo, sessionId, from);
	// What the check knew nothing of may have come late.
	const isNews = seen < (ofSession(stored.changedAt, sessionId) ?? 0);
	if (isClosed && !isNews) {
		stored.caughtUp = withoutSession(stored.caughtUp, sessionId);
		return;
	}
	const caughtUp: CaughtUp = { ...ofSession(stored.caughtUp, sessionId) };
	for (const [chat, at] of Object.entries(upTo)) {
		caughtUp[chat] = Math.max(caughtUp[chat] ?? 0, at);
	}
	const still = Object.entries(caughtUp).filter(([, at]) => at > from);
	stored.caughtUp = withSession(stored.caughtUp, sessionId, Object.fromEntries(still));
}
