import type { IDataObject } from 'n8n-workflow';
import type { KnownDigits, KnownJid } from '../identity/known';
import type { Answer } from './answer';
import type { Explanation } from './failures/explanation';
import type { FilePart, Form } from './files/multipart';
import type { Path } from './path';

/** What a request asks, with the session that it is about. */
export type Query = IDataObject & { sessionId?: string };

/** What a change has in its body; whom it is for must be known, not just claimed by a list of the server. */
export type Body = Query & {
	to?: KnownJid;
	participants?: KnownDigits[];
};

/**
 * One request to WARest.
 * `changes`: it alters something (a message, a chat, a session), so it may not be sent twice.
 * `accepts`: answers outside 2xx that are results all the same, as "status/app code" or by what the server says.
 * `session`: the session that it is about; `recipient`: the chat that gets it or is changed by it.
 * `slow`: the server may work on it for minutes (a film, a big download).
 * `missing`: why an answer that looks like a success isn't one; null if it is.
 * `explain`: what a "no" means for this request, where its status says too little; null leaves it to the status.
 */
export interface Call {
	method: 'GET' | 'POST' | 'DELETE';
	path: Path;
	changes: boolean;
	query?: IDataObject;
	body?: IDataObject;
	/** Instead of `body`. */
	form?: Form;
	accepts?: ReadonlyArray<`${number}/${number}` | RegExp>;
	session?: string;
	recipient?: KnownJid;
	slow?: boolean;
	missing?: (answer: Answer) => Explanation | null;
	explain?: (answer: Answer) => Explanation | null;
}

/** Whether an answer is one that the call takes for a result whatever its status. */
export const isAccepted = ({ accepts = [] }: Call, { status, code, message }: Answer): boolean =>
	accepts.some((each) =>
		typeof each === 'string' ? each === `${status}/${code ?? 0}` : each.test(message ?? ''),
	);

/** Whom a request concerns, by the names that the server gives them; the layers below read it from the call. */
const about = ({ sessionId, to }: Body): Pick<Call, 'session' | 'recipient'> => ({
	...(sessionId !== undefined && { session: sessionId }),
	...(to !== undefined && { recipient: to }),
});

/** A request that only looks something up: repeating it does no harm. */
export function read(path: Path, query: Query = {}): Call {
	return { method: 'GET', path, query, changes: false, ...about(query) };
}

/** A look-up that the server wants as POST. */
export function readByPost(path: Path, body: Query): Call {
	return { method: 'POST', path, body, changes: false, ...about(body) };
}

/** A GET that creates, starts, stops or wipes something (docs/warest/sessions.md#0). */
export function changeByGet(path: Path, query: Query): Call {
	return { method: 'GET', path, query, changes: true, ...about(query) };
}

export function post(path: Path, body: Body): Call {
	return { method: 'POST', path, body, changes: true, ...about(body) };
}

/** A POST in parts that go out one after the other: what `body` has as texts, then the file as a stream. */
export function upload(
	path: Path,
	body: Body,
	[field, file]: [field: string, file: FilePart],
): Call {
	const texts = Object.entries(body)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]): [string, string] => [name, String(value)]);
	return { method: 'POST', path, form: [...texts, [field, file]], changes: true, ...about(body) };
}

/** A DELETE; its parameters go into the JSON body, the only place that every route reads. */
export function remove(path: Path, body: Body): Call {
	return { method: 'DELETE', path, body, changes: true, ...about(body) };
}
