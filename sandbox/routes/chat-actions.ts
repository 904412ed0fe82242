import { Router } from 'express';
import type { Request, Response } from 'express';
import { internalServerError, sessionNotFound } from '../codes';
import type { Problem } from '../codes';
import { refuseResults, replyResults } from '../envelopes';
import { readNumber } from '../numbers';
import { bodyOf } from '../parameters';
import type { Fields } from '../parameters';
import { chatJidOf, localPart, withoutDevice } from '../recipients';
import { sessionOfMessageAction } from '../session-choice';
import { enqueue } from '../world/queue';
import { chatModify } from '../world/whatsapp';
import type { Modification } from '../world/whatsapp';
import type { World } from '../world/world';

const missingDestination: Problem = { status: 400, code: 2001, message: 'Missing destination' };

const minuteMs = 60_000;

/** `null` is the default here, `''` is 0 and so one minute (docs/warest/chats.md#a1). */
const muteUntil = (duration: unknown, now: number) =>
	now + readNumber(duration ?? undefined, { min: 1, max: 43_200, fallback: 60 }) * minuteMs;

interface Action {
	method: 'post' | 'delete';
	name: string;
	message: string;
	status: string;
	modification: (body: Fields, world: World) => Modification;
}

const upToNow = (world: World) => ({ lastMessageTimestamp: world.nowSeconds() });

/** See docs/warest/chats.md#a1 to #a5: one row each. */
const actions: Action[] = [
	{
		method: 'post',
		name: 'mute',
		message: 'Chat muted',
		status: 'chat muted success',
		modification: ({ duration }, world) => ({ mute: muteUntil(duration, world.now()) }),
	},
	{
		method: 'post',
		name: 'unmute',
		message: 'Chat unmuted',
		status: 'chat unmuted success',
		modification: () => ({ mute: 0 }),
	},
	{
		method: 'post',
		name: 'archive',
		message: 'Chat archived',
		status: 'chat archived success',
		modification: (_body, world) => ({ archive: true, lastMessages: upToNow(world) }),
	},
	{
		method: 'post',
		name: 'unarchive',
		message: 'Chat unarchived',
		status: 'chat unarchived success',
		modification: (_body, world) => ({ archive: false, lastMessages: upToNow(world) }),
	},
	{
		method: 'delete',
		name: 'clear-all',
		message: 'Chat cleared',
		status: 'chat cleared success',
		modification: (_body, world) => ({ clear: 'all', lastMessages: upToNow(world) }),
	},
];

async function act(world: World, action: Action, req: Request, res: Response) {
	const open = sessionOfMessageAction(world, req);
	if (!open) return refuseResults(res, sessionNotFound);
	const { session, account } = open;
	const body = bodyOf(req);
	const to = chatJidOf(body.to);
	if (to === null) return refuseResults(res, missingDestination);
	try {
		await enqueue(session, () => chatModify(world, session, action.modification(body, world), to));
	} catch {
		return refuseResults(res, internalServerError);
	}
	const { message, status } = action;
	const toJid = withoutDevice(to);
	replyResults(res, message, [
		{ sessionId: session.id, phone: account.phone, to: localPart(to), toJid, status },
	]);
}

/** See docs/warest/chats.md#a1 to #a5. */
export function chatActionRoutes(world: World): Router {
	const routes = Router();
	for (const action of actions) {
		routes[action.method](`/action/${action.name}`, (req, res) => act(world, action, req, res));
	}
	return routes;
}
