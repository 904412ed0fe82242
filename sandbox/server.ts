import { createServer } from 'node:http';
import express, { Router } from 'express';
import type { Express, RequestHandler } from 'express';
import { listen, type Listening } from './listening';
import { adminKey, bobKey, createUsers, requireAdmin, requireKey } from './authentication';
import type { User } from './authentication';
import { lastResort, parseJson, refuseBrokenPath, refuseOrigins } from './body-parsing';
import { createClock } from './clock';
import type { Clock } from './clock';
import { compress } from './compression';
import { Control } from './control';
import { controlRoutes } from './control-routes';
import { Faults } from './faults';
import type { Health } from './health';
import { Limits, limitNumbers } from './limits';
import type { LimitOptions } from './limits';
import { phone, type Phone } from './phone';
import { logBodies, logRequests } from './request-log';
import { authRoutes } from './routes/auth';
import { chatRoutes } from './routes/chats';
import { chatActionRoutes } from './routes/chat-actions';
import { messageActionRoutes } from './routes/message-actions';
import { groupRoutes } from './routes/groups';
import { miscRoutes } from './routes/misc';
import { pictureRoutes } from './routes/pictures';
import { profileRoutes } from './routes/profile';
import { restartRoutes } from './routes/restart';
import { sendRoutes } from './routes/sending';
import { pingRoute, serverRoutes } from './routes/server';
import { sessionRoutes } from './routes/session';
import { storageRoutes } from './tools/storage';
import { Contacts } from './webhooks/contacts/contacts';
import { preflightRoutes } from './webhooks/preflight-routes';
import { instantWebhooks } from './webhooks/settings';
import type { WebhookSettings } from './webhooks/settings';
import { Webhooks } from './webhooks/webhooks';
import { createDemoWorld, createEmptyWorld } from './world/demo';
import { createRecordedWorld, recordedBehaviour, recordedNow } from './world/recorded';
import { instantSending } from './world/sending-settings';
import type { Behaviour, World } from './world/world';

export type WorldName = 'demo' | 'recorded' | 'empty';

export interface SandboxOptions {
	/** 0, the default, picks one that none of the last servers of this process had. */
	port?: number;
	host?: string;
	world?: WorldName;
	/** Off unless asked for; `{}` is the server's defaults. */
	limits?: LimitOptions;
	behaviour?: Partial<Behaviour>;
	/** How webhooks are delivered; by default without any waiting. */
	webhooks?: Partial<WebhookSettings>;
	/** Epoch milliseconds at which the world's clock starts; the recorded world has its own. */
	startAt?: number;
}

/** A running stand-in for a WARest server. */
export interface Sandbox {
	url: string;
	/** The admin's key. */
	apiKey: string;
	/** The key of the second user, who isn't an admin. */
	otherApiKey: string;
	world: World;
	clock: Clock;
	control: Control;
	/** What the server delivers, and how. */
	webhooks: Webhooks;
	/** Every request that reached `/api`, oldest first. */
	requests: Control['requests'];
	/** Ends every connection and timer. */
	close(): Promise<void>;
}

const instant: Behaviour = {
	connectMs: 0,
	blockingMs: 0,
	storeMs: 0,
	largestPage: 500,
	compresses: true,
	whatsappMs: 0,
	rotatesQr: true,
	preflightMs: 5000,
	newcomerDial: 'natural',
	plainPictures: false,
	ffprobe: true,
	...instantSending,
};

interface WorldSeed {
	create: (clock: Clock, behaviour: Behaviour) => Promise<World>;
	habits: Partial<Behaviour>;
	startAt?: number;
}

const worlds: Record<WorldName, WorldSeed> = {
	demo: { create: createDemoWorld, habits: {} },
	/** Without any session. */
	empty: { create: createEmptyWorld, habits: {} },
	recorded: { create: createRecordedWorld, habits: recordedBehaviour, startAt: recordedNow },
};

interface Parts {
	world: World;
	users: User[];
	limits: Limits;
	health: Health;
}

