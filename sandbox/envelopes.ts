import type { Response } from 'express';
import { httpStatusOf } from './codes';
import type { AppCode, Problem } from './codes';

/** Session, server and misc answers: `results` is always an array (docs/warest/server.md#1-1). */
export function reply(res: Response, code: AppCode, message: string, ...results: unknown[]) {
	const status = httpStatusOf[code];
	res.status(status).json({ status: status >= 200 && status <= 299, code, message, results });
}

/** Success of `/messages` routes: an array in `results` (docs/warest/chats.md#0-2). */
export function replyResults(res: Response, message: string, results: unknown[]) {
	res.json({ status: true, code: 1000, message, results });
}

/** Refusal of `/messages` routes: `results` is null. */
export function refuseResults(res: Response, { status, code, message }: Problem) {
	res.status(status).json({ status: false, code, message, results: null });
}

/** Success of `/chats` routes: one object in `result` (docs/warest/chats.md#0-2). */
export function replyResult(res: Response, message: string, result: object) {
	res.json({ status: true, code: 1000, message, result });
}

/** Refusal of `/chats` routes: `result` is null. */
export function refuseResult(res: Response, { status, code, message }: Problem) {
	res.status(status).json({ status: false, code, message, result: null });
}

/** What the middleware answers: an `error` text, never an envelope (docs/warest/server.md#1-1). */
export function refuse(res: Response, status: number, error: string, more: object = {}) {
	res.status(status).json({ error, ...more });
}
