import { createHmac } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { countryCode } from '../identity/phone';
import { isRefusal, type Refusal } from '../whatsapp/refusal';
import { objectsIn, readAnswer, type Answer } from './answer';
import { baseUrl, withoutLogin } from './base-url';
import { parseJson, whole, type Outcome } from './body';
import { isAccepted, read, type Call } from './call';
import {
	answerError,
	connectionError,
	statedError,
	strangeAnswerError,
	waitError,
	type Origin,
} from './errors';
import { Files, type Download, type Picture } from './files';
import type { Journal } from './journal';
import { MultipartBody, multipartType } from './multipart';
import { paceOf, type Pace } from './pace';
import { path } from './path';
import { Patience } from './patience';
import { withProgress } from './progress';
import type { RequestContext } from './request-context';
import { retryDelay } from './retry';
import { masking } from './secrets';
import { seenOf, type Seen } from './seen';
import { sessionState } from './session-state';
import { userError } from './user-error';

/** The fields of the `warestApi` credential. */
export interface WarestCredential {
	baseUrl: string;
	apiKey: string;
	defaultCountryCode?: string;
	ignoreSslIssues?: boolean;
}

/** How much one item may ask of the server, and what it must not do again. */
export interface Effort {
	patience: Patience;
	/** The changes of the earlier tries of this item; null: each try makes all of them. */
	journal: Journal | null;
	/** What a person can do for a longer wait, after "or". */
	longer?: string;
	/** Seconds for each request, instead of what is usual. */
	timeout?: number;
	/** Takes what is worth a line in n8n's log. */
	log: (text: string) => void;
	/** What must be waited for before something is changed. */
	beforeChange?: (call: Call) => Promise<void>;
}

/** Lists in the editor and the trigger don't wait for long. */
const BRIEF_MS = 5000;

/** A change waits for the session's queue and for WhatsApp, up to 120 s (contract chats-actions 0.6). */
const CHANGE_TIMEOUT_MS = 150_000;
const READ_TIMEOUT_MS = 60_000;
/** The server itself waits 300 s for a file that it downloads (contract misc 1.5), and then works on it. */
const SLOW_TIMEOUT_MS = 600_000;
/** For the files of a send, and what WhatsApp takes to store them. */
const UPLOAD_TIMEOUT_MS = 1_800_000;
/** So long nothing may come of a file. */
const IDLE_TIMEOUT_MS = 60_000;

/** The WARest server of one execution: its credential, its requests, and what was learnt from it. */
export class Api {
	private readonly pace: Pace;
	/** What the server was seen to have, by earlier executions too. */
	readonly seen: Seen;

	private constructor(
		private readonly context: RequestContext,
		private readonly origin: Origin,
		/** The server's address for requests, with the login that it may need. */
		private readonly url: string,
		private readonly options: IHttpRequestOptions,
		/** Digits, or '' when the credential has none. */
		readonly defaultCountryCode: string,
		private readonly effort: Effort = {
			patience: new Patience({ limit: BRIEF_MS }),
			journal: null,
			log: () => {},
		},
		private readonly learnt = new Map<string, Promise<unknown>>(),
	) {
		const key = `${url} ${this.derive('pace')}`;
		this.pace = paceOf(key);
		this.seen = seenOf(key);
	}

	/** Reads the credential once; throws a NodeOperationError that names the field which can't be right. */
	static async open(context: RequestContext): Promise<Api> {
		const node = context.getNode();
		const credential = await context.getCredentials<WarestCredential>('warestApi');
		const usable = <T>(label: string, value: T | Refusal): T => {
			if (!isRefusal(value)) return value;
			const message = `The '${label}' of the WARest credential ${value.refused}`;
			throw userError(node, message, value.allowed);
		};
		const url = usable('Base URL', baseUrl(credential.baseUrl ?? ''));
		const country = usable(
			'Default Country Code',
			countryCode(credential.defaultCountryCode ?? ''),
		);
		return new Api(
			context,
			{ node, server: withoutLogin(url), apiKey: credential.apiKey ?? '' },
			url,
			{
				url: '',
				baseURL: `${url}/api/v1`,
				skipSslCertificateValidation: credential.ignoreSslIssues === true,
			},
			country,
		);
	}

	/** The server's address for people and outputs: without a login. */
	get address(): string {
		return this.origin.server;
	}

	/** A text without the API key, to be shown or logged. */
	safe(text: string): string {
		return masking(this.origin.apiKey)(text);
	}

	/** The same server for one item; what was learnt of it is shared. */
	with(effort: Effort): Api {
		const { context, origin, url, options, defaultCountryCode, learnt } = this;
		return new Api(context, origin, url, options, defaultCountryCode, effort, learnt);
	}

	/**
	 * Sends one request and gives what it answered, without the envelope. Waits for the server's limits; tries
	 * again what surely wasn't taken, and reads in any case.
	 * @throws NodeApiError that says what happened and what to do next; never with the API key in it.
	 * @throws Cancelled
	 */
	async send(call: Call): Promise<Answer> {
		const { journal } = this.effort;
		if (!call.changes || !journal) return await this.ask(call);
		return await journal.once(call, async () => await this.ask(call));
	}

	private async ask(call: Call): Promise<Answer> {
		if (call.changes) await this.effort.beforeChange?.(call);
		const { statusCode, headers, body } = await this.response(call);
		const answer = readAnswer(statusCode, body);
		if (!answer || (statusCode >= 300 && statusCode < 400)) {
			throw strangeAnswerError(this.origin, call, statusCode, headers.location);
		}
		if (answer.status < 300 && answer.succeeded) return answer;
		if (isAccepted(call, answer)) return answer;
		throw await this.failure(call, answer);
	}

