import type { Request, Response } from 'express';
import { callerOf } from './authentication';
import type { AppCode } from './codes';
import { reply } from './envelopes';
import { bodyOf, textOf } from './parameters';
import type { Fields } from './parameters';
import { digitsOf } from './recipients';
import { isSessionId } from './session-choice';
import type { OpenSession } from './session-choice';
import type { World } from './world/world';

/** What groups and profile say when no session is named; otherwise they say the same. */
export interface NoSession {
	code: AppCode;
	message: string;
	/** Profile: names in any case, and a defect when the session is chosen by its phone number. */
	isProfile: boolean;
}

const inLowerCase = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));

/** A trimmed text: by name first, then by place: body, then query (docs/warest/groups.md#1-2, #1-3). */
export function named(req: Request, names: string[], anyCase = false): string | null {
	const body = anyCase ? inLowerCase(bodyOf(req)) : bodyOf(req);
	const query = anyCase ? inLowerCase(req.query) : req.query;
	const values = names
		.map((name) => (anyCase ? name.toLowerCase() : name))
		.map((name) => textOf(body[name]) ?? textOf(query[name]));
	return values.find((value) => value !== null) ?? null;
}

const phoneNames = ['phone', 'number', 'user', 'msisdn', 'phonenumber'];

function byPhone(world: World, req: Request, registry: string): OpenSession | null {
	const phone = digitsOf(named(req, phoneNames) ?? '');
	for (const session of world.sessions.values()) {
		const { owner, runtime } = session;
		if (owner !== registry || runtime?.status !== 'open' || !runtime.account) continue;
		if (runtime.account.phone === phone) return { session, account: runtime.account };
	}
	return null;
}

/** The caller's own open session for groups and profile, or an answer that there is none (1.2). */
export function ownOpenSession(
	world: World,
	req: Request,
	res: Response,
	none: NoSession,
): OpenSession | null {
	const { registry } = callerOf(req).user;
	const id = named(req, ['sessionId', 'sessionid', 'id', 'session'], none.isProfile);
	if (id === null && none.isProfile && named(req, phoneNames, true) !== null) {
		reply(res, 8000, 'items is not iterable');
		return null;
	}
	if (id === null) {
		const found = byPhone(world, req, registry);
		if (!found) reply(res, none.code, none.message);
		return found;
	}
	const session = world.sessions.get(id);
	const { runtime = null } = session ?? {};
	if (!isSessionId(id)) reply(res, 2002, 'sessionId is invalid');
	else if (!session) reply(res, 1101, 'Session not found');
	else if (session.owner !== registry) reply(res, 2201, 'Forbidden');
	else if (runtime?.status !== 'open' || !runtime.account) {
		reply(res, 1106, 'Login required (scan QR or pairing)');
	} else return { session, account: runtime.account };
	return null;
}
