import type { IDataObject } from 'n8n-workflow';

/** What WARest answered, without its envelope. */
export interface Answer {
	status: number;
	/** The app code (docs/warest/codes.md#6); null where the server gives none. */
	code: number | null;
	message: string | null;
	/** One object for each thing; [] when there is nothing. */
	results: IDataObject[];
	/** What the server itself says of it: false for a failure, also under a 2xx status. */
	succeeded: boolean;
}

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a part of an answer, whether it is one, a list of them, or nothing. */
export const objectsIn = (value: unknown): IDataObject[] =>
	(Array.isArray(value) ? value : [value]).flatMap((entry: unknown) =>
		isObject(entry)
			? [entry]
			: entry === null || entry === undefined
				? []
				: [{ value: entry as string }],
	);

/**
 * Reads a body in any of the server's envelopes (docs/warest/server.md#1-1): `results` array, `result`
 * object, `{ error }` of the middleware. Null for anything else: HTML, text, other JSON.
 */
export function readAnswer(status: number, body: unknown): Answer | null {
	if (!isObject(body)) return null;
	const { status: flag, code, message, error, result, results } = body;
	const enveloped = typeof flag === 'boolean' && typeof code === 'number';
	if (!enveloped && typeof error !== 'string') return null;
	return {
		status,
		code: typeof code === 'number' ? code : null,
		message: typeof message === 'string' ? message : typeof error === 'string' ? error : null,
		results: objectsIn(results ?? result),
		succeeded: flag === true,
	};
}
