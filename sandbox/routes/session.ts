import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { callerOf } from '../authentication';
import { reply } from '../envelopes';
import { bodyOf, pathParameter, textOf } from '../parameters';
import { preflight } from '../preflight';
import { digitsOf } from '../recipients';
import { isSessionId, sessionIdOf } from '../session-choice';
import { qrDuration, statusEvents } from '../webhooks/status-events';
import { meOf } from '../world/accounts';
import { pairCode } from '../world/ids';
import { isSilent, start, stop, waitingQr } from '../world/lifecycle';
import { pictureOf } from '../world/qr';
import type { DeviceInfo, Qr, Session } from '../world/types';
import { changedWebhook, saveWebhook, shownWebhook } from '../world/webhook-config';
import type { World } from '../world/world';

const longestWaitMs = { known: 1500, unknown: 2500 };
const pairCodeLifetimeMs = 65_000;
const deviceCacheMs = 15_000;

/** The session, if the caller may use it; otherwise sends the answer itself (docs/warest/server.md#1-3). */
type SessionHandler = (session: Session, req: Request, res: Response) => Promise<void> | void;

const owned =
	(world: World, idOf: (req: Request) => string | null, handle: SessionHandler): RequestHandler =>
	async (req, res) => {
		const id = idOf(req);
		if (id === null) return reply(res, 1100, 'sessionId is required');
		const session = world.sessions.get(id);
		if (!session) return reply(res, 1101, 'Session not found');
		if (session.owner !== callerOf(req).user.registry) return reply(res, 2201, 'Forbidden');
		await handle(session, req, res);
	};

const idInPath = (req: Request) => {
	const id = textOf(pathParameter(req, 'sessionId'));
	return id !== null && isSessionId(id) ? id : null;
};

interface Found {
	session: Session;
	/** Whether it was registered before this request. */
	known: boolean;
}

/** S1 and S2 register an unknown session; null when it belongs to somebody else. */
function findOrRegister(world: World, req: Request, id: string): Found | null {
	const { registry } = callerOf(req).user;
	const session = world.sessions.get(id);
	if (session) return session.owner === registry ? { session, known: true } : null;
	const account = world.newcomer;
	return { session: world.addSession({ id, owner: registry, account }), known: false };
}

/** Blocks as the server does, until there is a QR code or time is up (docs/warest/sessions.md#s1). */
async function settle(world: World, { session, known }: Found) {
	if (session.runtime && !isSilent(session)) {
		const longest = world.sleep(known ? longestWaitMs.known : longestWaitMs.unknown);
		await Promise.race([session.runtime.dialled, longest]);
	}
	if (!session.runtime?.qr) await world.sleep(world.behaviour.blockingMs);
}

const qrFields = (qr: Qr) => ({
	qrString: qr.text,
	qr: pictureOf(qr),
	qrDuration,
});

/** The two shapes of S1's payload. */
function createdPayload(world: World, { session, known }: Found, qr: Qr | null) {
	const { url, secret } = shownWebhook(session, world.now());
	const noQr = known ? {} : { qrString: null, qr: null, qrDuration };
	return {
		registryUser: session.owner,
		sessionId: session.id,
		...(known && { createdAt: new Date(session.createdAt).toISOString() }),
		...(qr ? qrFields(qr) : noQr),
		webhookUrl: url,
		webhookSecret: secret,
	};
}

async function create(world: World, req: Request, res: Response) {
	const id = sessionIdOf(req);
	if (id === null) return reply(res, 1100, 'sessionId is required');
	const found = findOrRegister(world, req, id);
	if (!found) return reply(res, 2201, 'Forbidden');
	const { session, known } = found;
	if (!session.runtime) start(world, session, { known });
	await settle(world, found);
	const qr = waitingQr(world, session);
	const payload = createdPayload(world, found, qr);
	if (session.runtime?.status === 'open') {
		return reply(res, 1104, 'Session already open', payload);
	}
	if (qr) return reply(res, 1107, 'Scan the QR to continue', payload);
	reply(res, 1000, known ? 'Session exists' : 'Session created', payload);
}

/** A code is kept for a while per session and phone (docs/warest/sessions.md#s2). */
function codeFor(world: World, session: Session, phone: string): string {
	const kept = session.pairCodes.get(phone);
	if (kept && world.now() - kept.at <= pairCodeLifetimeMs) return kept.code;
	const code = pairCode();
	session.pairCodes.set(phone, { code, at: world.now() });
	world.changed(session.id);
	return code;
}