/** Routes that are made at the first request that comes to them: most tests need few of all that there are. */
function lazily<Needs extends unknown[]>(
	make: (...needs: Needs) => Router,
	...needs: Needs
): RequestHandler {
	let routes: Router | undefined;
	return (request, response, next) => (routes ??= make(...needs))(request, response, next);
}

/**
 * `/api/v1` mounted as the server mounts it: the group router stands before misc, messages and chats
 * and counts whatever falls through to it, so those cost two (docs/warest/server.md#1-4).
 */
function apiV1({ world, users, limits, health }: Parts): Router {
	const api = Router();
	const key = requireKey(users);
	const counted = [key, limits.rateLimit];
	const guarded = [limits.cooldown, limits.quota];
	api.use('/server', lazily(pingRoute, world));
	api.use('/session', counted, lazily(sessionRoutes, world));
	api.use('/server', key, requireAdmin, limits.rateLimit, guarded, [
		lazily(serverRoutes, world, health),
		lazily(restartRoutes, world, health),
	]);
	api.use('/profile', counted, lazily(profileRoutes, world));
	api.use(counted, lazily(groupRoutes, world));
	api.use('/misc', counted, lazily(miscRoutes, world));
	api.use('/messages', counted, guarded, [
		lazily(sendRoutes, world),
		lazily(chatActionRoutes, world),
		lazily(messageActionRoutes, world),
	]);
	api.use('/chats', counted, guarded, lazily(chatRoutes, world));
	return api;
}

function createApp(
	parts: Parts,
	faults: Faults,
	{ control, webhooks, page }: { control: Control; webhooks: Webhooks; page: Phone },
): Express {
	const { world } = parts;
	const app = express();
	app.use('/api', [
		datesAnswers,
		logRequests(control.requests, world.now, page.did),
		faults.handler((milliseconds) => world.sleep(milliseconds)),
		...(world.behaviour.compresses ? [compress] : []),
		refuseOrigins,
		refuseBrokenPath,
		parseJson(world.behaviour),
		logBodies,
	]);
	app.use('/api/v1', apiV1(parts));
	app.use('/api/auth', lazily(authRoutes, parts.users, world.clock));
	app.use('/api/webhooks', requireKey(parts.users), lazily(preflightRoutes, world, parts.users));
	app.use('/control', lazily(controlRoutes, control, webhooks));
	app.use('/pictures', lazily(pictureRoutes, world));
	app.use('/storages', lazily(storageRoutes, world));
	return app;
}

/** The machine's time, also where a test has faked it: Node.js itself gives the real one. */
const datesAnswers: RequestHandler = (_, response, next) => {
	response.setHeader('Date', new Date().toUTCString());
	next();
};

/** Starts a stand-in WARest on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', world: name = 'demo', limits: limiting = false } = options;
	const { create, habits, startAt } = worlds[name];
	const clock = createClock(options.startAt ?? startAt);
	const world = await create(clock, { ...instant, ...habits, ...options.behaviour });
	const limits = new Limits(clock, limitNumbers(limiting));
	const faults = new Faults();
	const health: Health = { storage: 'ok', restartStrategy: 'node' };
	const users = createUsers();
	const webhooks = new Webhooks(world, users, { ...instantWebhooks, ...options.webhooks });
	const contacts = new Contacts(world, webhooks);
	const control = new Control(world, clock, limits, faults, health, [], contacts);
	const page = phone(world);
	const app = createApp({ world, users, limits, health }, faults, { control, webhooks, page });
	app.use(page.routes);
	app.use(lastResort);
	let listening: Listening;
	try {
		listening = await listen(createServer(app), { port, host });
	} catch (error) {
		world.close();
		throw error;
	}
	world.address = listening.url;
	return {
		url: world.address,
		apiKey: adminKey,
		otherApiKey: bobKey,
		world,
		clock,
		control,
		webhooks,
		requests: control.requests,
		async close() {
			page.close();
			webhooks.close();
			world.close();
			await listening.close();
		},
	};
}
