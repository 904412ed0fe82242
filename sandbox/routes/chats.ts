import { Router } from 'express';
import type { Request, Response } from 'express';
import { readBoolean } from '../booleans';
import { seconds } from '../clock';
import { internalServerError, sessionNotFound } from '../codes';
import type { Problem } from '../codes';
import { refuseResult, replyResult } from '../envelopes';
import { readNumber } from '../numbers';
import type { Range } from '../numbers';
import { bodyOf, parameter, pathParameter, textOf } from '../parameters';
import { chatJidOf } from '../recipients';
import { sessionOfChatAction, sessionOfRead } from '../session-choice';
import type { OpenSession } from '../session-choice';
import { mediaTypes } from '../world/messages';
import { enqueue } from '../world/queue';
import {
	chatInfo,
	chatRow,
	hasStoredMedia,
	likePattern,
	messageRow,
	rowsOf,
	storedChat,
	storedChats,
} from '../world/store';
import type { Chat, Message, MessageKey } from '../world/types';
import { chatModify, readMessages, sendMessage } from '../world/whatsapp';
import type { World } from '../world/world';

const missing = (what: string): Problem => ({
	status: 400,
	code: 2001,
	message: `Missing ${what}`,
});
const pinRefused: Problem = { status: 403, code: 4003, message: 'Pin/unpin not allowed' };
const nothingToRead: Problem = {
	status: 404,
	code: 2004,
	message: 'No inbound messages available to mark as read',
};

interface Page {
	limit: number;
	offset: number;
}

const offsetRange: Range = { min: 0, max: 1_000_000, fallback: 0 };

const pageOf = (req: Request, limit: number, { behaviour }: World): Page => ({
	limit: readNumber(parameter(req, 'limit'), {
		min: 1,
		max: behaviour.largestPage,
		fallback: limit,
	}),
	offset: readNumber(parameter(req, 'offset'), offsetRange),
});

/** Fractions are echoed as given and cut off for the query (docs/warest/chats.md#c1). */
function cut<Row>(rows: Row[], { limit, offset }: Page): Row[] {
	return rows.slice(Math.trunc(offset), Math.trunc(offset) + Math.trunc(limit));
}

const byText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const chatOrders: Record<string, (a: Chat, b: Chat) => number> = {
	id: (a, b) => byText(a.storedJid, b.storedJid),
	name: (a, b) => byText(a.store.displayName, b.store.displayName),
};

const byLastMessage = (a: Chat, b: Chat) =>
	a.store.lastMessageTimestamp - b.store.lastMessageTimestamp;

function listChats(world: World, req: Request, { session, account }: OpenSession) {
	const now = world.now();
	const page = pageOf(req, 10, world);
	const search = textOf(parameter(req, 'search'));
	const pattern = search === null ? null : likePattern(search);
	const withMedia = readBoolean(parameter(req, 'hasMedia'), false);
	const order = chatOrders[String(parameter(req, 'sortBy'))] ?? byLastMessage;
	const ascending = String(parameter(req, 'sortOrder')).toLowerCase() === 'asc';
	const matches = storedChats(session, now)
		.filter((chat) => !withMedia || hasStoredMedia(session, chat, now))
		.filter(
			({ storedJid, store, name }) =>
				!pattern || [storedJid, store.displayName, name].some((text) => pattern.test(text)),
		)
		.toSorted((a, b) => (ascending ? order(a, b) : order(b, a)));
	return {
		sessionId: session.id,
		phone: account.phone,
		data: cut(matches, page).map((chat) => chatRow(chat, now)),
		pagination: { ...page, total: matches.length },
	};
}

type Bound = (value: unknown) => number | null;

/** Null without a bound; NaN, which compares with nothing, if `new Date` doesn't understand it. */
const bound: Bound = (value) => {
	if (value === undefined || value === null || value === '') return null;
	const date = typeof value === 'number' ? new Date(value) : new Date(String(value));
	return seconds(date.getTime());
};

