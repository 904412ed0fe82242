import { NodeApiError, type INode, type JsonObject, type NodeError } from 'n8n-workflow';
import type { Answer } from '../answer';
import { withoutLogin } from '../base-url';
import type { Call } from '../call';
import type { Explanation } from './explanation';
import { explain } from './explanations';
import { faultCode, faultOf } from './faults';
import { toHtml } from './html';
import { outcomeSentence, refuses } from './outcome';
import { masking } from '../secrets';
import { userError } from './user-error';
import type { Obstacle } from '../limits/wait-budget';

/** What an error must never show, and where it comes from. */
export interface Origin {
	node: INode;
	/** The server's address for reading. */
	server: string;
	apiKey: string;
}

function apiError(origin: Origin, code: string, text: string, hint: string): NodeApiError {
	const safe = masking(origin.apiKey);
	const message = safe(text);
	const error = new NodeApiError(origin.node, { message } as JsonObject, {
		message,
		description: toHtml(safe(hint)),
		httpCode: code,
	});
	// n8n replaces a message when it recognizes a code in it.
	error.message = message;
	return error;
}

/** What an error says. */
interface Told {
	message: string;
	/** The cause, and what to do about it. */
	advice: string;
	/** Said only where nothing was done. */
	again?: string;
	/** Status, code and the server's own words; may be empty. */
	source: string;
	httpCode: string;
}

const hintOf = ({ advice, again, source }: Omit<Told, 'message' | 'httpCode'>): string =>
	[advice, again, source && `(${source})`].filter(Boolean).join(' ');

/** The error of a change that may have been made all the same. */
export class OutcomeUnknownError extends NodeApiError {
	readonly outcome = 'unknown';

	/** As it was made: what n8n stores of an error is all that it has in open fields. */
	readonly #told: Told;

	constructor(node: INode, told: Told) {
		const { message, httpCode } = told;
		super(node, { message } as JsonObject, {
			message,
			description: toHtml(`${outcomeSentence('unknown')} ${hintOf(told)}`),
			httpCode,
		});
		this.message = message;
		// n8n's editor recognizes errors by name.
		this.name = 'NodeApiError';
		this.#told = told;
	}

	/** The same error, without what was added to it since. */
	again(): OutcomeUnknownError {
		return new OutcomeUnknownError(this.node, this.#told);
	}

	/** Leaves out what to do about the cause: a model takes it for an order. */
	dropAdvice(): void {
		const { advice } = this.#told;
		if (advice !== '') this.description = this.description?.replace(` ${toHtml(advice)}`, '');
	}
}

/** What an error of a request leaves of the change that it asked for. */
export const outcomeOf = (error: unknown): 'not done' | 'unknown' =>
	error instanceof OutcomeUnknownError ? error.outcome : 'not done';

/** Whether a request wasn't made, or not taken, because of the server's limits. */
export const isRateLimited = (error: unknown): boolean =>
	error instanceof NodeApiError && error.httpCode === '429';

/** An error that says so if a change may have been made all the same. */
function failure(
	origin: Origin,
	code: string,
	text: string,
	hint: Omit<Told, 'message' | 'httpCode'>,
	doubt: boolean,
): NodeApiError {
	if (!doubt) return apiError(origin, code, text, hintOf(hint));
	const [message, advice, source] = [text, hint.advice, hint.source].map(masking(origin.apiKey));
	return new OutcomeUnknownError(origin.node, { message, advice, source, httpCode: code });
}

/** The error for a request that got no answer, or none that was whole. */
export function connectionError(origin: Origin, call: Call, error: unknown): NodeApiError {
	const code = faultCode(error);
	const { message, hint: advice, again, taken } = faultOf(error);
	const hint = { advice, again, source: code ?? '' };
	return failure(origin, code ?? '', message(origin.server), hint, call.changes && taken);
}

/** The error for an answer that says "no". */
export const answerError = (origin: Origin, call: Call, answer: Answer): NodeApiError =>
	statedError(origin, call, answer, explain(answer));

/** An answer that says "no", where the caller knows more about it than the status tells. */
export function statedError(
	origin: Origin,
	call: Call,
	{ status, code, message: said }: Answer,
	{ message, hint, again, refused = false }: Explanation,
): NodeApiError {
	const place = code === null ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
	const source = said ? `WARest said: ${said} · ${place}` : place;
	const doubt = call.changes && !refused && !refuses({ status, code });
	return failure(origin, String(status), message, { advice: hint, again, source }, doubt);
}

/** The error for a request that wasn't made, because the item would have to wait longer than it may. */
export function waitError(
	origin: Origin,
	{ milliseconds, why, refusal }: Obstacle,
	longer: string | undefined,
): NodeError {
	if (refusal) return userError(origin.node, refusal.message, refusal.hint);
	const seconds = Math.ceil(milliseconds / 1000);
	const hint = [`Try again in ${seconds} seconds`, longer].filter(Boolean).join(', or ');
	return apiError(
		origin,
		'429',
		`The next request is possible in ${seconds} s, because of ${why}`,
		`${hint}.`,
	);
}

/** The error for an answer that no WARest gives: a web page, another service's JSON, a redirect. */
export function strangeAnswerError(
	origin: Origin,
	call: Call,
	status: number,
	location: unknown,
): NodeApiError {
	const { server } = origin;
	const source = `HTTP ${status}`;
	// WARest may have done it, and a proxy answered in its place.
	const doubt = call.changes;
	if (status >= 300 && status < 400) {
		const base = withoutLogin(String(location).split('/api/v1/')[0]);
		return failure(
			origin,
			String(status),
			`${server} redirects to another address`,
			{
				advice: `Set the 'Base URL' of the credential to the address that it redirects to: ${base}`,
				source,
			},
			doubt,
		);
	}
	if (status >= 400) {
		const { message, hint, again } = explain({ status, code: null, message: null });
		return failure(origin, String(status), message, { advice: hint, again, source }, doubt);
	}
	return failure(
		origin,
		String(status),
		`The server at ${server} does not answer like WARest`,
		{
			advice:
				"Check that the 'Base URL' of the credential leads to WARest itself, not to another page or service.",
			source,
		},
		doubt,
	);
}

/** The error for a file that an answer named, and that isn't there. */
export function missingFileError(origin: Origin, status: number): NodeApiError {
	const hint =
		status < 500
			? 'Its URL may have expired: get a new one.'
			: "The server that stores it isn't working at the moment: try again later.";
	return fileError(origin, String(status), `${hint} (HTTP ${status})`);
}

/** The error for a file that doesn't come, or not whole. */
export function brokenFileError(origin: Origin, error: unknown): NodeApiError {
	const code = faultCode(error) ?? '';
	const hint =
		code === 'ANSWER_TOO_LARGE'
			? 'It is larger than 100 MB.'
			: "n8n can't reach it, or it arrives incomplete: try again in a moment.";
	return fileError(origin, code, code ? `${hint} (${code})` : hint);
}

/** The error for what is at the address of a picture and isn't one. */
export function noPictureError(origin: Origin, mimeType: string): NodeApiError {
	return fileError(
		origin,
		'200',
		`It isn't a picture but ${mimeType}: a login page or a proxy may have answered in its place.`,
	);
}

const fileError = (origin: Origin, code: string, hint: string): NodeApiError =>
	apiError(origin, code, `The file can't be downloaded from ${origin.server}`, hint);
