import express from 'express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { refuse } from './envelopes';
import type { SendingSettings } from './world/sending-settings';

const sendPrefix = '/api/v1/messages/send/';

/** Paths whose routes read the body themselves; compared case-sensitively, as the server does. */
const unparsedPrefixes = ['file', 'media', 'audio', 'document', 'sticker', 'gif'].map(
	(kind) => sendPrefix + kind,
);

const megabyte = 1024 * 1024;
const small = express.json({ limit: 2 * megabyte, type: 'application/json' });

/** The global JSON parser, which runs before the key is checked (docs/warest/server.md#1-5). */
export const parseJson =
	(settings: Pick<SendingSettings, 'jsonLimitMb'>): RequestHandler =>
	(req, res, next) => {
		const path = req.originalUrl.split('?')[0];
		if (unparsedPrefixes.some((prefix) => path.startsWith(prefix))) return next();
		if (!path.startsWith(sendPrefix)) return small(req, res, next);
		const limit = settings.jsonLimitMb * megabyte;
		return express.json({ limit, type: 'application/json' })(req, res, next);
	};

/** A path with broken percent-encoding is refused as a whole, before the key is checked. */
export const refuseBrokenPath: RequestHandler = (req, res, next) => {
	const path = req.originalUrl.split('?')[0];
	try {
		decodeURIComponent(path);
		next();
	} catch {
		refuse(res, 400, `Failed to decode param '${path}'`);
	}
};

/** Only a list of origins may call, and it is empty (docs/warest/server.md#1-6). */
export const refuseOrigins: RequestHandler = (req, res, next) => {
	const origin = req.get('Origin');
	if (origin !== undefined) return refuse(res, 500, `CORS not allowed: ${origin}`);
	if (req.method !== 'OPTIONS') return next();
	res.set('Access-Control-Allow-Headers', 'Content-Type,X-WAREST-API-KEY,Authorization');
	res.status(204).end();
};

interface HttpError extends Error {
	status?: number;
	code?: string;
}

/** The server's last word on what no route caught (docs/warest/server.md#1-6). */
export const lastResort: ErrorRequestHandler = (error: HttpError, _req, res, next) => {
	if (res.headersSent) return next(error);
	const { status = 500, message = 'Internal Server Error', code } = error;
	refuse(res, status, message, code === undefined ? {} : { code });
};