/** Only a JSON boolean in a JSON body counts, and not with `mediaOnly` (docs/warest/chats.md#c2). */
function directionFilter(req: Request, mediaOnly: boolean): (message: Message) => boolean {
	const { isFromMe } = bodyOf(req);
	const filters = typeof isFromMe === 'boolean' && !mediaOnly;
	return ({ fromMe }) => !filters || fromMe === isFromMe;
}

function listMessages(world: World, req: Request, { session, account }: OpenSession, jid: string) {
	const now = world.now();
	const page = pageOf(req, 20, world);
	const chat = storedChat(session, jid);
	const start = bound(parameter(req, 'startTime'));
	const end = bound(parameter(req, 'endTime'));
	const search = parameter(req, 'search');
	const pattern = typeof search === 'string' ? likePattern(search) : null;
	const mediaOnly = readBoolean(parameter(req, 'mediaOnly'), false);
	const rows = chat ? rowsOf(session, chat, now) : [];
	const matches = rows
		.filter(({ timestamp }) => start === null || timestamp >= start)
		.filter(({ timestamp }) => end === null || timestamp <= end)
		.filter(({ type }) => !mediaOnly || mediaTypes.has(type))
		.filter(({ body }) => !pattern || pattern.test(body))
		.filter(directionFilter(req, mediaOnly));
	return {
		sessionId: session.id,
		phone: account.phone,
		data: chat ? cut(matches, page).map((message) => messageRow(chat, message)) : [],
		pagination: { ...page, total: matches.length },
		chatInfo: chatInfo(jid, chat, now),
	};
}

const readCap = 10_000;
const readChunk = 50;

/** The inbound rows that C3 means, oldest first. */
function rowsToRead(
	world: World,
	{ session }: OpenSession,
	jid: string,
	{ messages, days }: { messages: number; days: number },
) {
	const chat = storedChat(session, jid);
	const inbound = chat ? rowsOf(session, chat, world.now()).filter(({ fromMe }) => !fromMe) : [];
	if (messages > 0) {
		return { rows: inbound.slice(0, Math.trunc(messages)).reverse(), capped: false };
	}
	const since = days === 0 ? -Infinity : world.nowSeconds() - days * 86_400;
	const wanted = inbound.filter(({ timestamp }) => timestamp >= since);
	return { rows: wanted.slice(0, readCap).reverse(), capped: wanted.length > readCap };
}

async function sendReceipts(world: World, { session }: OpenSession, jid: string, rows: Message[]) {
	const keys = rows.map(({ id, senderJid }): MessageKey => {
		const key = { id, remoteJid: jid, fromMe: false };
		return jid.endsWith('@g.us') ? { ...key, participant: senderJid } : key;
	});
	for (let start = 0; start < keys.length; start += readChunk) {
		await readMessages(world, session, keys.slice(start, start + readChunk));
	}
}

async function markRead(world: World, req: Request, res: Response, open: OpenSession, jid: string) {
	const body = bodyOf(req);
	const messages = readNumber(body.messages, { min: 0, max: 500, fallback: 0 });
	const days = readNumber(body.days, { min: 0, max: 365, fallback: 1 });
	const { rows, capped } = rowsToRead(world, open, jid, { messages, days });
	if (rows.length === 0) return refuseResult(res, nothingToRead);
	try {
		await enqueue(open.session, () => sendReceipts(world, open, jid, rows));
	} catch {
		return refuseResult(res, internalServerError);
	}
	const message =
		messages > 0
			? `Marked last ${rows.length} inbound message(s) as read`
			: `Marked inbound messages as read in the last ${days} day(s)`;
	replyResult(res, message, {
		sessionId: open.session.id,
		phone: open.account.phone,
		chatId: jid,
		totalMarked: rows.length,
		mode: messages > 0 ? 'by_messages' : 'by_days',
		parameters: { messages, days },
		marked: rows.map(({ id, timestamp }) => ({ id, fromMe: false, timestamp })),
		...(capped && { partial: { capped, cap: readCap } }),
	});
}

