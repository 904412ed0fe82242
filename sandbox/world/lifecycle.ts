import { credentialsUpdated, statusEvents } from '../webhooks/status-events';
import { qrText } from './ids';
import type { Account, Dial, Qr, Runtime, Session, SessionStatus } from './types';
import type { World } from './world';

const qrLifetimeMs = 60_000;
const qrRotationMs = 20_000;

function showQr(world: World, session: Session, runtime: Runtime): Qr {
	runtime.qr = { text: qrText(), at: world.now() };
	void world.tell(session, statusEvents.qr(runtime.qr));
	return runtime.qr;
}

/** The session is connected as `account` (docs/warest/sessions.md#2-1). */
export function open(world: World, session: Session, account: Account) {
	const runtime = session.runtime ?? blankRuntime();
	session.runtime = runtime;
	runtime.status = 'open';
	runtime.account = account;
	runtime.lastConn = world.now();
	runtime.qr = null;
	session.lastConnStored = world.now();
	session.credentials = account;
	session.profile = account;
	session.pairCodes.clear();
	world.changed(session.id);
	void world.tell(session, statusEvents.open(account));
	world.receiveWaiting(session);
}

/** The person scans the QR, types the pair code, or the line is back. */
export function connect(world: World, session: Session) {
	const { runtime, credentials } = session;
	if (runtime?.status === 'reconnecting') void world.tell(session, statusEvents.connecting());
	if (!credentials) void world.tell(session, credentialsUpdated());
	open(world, session, credentials ?? session.owningPhone);
}

const blankRuntime = (): Runtime => ({
	status: 'starting',
	account: null,
	lastConn: null,
	webhook: { url: '', secret: '' },
	qr: null,
	dialled: Promise.resolve(),
});

function outcomeOf(session: Session): Dial {
	if (session.dial !== 'natural') return session.dial;
	return session.credentials ? 'open' : 'qr';
}

/** Whether dialling leads to anything: only then is there something to wait for. */
export const isSilent = (session: Session) => outcomeOf(session) === 'silent';

async function dial(world: World, session: Session, runtime: Runtime) {
	await world.sleep(world.behaviour.connectMs);
	// Somebody scanned, stopped or dropped it in the meantime.
	if (session.runtime !== runtime || runtime.status !== 'connecting') return;
	const outcome = outcomeOf(session);
	if (outcome === 'open') open(world, session, session.credentials ?? session.owningPhone);
	if (outcome === 'qr') showQr(world, session, runtime);
	world.changed(session.id);
}

function startDialling(world: World, session: Session, runtime: Runtime) {
	runtime.status = 'connecting';
	runtime.qr = null;
	void world.tell(session, statusEvents.connecting());
	runtime.dialled = dial(world, session, runtime);
	world.changed(session.id);
}

/**
 * Gives a session a new socket. The webhook of the new runtime is empty, and the stored one hides
 * for 5 s if the session was known before (docs/warest/sessions.md#s6, "Loss and revival").
 */
export function start(world: World, session: Session, { known }: { known: boolean }) {
	const runtime = blankRuntime();
	session.runtime = runtime;
	if (known) {
		session.webhook.shown = { config: { url: '', secret: '' }, until: world.now() + 5000 };
	}
	// Heard at the default URL, if there is one.
	void world.tell(session, statusEvents.created());
	startDialling(world, session, runtime);
}

/**
 * The server starts anew: the session gets its stored webhook, which hears of it before anything
 * else happens (docs/warest/webhooks.md#6-4, #7-4).
 */
export async function restore(world: World, session: Session) {
	const runtime = { ...blankRuntime(), webhook: session.webhook.stored };
	session.runtime = runtime;
	session.webhook.shown = null;
	session.pairCodes.clear();
	await world.tell(session, statusEvents.created());
	if (session.runtime === runtime) startDialling(world, session, runtime);
	await runtime.dialled;
}

/** Closes the socket; the session stays registered. Returns whether there was one. */
export function stop(world: World, session: Session): boolean {
	const running = session.runtime !== null;
	session.runtime = null;
	session.pairCodes.clear();
	world.changed(session.id);
	return running;
}

/** The QR that create hands out: forgotten 60 s after it arrived (docs/warest/sessions.md#s1). */
export function waitingQr(world: World, session: Session): Qr | null {
	const { runtime } = session;
	if (!runtime?.qr) return null;
	const age = world.now() - runtime.qr.at;
	if (world.behaviour.rotatesQr && age > qrRotationMs) {
		showQr(world, session, runtime);
		world.changed(session.id);
	}
	return world.now() - runtime.qr.at > qrLifetimeMs ? null : runtime.qr;
}

/** What a dropped line leaves behind (docs/warest/sessions.md#2-1). */
const drops: Record<DroppedStatus, (world: World, session: Session) => void> = {
	reconnecting: (world, session) => {
		leaveOpen(world, session, 'reconnecting');
		void world.tell(session, statusEvents.reconnecting());
	},
	replaced: (world, session) => {
		leaveOpen(world, session, 'replaced');
		void world.tell(session, statusEvents.replaced());
	},
	stopped: (world, session) => {
		stop(world, session);
		session.credentials = null;
	},
	// The server wipes the credentials and dials again at once, for a new QR.
	logged_out: (world, session) => {
		session.credentials = null;
		void world.tell(session, statusEvents.loggedOut());
		if (session.runtime) startDialling(world, session, session.runtime);
	},
};

export type DroppedStatus = Extract<
	SessionStatus,
	'reconnecting' | 'replaced' | 'stopped' | 'logged_out'
>;

export const droppedStatuses = Object.keys(drops) as DroppedStatus[];

function leaveOpen(world: World, session: Session, status: SessionStatus) {
	if (session.runtime) session.runtime.status = status;
	world.changed(session.id);
}

/** Something ends the connection of a session, seen from outside. */
export const drop = (world: World, session: Session, to: DroppedStatus) =>
	drops[to](world, session);
