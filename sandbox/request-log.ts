import type { RequestHandler } from 'express';
import type { IncomingHttpHeaders } from 'node:http';

/** One request that reached `/api`. */
export interface LoggedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, unknown>;
	headers: IncomingHttpHeaders;
	/** As parsed from JSON; undefined if there was none, or none that the server would parse. */
	body: unknown;
	/** Milliseconds of the sandbox's clock. */
	at: number;
	/** Null while it runs, or when the connection was cut. */
	status: number | null;
}

const logged = new WeakMap<object, LoggedRequest>();

/** Writes down every request before anything can refuse it; `done` is told when it was answered. */
export const logRequests =
	(log: LoggedRequest[], now: () => number, done: (entry: LoggedRequest) => void): RequestHandler =>
	(req, res, next) => {
		const entry: LoggedRequest = {
			method: req.method,
			path: req.originalUrl.split('?')[0],
			query: { ...req.query },
			headers: req.headers,
			body: undefined,
			at: now(),
			status: null,
		};
		logged.set(req, entry);
		log.push(entry);
		res.on('finish', () => {
			entry.status = res.statusCode;
			done(entry);
		});
		next();
	};

/** Adds the fields of a body that a route read by itself. */
export function noteFields(req: object, fields: unknown) {
	const entry = logged.get(req);
	if (entry) entry.body = fields;
}

/** Adds the parsed body to what was written down. */
export const logBodies: RequestHandler = (req, _res, next) => {
	const entry = logged.get(req);
	if (entry) entry.body = req.body;
	next();
};
