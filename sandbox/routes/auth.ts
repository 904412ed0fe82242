import { Router } from 'express';
import type { Request, Response } from 'express';
import { newKey, userOfKey } from '../authentication';
import type { User } from '../authentication';
import type { Clock } from '../clock';
import { refuse } from '../envelopes';
import { bodyOf, textOf } from '../parameters';

const cookie = 'WAREST_DOCS_SESSION';
const failureWindowMs = 600_000;
const failuresUntilLock = 5;
const lockSeconds = [120, 300, 600];

interface Failures {
	times: number[];
	locks: number;
	lockedUntil: number;
}

const roleOf = ({ isAdmin }: User) => (isAdmin ? 'admin' : 'user');

/** Counts failed logins per client and user name (docs/warest/server.md#5). */
class Locks {
	private readonly failures = new Map<string, Failures>();

	constructor(private readonly clock: Clock) {}

	/** Seconds for which this client is locked out, 0 if it is not. */
	remaining(who: string): number {
		const until = this.failures.get(who)?.lockedUntil ?? 0;
		return Math.max(0, Math.ceil((until - this.clock.now()) / 1000));
	}

	fail(who: string) {
		const now = this.clock.now();
		const record = this.failures.get(who) ?? { times: [], locks: 0, lockedUntil: 0 };
		this.failures.set(who, record);
		record.times = [...record.times.filter((at) => now - at < failureWindowMs), now];
		if (record.times.length < failuresUntilLock) return;
		const lock = lockSeconds[Math.min(record.locks, lockSeconds.length - 1)];
		record.lockedUntil = now + lock * 1000;
		record.locks += 1;
		record.times = [];
	}

	forget(who: string) {
		this.failures.delete(who);
	}
}

const clientOf = (req: Request) =>
	req.get('X-Forwarded-For')?.split(',')[0].trim() ?? req.socket.remoteAddress ?? '';

function refuseLocked(res: Response, retryAfter: number) {
	res.set('Retry-After', String(retryAfter));
	refuse(res, 429, `Too many attempts. Try again in ${retryAfter}s`, { retryAfter });
}

/** `/api/auth/*`: no key, no limits, `{error}` only (docs/warest/server.md#5). */
export function authRoutes(users: User[], clock: Clock): Router {
	const routes = Router();
	const locks = new Locks(clock);

	routes.post('/login', (req, res) => {
		const body = bodyOf(req);
		const username = textOf(body.username);
		const password = textOf(body.password);
		if (username === null || password === null) {
			return refuse(res, 400, 'username/password required');
		}
		const who = `${clientOf(req)}\n${username}`;
		const user = users.find((candidate) => candidate.username === username);
		if (locks.remaining(who) === 0 && user?.password !== password) locks.fail(who);
		const remaining = locks.remaining(who);
		if (remaining > 0) return refuseLocked(res, remaining);
		if (user?.password !== password) return refuse(res, 401, 'Invalid credentials');
		locks.forget(who);
		// The admin's key is fixed in the server's environment; everybody else gets a new one.
		if (!user.isAdmin) user.key = newKey();
		const { key, isAdmin, registry } = user;
		res.cookie(cookie, key, { httpOnly: true, sameSite: 'lax' });
		res.json({ apiKey: key, role: roleOf(user), isAdmin, username, registry });
	});

	routes.post('/logout', (_req, res) => {
		res.clearCookie(cookie);
		res.json({ ok: true });
	});

	routes.post('/session', (req, res) => {
		const body = bodyOf(req);
		const key =
			textOf(req.get('X-WAREST-API-KEY')) ??
			textOf(/^Bearer (.*)$/i.exec(req.get('Authorization') ?? '')?.[1]) ??
			textOf(body.apiKey) ??
			textOf(body.token);
		if (key === null) return refuse(res, 400, 'apiKey required');
		const user = userOfKey(users, key);
		if (!user) return refuse(res, 401, 'Invalid apiKey');
		const { username, isAdmin } = user;
		res.cookie(cookie, key, { httpOnly: true, sameSite: 'lax' });
		res.json({ ok: true, username, role: roleOf(user), isAdmin });
	});

	return routes;
}
