import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { pathParameter, textOf } from './parameters';
import { mediaFile } from './phone-content';
import { activityOf } from './phone-activity';
import { chatsView, messagesView, sessionView } from './phone-view';
import type { LoggedRequest } from './request-log';
import type { World } from './world/world';

const pageFolder = join(__dirname, 'phone');
const page = 'index.html';
const noPage = '<!doctype html><title>WARest sandbox</title><p>The phone page is not there.</p>';

/** A browser that watches a session, and possibly one of its chats. */
class Watcher {
	private scheduled = false;

	constructor(
		private readonly world: World,
		private readonly res: Response,
		private readonly sessionId: string | null,
		private readonly chatId: string | null,
	) {}

	/** Many changes at once are sent as one round of events. */
	readonly changed = () => {
		if (this.scheduled) return;
		this.scheduled = true;
		setImmediate(() => {
			this.scheduled = false;
			this.sendAll();
		});
	};

	sendAll() {
		const { world, sessionId, chatId } = this;
		const sessions = [...world.sessions.values()];
		this.send(
			'sessions',
			sessions.map((session) => sessionView(world, session)),
		);
		const session = sessionId === null ? undefined : world.sessions.get(sessionId);
		if (!session) return;
		this.send('chats', chatsView(world, session));
		if (chatId === null) return;
		const messages = messagesView(session, chatId, world.nowSeconds());
		this.send('messages', { chatId, messages });
	}

	send(event: string, data: unknown) {
		if (!this.res.writableEnded) {
			this.res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
		}
	}
}

function watch(world: World, open: Map<Response, Watcher>, req: Request, res: Response) {
	res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
	res.flushHeaders();
	const watcher = new Watcher(world, res, textOf(req.query.session), textOf(req.query.chat));
	open.set(res, watcher);
	const stop = world.onChange(watcher.changed);
	res.on('close', () => {
		stop();
		open.delete(res);
	});
	watcher.sendAll();
}

/** The bytes of a message's file; opened as a page, they aren't allowed to do anything. */
function sendMedia(world: World, req: Request, res: Response) {
	const file = mediaFile(world.sessions.get(pathParameter(req, 'session')), {
		chat: pathParameter(req, 'chat'),
		message: pathParameter(req, 'message'),
		part: pathParameter(req, 'part') || null,
	});
	if (!file?.bytes) {
		res.status(404).end();
		return;
	}
	res.set({
		'Content-Type': file.mimeType,
		'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
		'Cache-Control': 'no-store',
	});
	res.send(file.bytes);
}

export interface Phone {
	routes: Router;
	/** Tells who watches what was just asked of the server. */
	did: (request: LoggedRequest) => void;
	close: () => void;
}

/** The page that shows the world as a person sees it, and the stream that keeps it up to date. */
export function phone(world: World): Phone {
	const routes = Router();
	const open = new Map<Response, Watcher>();
	routes.get('/', (_req, res) => {
		if (existsSync(join(pageFolder, page))) res.sendFile(page, { root: pageFolder });
		else res.type('html').send(noPage);
	});
	routes.get('/phone/events', (req, res) => watch(world, open, req, res));
	routes.get('/phone/media/:session/:chat/:message{/:part}', (req, res) => {
		sendMedia(world, req, res);
	});
	routes.use('/phone', express.static(pageFolder, { index: false }));
	const did = (request: LoggedRequest) => {
		const activity = activityOf(request);
		if (activity) for (const watcher of open.values()) watcher.send('activity', activity);
	};
	return { routes, did, close: () => open.forEach((_watcher, res) => res.end()) };
}
