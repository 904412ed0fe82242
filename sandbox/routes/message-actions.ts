import { Router } from 'express';
import type { Request, Response } from 'express';
import { readBoolean } from '../booleans';
import { internalServerError, sessionNotFound } from '../codes';
import type { Problem } from '../codes';
import { refuseResults, replyResults } from '../envelopes';
import { bodyOf, pathParameter } from '../parameters';
import type { Fields } from '../parameters';
import { chatJidOf, localPart, withoutDevice } from '../recipients';
import { sessionOfMessageAction } from '../session-choice';
import { findMessage } from '../world/chats';
import { enqueue } from '../world/queue';
import type { MessageKey, Session } from '../world/types';
import { chatModify, readMessages, sendMessage } from '../world/whatsapp';
import type { World } from '../world/world';

interface Target {
	session: Session;
	to: string;
	key: MessageKey;
	body: Fields;
}

interface Action {
	method: 'post' | 'delete';
	name: string;
	message: string;
	status: string;
	/** Refuses what the body lacks; asked after the recipient. */
	lacks?: (body: Fields) => string | null;
	call: (world: World, target: Target) => Promise<void>;
	/** M6 and M7 treat every message as the session's own, and never try again. */
	forcesFromMe?: boolean;
	failure: Problem;
}

const noDestination = 'Missing destination or messageId';

const star = async (world: World, { session, to, key }: Target, starred: boolean) => {
	const messages = [{ id: key.id, fromMe: key.fromMe }];
	await chatModify(world, session, { star: { messages, star: starred } }, to);
	const found = findMessage(session, key.id);
	if (found) found.message.store.starredAt = starred ? world.nowSeconds() : null;
};

const deleteForMe = (world: World, { session, to, key }: Target, deleteMedia: boolean) =>
	chatModify(world, session, { deleteForMe: { key, deleteMedia, timestamp: world.now() } }, to);

const failure = (status: number, code: number, message: string): Problem => ({
	status,
	code,
	message,
});

/** See docs/warest/chats.md#m1 to #m8: one row each. */
const actions: Action[] = [
	{
		method: 'post',
		name: 'star',
		message: 'Message starred',
		status: 'message starred success',
		call: (world, target) => star(world, target, true),
		failure: internalServerError,
	},
	{
		method: 'post',
		name: 'unstar',
		message: 'Message unstarred',
		status: 'message unstarred success',
		call: (world, target) => star(world, target, false),
		failure: internalServerError,
	},
	{
		method: 'post',
		name: 'reaction',
		message: 'Reaction applied',
		status: 'reaction applied success',
		lacks: ({ emoji }) => (typeof emoji === 'string' && emoji !== '' ? null : 'Emoji is required'),
		call: (world, { session, to, key, body }) =>
			sendMessage(world, session, to, { react: { text: String(body.emoji), key } }),
		failure: failure(502, 4005, 'Failed to react to message'),
	},
	{
		method: 'post',
		name: 'unreaction',
		message: 'Reaction removed',
		status: 'reaction removed success',
		call: (world, { session, to, key }) =>
			sendMessage(world, session, to, { react: { text: '', key } }),
		failure: failure(502, 4005, 'Failed to remove reaction'),
	},
	{
		method: 'delete',
		name: 'delete',
		message: 'Message deleted for me',
		status: 'message deleted success',
		call: (world, target) => deleteForMe(world, target, readBoolean(target.body.withMedia, true)),
		failure: failure(502, 4000, 'Failed to delete message'),
	},
	{
		method: 'post',
		name: 'revoke',
		message: 'Message revoked',
		status: 'message revoked success',
		call: async (world, target) => {
			await sendMessage(world, target.session, target.to, { delete: target.key });
			if (readBoolean(target.body.deleteForMe, false)) await deleteForMe(world, target, true);
		},
		forcesFromMe: true,
		failure: failure(502, 4000, 'Failed to revoke message'),
	},
	{
		method: 'post',
		name: 'edit',
		message: 'Message edited',
		status: 'message edited success',
		lacks: ({ message }) =>
			typeof message === 'string' && message.trim() !== '' ? null : 'Message text is required',
		call: (world, { session, to, key, body }) =>
			sendMessage(world, session, to, { edit: key, text: String(body.message) }),
		forcesFromMe: true,
		failure: failure(403, 4001, 'Editing this message is not allowed'),
	},
	{
		method: 'post',
		name: 'mark-as-read',
		message: 'Message marked as read',
		status: 'message read success',
		call: (world, { session, key }) => readMessages(world, session, [key]),
		failure: internalServerError,
	},
];

/** The key of a message, and whether its direction is only a guess (docs/warest/chats.md#0-5). */
function keyOf(session: Session, id: string, to: string): { key: MessageKey; guessed: boolean } {
	const found = findMessage(session, id);
	if (!found) return { key: { id, remoteJid: to, fromMe: false }, guessed: true };
	const { chat, message } = found;
	const key = { id, remoteJid: chat.jid, fromMe: message.fromMe };
	return {
		key: chat.isGroup ? { ...key, participant: message.senderJid } : key,
		guessed: false,
	};
}

async function perform(world: World, action: Action, target: Target, guessed: boolean) {
	if (action.forcesFromMe) {
		return await action.call(world, { ...target, key: { ...target.key, fromMe: true } });
	}
	try {
		await action.call(world, target);
	} catch (error) {
		if (!guessed) throw error;
		await action.call(world, { ...target, key: { ...target.key, fromMe: true } });
	}
}

async function act(world: World, action: Action, req: Request, res: Response) {
	const open = sessionOfMessageAction(world, req);
	if (!open) return refuseResults(res, sessionNotFound);
	const { session, account } = open;
	const body = bodyOf(req);
	const to = chatJidOf(body.to);
	const lacking = to === null ? noDestination : action.lacks?.(body);
	if (to === null || lacking) {
		return refuseResults(res, failure(400, 2001, lacking ?? noDestination));
	}
	const messageId = pathParameter(req, 'messageId').trim();
	const { key, guessed } = keyOf(session, messageId, to);
	try {
		await enqueue(session, () => perform(world, action, { session, to, key, body }, guessed));
	} catch {
		return refuseResults(res, action.failure);
	}
	const { message, status } = action;
	const toJid = withoutDevice(to);
	replyResults(res, message, [
		{ sessionId: session.id, phone: account.phone, to: localPart(to), toJid, messageId, status },
	]);
}

/** See docs/warest/chats.md#m1 to #m8. */
export function messageActionRoutes(world: World): Router {
	const routes = Router();
	for (const action of actions) {
		routes[action.method](`/:messageId/action/${action.name}`, (req, res) =>
			act(world, action, req, res),
		);
	}
	return routes;
}