async function createPairCode(world: World, req: Request, res: Response) {
	const body = bodyOf(req);
	const given = ['phone', 'pair', 'pairPhone']
		.map((name) => textOf(req.query[name] ?? body[name]))
		.find((value) => value !== null);
	const phone = digitsOf(given ?? '');
	if (phone === '') return reply(res, 2001, 'phone is required');
	const id = sessionIdOf(req);
	if (id === null) return reply(res, 1100, 'sessionId is required');
	const found = findOrRegister(world, req, id);
	if (!found) return reply(res, 2201, 'Forbidden');
	const { session, known } = found;
	const ids = { registryUser: session.owner, sessionId: id };
	if (session.runtime?.status === 'open') {
		return reply(res, 1104, 'Session already open', { ...ids, status: 'open' });
	}
	if (!session.runtime) start(world, session, { known });
	if (isSilent(session)) {
		await world.sleep(world.behaviour.blockingMs);
		return reply(res, 1110, 'Pair code pending', { ...ids, pairCode: '' });
	}
	reply(res, 1000, 'Pair code generated', { ...ids, pairCode: codeFor(world, session, phone) });
}

function logOut(world: World, session: Session): { runtime: boolean; creds: boolean } {
	const runtime = stop(world, session);
	session.credentials = null;
	return { runtime, creds: true };
}

function deviceInfo(world: World, session: Session, refresh: boolean): DeviceInfo {
	const { devices } = session;
	if (devices && !refresh && world.now() - devices.at < deviceCacheMs) return devices.answer;
	const account = session.runtime?.account ?? session.profile;
	const answer = {
		name: account?.name ?? null,
		phone: account?.phone ?? null,
		device: 'WARest',
	};
	session.devices = { answer, at: world.now() };
	return answer;
}

async function configure(world: World, session: Session, req: Request, res: Response) {
	const body = bodyOf(req);
	const current = shownWebhook(session, world.now());
	const given = 'webhookUrl' in body;
	const config = changedWebhook(current, {
		url: given ? (textOf(body.webhookUrl) ?? '') : undefined,
		secret: textOf(body.webhookSecret),
	});
	const asked = body.preflight === true || body.preflightVerify === true;
	if (asked && config.url !== '' && config.secret !== '') {
		const result = await preflight(world, session, callerOf(req).user, config);
		if (!result.ok) return reply(res, 2000, 'Webhook preflight failed', { results: [result] });
	}
	if (given || textOf(body.webhookSecret) !== null) saveWebhook(session, config, world.now());
	reply(res, 1000, 'Config updated', {
		registryUser: session.owner,
		sessionId: session.id,
		webhookUrl: config.url,
		webhookSecret: config.secret,
	});
}

function listItem({ id, runtime, lastConnStored }: Session) {
	const stored = lastConnStored === null ? null : new Date(lastConnStored).toISOString();
	return {
		id,
		status: runtime?.status ?? 'stopped',
		me: runtime?.account ? meOf(runtime.account) : null,
		pushName: runtime?.account?.name ?? null,
		lastConn: runtime?.lastConn ?? stored,
	};
}

/** See docs/warest/sessions.md#s1 to #s8. */
export function sessionRoutes(world: World): Router {
	const routes = Router();

	routes.get('/create', (req, res) => create(world, req, res));
	routes.get('/create/pair-code', (req, res) => createPairCode(world, req, res));

	routes.get(
		'/logout',
		owned(world, sessionIdOf, async (session, _req, res) => {
			await world.tell(session, statusEvents.closing());
			const steps = logOut(world, session);
			reply(res, 1000, 'Logout success', { sessionId: session.id, steps });
		}),
	);

	routes.get(
		'/reconnect',
		owned(world, sessionIdOf, async (session, _req, res) => {
			await world.tell(session, statusEvents.closing());
			start(world, session, { known: true });
			reply(res, 1109, 'Reconnect scheduled');
		}),
	);

	routes.get(
		'/devices',
		owned(world, sessionIdOf, (session, req, res) => {
			reply(res, 1000, 'Device info', deviceInfo(world, session, req.query.refresh === '1'));
		}),
	);

	routes.post(
		'/:sessionId/config',
		owned(world, idInPath, (session, req, res) => configure(world, session, req, res)),
	);

	routes.get('/list', (req, res) => {
		const { registry } = callerOf(req).user;
		const sessions = [...world.sessions.values()].filter(({ owner }) => owner === registry);
		reply(res, 1000, 'OK', { items: sessions.map(listItem) });
	});

	routes.delete(
		'/delete',
		owned(world, sessionIdOf, async (session, _req, res) => {
			await world.tell(session, statusEvents.closing());
			const steps = { ...logOut(world, session), meta: true };
			world.removeSession(session.id);
			reply(res, 1000, 'Session deleted', { sessionId: session.id, steps });
		}),
	);

	return routes;
}
