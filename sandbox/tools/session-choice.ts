import type { Request, Response } from 'express';
import { callerOf } from '../authentication';
import { reply } from '../envelopes';
import { digitsOf } from '../recipients';
import { isSessionId } from '../session-choice';
import { identityOf } from '../world/accounts';
import type { Session } from '../world/types';
import type { World } from '../world/world';
import { miscText } from './parameters';

const isOpen = ({ runtime }: Session) => runtime?.status === 'open';

function ownDigits({ runtime }: Session): string {
	return runtime?.account ? digitsOf(identityOf(runtime.account).split('@')[0]) : '';
}

const phoneNames = ['sessionPhone', 'sessionNumber', 'sessionMsisdn', 'senderPhone'];

/** Whether a request says which session it is about. */
export const namesSession = (req: Request) =>
	miscText(req, 'sessionId', 'session', 'sid') !== null ||
	digitsOf(miscText(req, ...phoneNames) ?? '') !== '';

/** The session of a misc request, or an answer that there is none (docs/warest/misc.md#1-7). */
export function sessionFor(world: World, req: Request, res: Response): Session | null {
	const { registry } = callerOf(req).user;
	const own = [...world.sessions.values()].filter(({ owner }) => owner === registry);
	const id = miscText(req, 'sessionId', 'session', 'sid');
	if (id !== null) {
		const session = own.find((candidate) => candidate.id === id);
		if (!isSessionId(id)) reply(res, 2002, 'sessionId is invalid');
		else if (!session) reply(res, 1101, 'Session not found');
		else if (isOpen(session)) return session;
		else reply(res, 1106, 'Session is not ready');
		return null;
	}
	const open = own.filter(isOpen);
	const phone = digitsOf(miscText(req, ...phoneNames) ?? '');
	const session =
		phone === ''
			? open.toSorted((a, b) => a.createdAt - b.createdAt)[0]
			: open.find((candidate) => ownDigits(candidate) === phone);
	if (!session) {
		reply(res, 1101, phone === '' ? 'No active session available' : 'Matching session not found');
	}
	return session ?? null;
}
