import type { Request } from 'express';

export type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON body as named fields; an array or no body has none (docs/warest/server.md#1-5). */
export const bodyOf = (req: Request): Fields => (isFields(req.body) ? req.body : {});

/** One parameter where query beats body beats path. */
export function parameter(req: Request, name: string): unknown {
	return req.query[name] ?? bodyOf(req)[name] ?? req.params[name];
}

/** A path parameter of a route without wildcards. */
export function pathParameter(req: Request, name: string): string {
	const value = req.params[name];
	return typeof value === 'string' ? value : '';
}

/** A trimmed, non-blank string, or null. */
export function textOf(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