	/** The response to a request, with as many tries as it may have. */
	private async response(call: Call): Promise<IN8nHttpFullResponse> {
		const outcome = await this.insist(call, async () => await this.inTurn(call));
		if ('error' in outcome) throw connectionError(this.origin, call, outcome.error);
		return outcome;
	}

	/** What the last try came to (see {@link retryDelay}). */
	private async insist(call: Call, attempt: () => Promise<Outcome>): Promise<Outcome> {
		const { patience } = this.effort;
		for (let tries = 1; ; tries++) {
			const outcome = await attempt();
			const delay = retryDelay(call, outcome, tries);
			if (delay === null) return outcome;
			const waited = await patience.wait(delay, 'another try, because the last one failed');
			if (!waited) return outcome;
		}
	}

	/** One try, made as soon as the limits of the server allow it. */
	private async inTurn(call: Call): Promise<Outcome> {
		const { patience, longer } = this.effort;
		for (let refusals = 1; ; refusals++) {
			patience.check();
			const obstacle = await this.pace.admit(call, patience);
			if (obstacle) throw waitError(this.origin, obstacle, longer);
			const outcome = await this.exchange(call);
			const response = 'error' in outcome ? null : outcome;
			this.pace.settle(call, response && response.headers);
			if (response?.statusCode !== 429) return outcome;
			const refused = await this.pace.refused(call, response, refusals, patience);
			if (refused) throw waitError(this.origin, refused, longer);
		}
	}

	/** The result of `load`, which runs once for each key in this execution; a failure isn't kept. */
	async once<T>(key: string, load: () => Promise<T>): Promise<T> {
		const known = this.learnt.get(key) as Promise<T> | undefined;
		if (known) return await known;
		const loading = load();
		this.learnt.set(key, loading);
		loading.catch(() => this.learnt.delete(key));
		return await loading;
	}

	/**
	 * Opens a file that an answer named. Its stream breaks off if nothing comes for too long, and after `largest`
	 * bytes.
	 * @throws NodeApiError if there is no such file.
	 */
	async download(address: string, largest: number): Promise<Download> {
		return await this.files.download(address, largest);
	}

	/**
	 * A picture that an answer named.
	 * @throws NodeApiError if there is none, or it doesn't come whole and in time.
	 */
	async picture(address: string): Promise<Picture> {
		return await this.files.picture(address);
	}

	private get files(): Files {
		const { context, origin, url, options } = this;
		const ignoreSslIssues = options.skipSslCertificateValidation === true;
		return new Files(
			context,
			origin,
			{ url, ignoreSslIssues },
			{
				idle: this.timeout(IDLE_TIMEOUT_MS),
				whole: this.timeout(READ_TIMEOUT_MS),
				retried: async (attempt) => await this.insist(read(path`/`), attempt),
			},
		);
	}

	/** 64 characters that only those can work out who have the API key; always the same for the same purpose. */
	derive(purpose: string): string {
		return createHmac('sha256', this.origin.apiKey.trim())
			.update(`n8n-nodes-warest ${purpose}`)
			.digest('hex');
	}

	private async exchange(call: Call): Promise<Outcome> {
		const { method, path: url, query: qs, form } = call;
		const body = form
			? (new MultipartBody(withProgress(form, this.effort.log)) as unknown as FormData)
			: call.body;
		const timeout = this.timeout(timeoutOf(call));
		const until = Date.now() + timeout;
		try {
			const response = (await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				'warestApi',
				{
					...this.options,
					method,
					url,
					qs,
					body,
					...(form && { headers: { 'content-type': multipartType() } }),
					json: true,
					encoding: 'stream',
					timeout,
					// A redirect would take the API key along, and a 401 would be sent again.
					disableFollowRedirect: true,
					ignoreHttpStatusErrors: true,
					returnFullResponse: true,
				},
			)) as IN8nHttpFullResponse;
			const read = await whole(response, until);
			return 'error' in read ? read : { ...read, body: parseJson(read.body as Buffer) };
		} catch (error) {
			return { error };
		}
	}

	/** Milliseconds that a request may take: what the person has set, or what is usual. */
	private timeout(usual: number): number {
		const { timeout } = this.effort;
		return timeout === undefined ? usual : timeout * 1000;
	}

	/** "Not found" and "log in first" are looked up, because the server says the same of very different states. */
	private async failure(call: Call, answer: Answer) {
		const { origin } = this;
		const explained = call.explain?.(answer);
		if (explained) return statedError(origin, call, answer, explained);
		const { status, code } = answer;
		const sessionId = call.session ?? call.query?.sessionId ?? call.body?.sessionId;
		const doubtful = (status === 404 && code === 1101) || (status === 409 && code === 1106);
		const sessions =
			doubtful && typeof sessionId === 'string' ? await this.sessions().catch(() => null) : null;
		if (!sessions) return answerError(origin, call, answer);
		const { happened, next } = sessionState(String(sessionId), sessions);
		return statedError(origin, call, answer, { happened: happened(String(sessionId)), next });
	}

	/** The sessions of this API key as `GET /session/list` gives them (contract sessions-server S7). */
	async sessions(): Promise<IDataObject[]> {
		const { results } = await this.send(read(path`/session/list`));
		return objectsIn(results[0]?.items);
	}
}

const timeoutOf = ({ form, changes, slow }: Call): number => {
	if (form) return UPLOAD_TIMEOUT_MS;
	if (slow) return SLOW_TIMEOUT_MS;
	return changes ? CHANGE_TIMEOUT_MS : READ_TIMEOUT_MS;
};