interface PinRequest {
	what: 'Chat' | 'Message';
	pinned: boolean;
	ids: { chatId: string; messageId?: string };
	call: () => Promise<void>;
}

async function pin(
	world: World,
	res: Response,
	{ session, account }: OpenSession,
	{ what, pinned, ids, call }: PinRequest,
) {
	try {
		await enqueue(session, call);
	} catch {
		return refuseResult(res, pinRefused);
	}
	const verb = pinned ? 'pinned' : 'unpinned';
	replyResult(res, `${what} ${verb}`, {
		sessionId: session.id,
		phone: account.phone,
		...ids,
		pinned,
		message: `${what} ${verb} successfully`,
		updatedAt: world.nowSeconds(),
	});
}

/** C5 knows only the latest messages since the server started; all others count as inbound. */
function isLiveOwnMessage({ session }: OpenSession, id: string): boolean {
	return [...session.chats.values()].some(({ messages }) =>
		messages.some((message) => message.id === id && message.store.live && message.fromMe),
	);
}

/** See docs/warest/chats.md#c1 to #c5. */
export function chatRoutes(world: World): Router {
	const routes = Router();

	routes.get('/', (req, res) => {
		const open = sessionOfRead(world, req);
		if (!open) return refuseResult(res, sessionNotFound);
		replyResult(res, 'Chats list fetched', listChats(world, req, open));
	});

	routes.get('/:chatId/messages', (req, res) => {
		const open = sessionOfRead(world, req);
		if (!open) return refuseResult(res, sessionNotFound);
		const jid = chatJidOf(parameter(req, 'chatId'));
		if (jid === null) return refuseResult(res, missing('chatId'));
		replyResult(res, 'Messages list fetched', listMessages(world, req, open, jid));
	});

	routes.post('/:chatId/read', async (req, res) => {
		const open = sessionOfChatAction(world, req);
		if (!open) return refuseResult(res, sessionNotFound);
		const jid = chatJidOf(pathParameter(req, 'chatId'));
		if (jid === null) return refuseResult(res, missing('chatId'));
		await markRead(world, req, res, open, jid);
	});

	routes.post('/:chatId/pin', async (req, res) => {
		const open = sessionOfChatAction(world, req);
		if (!open) return refuseResult(res, sessionNotFound);
		const chatId = chatJidOf(pathParameter(req, 'chatId'));
		const flag = bodyOf(req).pin ?? null;
		if (chatId === null || flag === null) {
			return refuseResult(res, missing('chatId or pin flag'));
		}
		const pinned = readBoolean(flag, false);
		const call = () => chatModify(world, open.session, { pin: pinned }, chatId);
		await pin(world, res, open, { what: 'Chat', pinned, ids: { chatId }, call });
	});

	routes.post('/:chatId/messages/:messageId/pin', async (req, res) => {
		const open = sessionOfChatAction(world, req);
		if (!open) return refuseResult(res, sessionNotFound);
		const chatId = chatJidOf(pathParameter(req, 'chatId'));
		const messageId = pathParameter(req, 'messageId');
		const flag = bodyOf(req).pin ?? null;
		if (chatId === null || flag === null) {
			return refuseResult(res, missing('chatId, messageId or pin flag'));
		}
		const pinned = readBoolean(flag, false);
		const fromMe = isLiveOwnMessage(open, messageId);
		const key = { id: messageId, fromMe, remoteJid: chatId };
		const call = () => sendMessage(world, open.session, chatId, { pin: key, type: pinned ? 1 : 2 });
		await pin(world, res, open, { what: 'Message', pinned, ids: { chatId, messageId }, call });
	});

	return routes;
}
