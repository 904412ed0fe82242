import type { Request } from 'express';
import { bodyOf, parameter, textOf } from './parameters';
import { digitsOf } from './recipients';
import { identityOf } from './world/accounts';
import type { Account, Session } from './world/types';
import type { World } from './world/world';

/** A session that is open, with the account it is open as. */
export interface OpenSession {
	session: Session;
	account: Account;
}

function openSessions(world: World): OpenSession[] {
	return [...world.sessions.values()].flatMap((session) =>
		session.runtime?.status === 'open' && session.runtime.account
			? [{ session, account: session.runtime.account }]
			: [],
	);
}

/** How a route family compares `phone` with the session's own number (docs/warest/chats.md#0-3). */
type OwnDigits = (account: Account) => string;

const ownNumber: OwnDigits = ({ phone }) => phone;

/** The defect of `/messages`: the device number is part of the comparison. */
const ownNumberWithDevice: OwnDigits = (account) => digitsOf(identityOf(account).split('@')[0]);

function choose(
	world: World,
	{ id, phone, digits }: { id: string | null; phone: unknown; digits: OwnDigits },
): OpenSession | null {
	const candidates = openSessions(world);
	if (id !== null) return candidates.find(({ session }) => session.id === id) ?? null;
	const wanted = digitsOf(String(phone ?? ''));
	if (wanted === '') return null;
	return candidates.find(({ account }) => digits(account) === wanted) ?? null;
}

/** The session of `GET /chats…`: the first of three names that is present, even if empty. */
export function sessionOfRead(world: World, req: Request): OpenSession | null {
	const named = ['sessionId', 'session', 'id']
		.map((name) => parameter(req, name))
		.find((value) => value !== undefined);
	const phone = parameter(req, 'phone');
	return choose(world, { id: textOf(named), phone, digits: ownNumber });
}

/** The session of `POST /chats…`: JSON body only, no aliases. */
export function sessionOfChatAction(world: World, req: Request): OpenSession | null {
	const { sessionId, phone } = bodyOf(req);
	return choose(world, { id: textOf(sessionId), phone, digits: ownNumber });
}

/** The session of the `/messages` actions: as above, with the defect in `phone`. */
export function sessionOfMessageAction(world: World, req: Request): OpenSession | null {
	const { sessionId, phone } = bodyOf(req);
	return choose(world, { id: textOf(sessionId), phone, digits: ownNumberWithDevice });
}

/** The session of `messages/send/text`: body, then query (docs/warest/messages.md#3-1). */
export function sessionOfText(
	world: World,
	sessionId: string | null,
	phone: string | null,
): OpenSession | null {
	return choose(world, { id: sessionId, phone, digits: ownNumberWithDevice });
}

const sessionIdPattern = /^[a-zA-Z0-9._-]{1,64}$/;

/** Whether a text may be a session id at all (docs/warest/server.md#1-3). */
export const isSessionId = (id: string) => sessionIdPattern.test(id);

/** The id that `/session…` routes read: query, body, path of three names (docs/warest/server.md#1-3). */
export function sessionIdOf(req: Request): string | null {
	const id = ['sessionId', 'id', 'session']
		.map((name) => textOf(parameter(req, name)))
		.find((value) => value !== null);
	return id && isSessionId(id) ? id : null;
}
