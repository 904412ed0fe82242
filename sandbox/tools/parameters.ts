import type { Request } from 'express';
import { bodyOf } from '../parameters';

const scalars = new Set(['string', 'number', 'boolean']);

const filled = (value: unknown) =>
	scalars.has(typeof value) && String(value).trim() !== '' ? String(value).trim() : null;

/** A "string parameter": body, then query of the same name, then the next alias (docs/warest/misc.md#1-4). */
export function miscText(req: Request, ...names: string[]): string | null {
	const body = bodyOf(req);
	const values = names.map((name) => filled(body[name]) ?? filled(req.query[name]));
	return values.find((value) => value !== null) ?? null;
}

/** A "body value": the first alias that JavaScript takes for true, or null (docs/warest/misc.md#1-4). */
export function miscValue(req: Request, ...names: string[]): unknown {
	const body = bodyOf(req);
	return names.map((name) => body[name]).find(Boolean) ?? null;
}
