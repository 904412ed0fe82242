import { createHash, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { refuse } from './envelopes';
import { textOf } from './parameters';

export interface User {
	username: string;
	password: string;
	/** Owner id of the user's sessions. */
	registry: string;
	isAdmin: boolean;
	key: string;
}

export interface Caller {
	user: User;
	/** The literal text that the client sent, by which limits are counted (docs/warest/server.md#1-4). */
	apiKey: string;
}

export const adminKey = 'warest-admin-key';
export const bobKey = 'warest-bob-key';

/** The seeded admin, and a second, ordinary user so that ownership can be tested. */
export const createUsers = (): User[] => [
	{
		username: 'admin',
		password: 'supersecret',
		registry: 'admin',
		isAdmin: true,
		key: adminKey,
	},
	{ username: 'bob', password: 'bobsecret', registry: 'bob', isAdmin: false, key: bobKey },
];

/** A key as `POST /api/auth/login` makes it. */
export const newKey = () => `wr_${randomBytes(24).toString('hex')}`;

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** The user of a key; the stored SHA-256 in hex is accepted too (docs/warest/server.md#1-2). */
export const userOfKey = (users: User[], key: string) =>
	users.find((user) => user.key === key || hashOf(user.key) === key);

const bearer = /^(?:Bearer|Token|APIKey) (.*)$/s;

/** The seven places where a key can be; only the first that isn't empty is tested (1.2). */
function apiKeyOf(req: Request): string | null {
	const { api_key: snake, apikey: lower, apiKey: camel } = req.query;
	const candidates = [
		req.get('X-WAREST-API-KEY'),
		req.get('X-API-KEY'),
		req.get('Api-Key'),
		snake,
		lower,
		camel,
		bearer.exec(req.get('Authorization') ?? '')?.[1],
	];
	return candidates.map(textOf).find((candidate) => candidate !== null) ?? null;
}

const callers = new WeakMap<Request, Caller>();

/** The user behind an authenticated request. */
export function callerOf(req: Request): Caller {
	const caller = callers.get(req);
	if (!caller) throw new Error('The request was not authenticated');
	return caller;
}

/** Lets only requests with a known key through (docs/warest/server.md#1-2). */
export const requireKey =
	(users: User[]): RequestHandler =>
	(req, res, next) => {
		const apiKey = apiKeyOf(req);
		if (apiKey === null) return refuse(res, 401, 'Missing X-WAREST-API-KEY');
		const user = userOfKey(users, apiKey);
		if (!user) return refuse(res, 401, 'Invalid X-WAREST-API-KEY');
		callers.set(req, { user, apiKey });
		next();
	};

/** Lets only admins through. */
export const requireAdmin: RequestHandler = (req, res, next) =>
	callerOf(req).user.isAdmin ? next() : refuse(res, 403, 'Admin only');
