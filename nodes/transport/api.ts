import { createHmac } from 'node:crypto';
import type {
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { countryCode } from '../identity/phone';
import { isRefusal, type Refusal } from '../whatsapp/refusal';
import { objectsIn, readAnswer, type Answer } from './answer';
import { baseUrl, withoutLogin } from './base-url';
import { parseJson, whole, type Reply } from './body';
import { isAccepted, read, type Call } from './call';
import {
	answerError,
	connectionError,
	outcomeOf,
	statedError,
	strangeAnswerError,
	waitError,
	type Origin,
} from './failures/errors';
import { faultOf } from './failures/faults';
import { Files, type Download, type Picture } from './files/files';
import { nextTicket, passAll, type Ended, type Gate } from './limits/gate';
import { MultipartBody, multipartType } from './files/multipart';
import { Changes, refuses } from './failures/outcome';
import { path } from './path';
import { withProgress } from './files/progress';
import { rateLimiterOf, REASONS, type RateLimiter } from './limits/rate-limiter';
import type { ReplayLedger } from './replay-ledger';
import type { RequestContext } from './request-context';
import { retryDelay } from './retry';
import { masking } from './secrets';
import { seenOf, type Seen } from './seen';
import { sessionState } from './failures/session-state';
import { userError } from './failures/user-error';
import { WaitBudget } from './limits/wait-budget';

/** The fields of the `warestApi` credential. */
export interface WarestCredential {
	baseUrl: string;
	apiKey: string;
	defaultCountryCode?: string;
	ignoreSslIssues?: boolean;
}

/** How much one item may ask of the server, and what it must not do again. */
export interface RequestPolicy {
	budget: WaitBudget;
	/** Share of the server's limit that is left to others. */
	reserve: number;
	/** The changes of the earlier tries of this item; null: each try makes all of them. */
	ledger: ReplayLedger | null;
	/** What became of the changes of this try. */
	changes: Changes;
	/** What a person can do for a longer wait, after "or". */
	longer?: string;
	/** Seconds for each request, instead of what is usual. */
	timeout?: number;
	/** Takes what is worth a line in n8n's log. */
	log: (text: string) => void;
	/** What keeps changes back beside the server's limits. */
	gate?: Gate;
}

/** Lists in the editor and the trigger don't wait for long. */
const BRIEF_MS = 5000;

/** A change waits for the session's queue and for WhatsApp, up to 120 s (docs/warest/chats.md#0-6). */
const CHANGE_TIMEOUT_MS = 150_000;
const READ_TIMEOUT_MS = 60_000;
/** The server itself waits 300 s for a file that it downloads (docs/warest/misc.md#1-5), and then works on it. */
const SLOW_TIMEOUT_MS = 600_000;
/** For the files of a send, and what WhatsApp takes to store them. */
const UPLOAD_TIMEOUT_MS = 1_800_000;
/** So long nothing may come of a file. */
const IDLE_TIMEOUT_MS = 60_000;

/** The WARest server of one execution: its credential, its requests, and what was learnt from it. */
export class Api {
	private readonly limiter: RateLimiter;
	/** What the server was seen to have, by earlier executions too. */
	readonly seen: Seen;

	private constructor(
		private readonly context: RequestContext,
		private readonly origin: Origin,
		/** The server's address for requests, with the login that it may need. */
		private readonly url: string,
		private readonly credential: WarestCredential,
		/** Digits, or '' when the credential has none. */
		readonly defaultCountryCode: string,
		private readonly policy: RequestPolicy = {
			budget: new WaitBudget({ limit: BRIEF_MS }),
			reserve: 0,
			ledger: null,
			changes: new Changes(),
			log: () => {},
		},
		private readonly learnt = new Map<string, Promise<unknown>>(),
	) {
		const key = `${url} ${this.derive('pace')}`;
		this.limiter = rateLimiterOf(key);
		this.seen = seenOf(key);
	}

	/** Reads the credential; throws a NodeOperationError that names the field which can't be right. */
	static async open(context: RequestContext): Promise<Api> {
		return Api.at(context, await context.getCredentials<WarestCredential>('warestApi'));
	}

	/**
	 * Opens the server of an item: expressions in a credential are read for each. What is learnt of a server is
	 * shared by the items whose credential says the same.
	 */
	static forItems(context: IExecuteFunctions): (itemIndex: number) => Promise<Api> {
		const opened = new Map<string, Api>();
		return async (itemIndex) => {
			const credential = await context.getCredentials<WarestCredential>('warestApi', itemIndex);
			const key = JSON.stringify(credential);
			const api = opened.get(key) ?? Api.at(context, credential);
			opened.set(key, api);
			return api;
		};
	}

	private static at(context: RequestContext, credential: WarestCredential): Api {
		const node = context.getNode();
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
			credential,
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
	with(policy: RequestPolicy): Api {
		const { context, origin, url, credential, defaultCountryCode, learnt } = this;
		return new Api(context, origin, url, credential, defaultCountryCode, policy, learnt);
	}

	/** What became of the changes that were asked for. */
	get changes(): Changes {
		return this.policy.changes;
	}

	/**
	 * Sends one request and gives what it answered, without the envelope. Waits for the server's limits; tries
	 * again what surely wasn't taken, and reads in any case.
	 * @throws NodeApiError that says what happened and what to do next; never with the API key in it.
	 * @throws Cancelled
	 */
	async send(call: Call): Promise<Answer> {
		if (!call.changes) return await this.ask(call);
		const { ledger, changes } = this.policy;
		const ask = async () => await this.ask(call);
		const asking = ledger ? ledger.once(call, ask) : ask();
		asking.then(
			() => changes.note('done'),
			(error: unknown) => changes.note(outcomeOf(error)),
		);
		return await asking;
	}

	private async ask(call: Call): Promise<Answer> {
		const { statusCode, headers, body } = await this.response(call);
		const answer = readAnswer(statusCode, body);
		if (!answer || (statusCode >= 300 && statusCode < 400)) {
			throw strangeAnswerError(this.origin, call, statusCode, headers.location);
		}
		if (answer.status < 300 && answer.succeeded) {
			const missing = call.missing?.(answer);
			if (missing) throw statedError(this.origin, call, answer, missing);
			return answer;
		}
		if (isAccepted(call, answer)) return answer;
		throw await this.failure(call, answer);
	}

	/** The response to a request, with as many tries as it may have. */
	private async response(call: Call): Promise<IN8nHttpFullResponse> {
		const reply = await this.withRetry(call, async () => await this.withRateLimit(call));
		if ('error' in reply) throw connectionError(this.origin, call, reply.error);
		return reply;
	}

	/** What the last try came to (see {@link retryDelay}). */
	private async withRetry(call: Call, attempt: () => Promise<Reply>): Promise<Reply> {
		const { budget } = this.policy;
		for (let tries = 1; ; tries++) {
			const reply = await attempt();
			const delay = retryDelay(call, reply, tries);
			if (delay === null) return reply;
			const waited = await budget.wait(delay, 'another try, because the last one failed');
			if (!waited) return reply;
		}
	}

	/** One try, made as soon as everything that keeps it back allows it at the same moment. */
	private async withRateLimit(call: Call): Promise<Reply> {
		const { budget, longer, reserve, gate } = this.policy;
		const ticket = nextTicket();
		let notBefore = 0;
		const asked: Gate = {
			obstacle: () => {
				const milliseconds = notBefore - Date.now();
				return milliseconds > 0 ? { milliseconds, why: REASONS.busy } : null;
			},
			pass: () => () => {},
			leave: () => {},
		};
		const own = gate && call.changes ? [gate] : [];
		const gates = [asked, ...own, this.limiter.gate(reserve)];
		for (let refusals = 1; ; refusals++) {
			const passed = await passAll(gates, call, ticket, budget);
			if ('why' in passed) throw waitError(this.origin, passed, longer);
			const reply = await this.sendOnce(call);
			passed(endOf(reply));
			if ('error' in reply || reply.statusCode !== 429) return reply;
			if (call.changes && !refuses(readAnswer(429, reply.body))) return reply;
			notBefore = Date.now() + this.limiter.refused(call, reply, refusals);
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
		const { context, origin, url, credential } = this;
		const ignoreSslIssues = credential.ignoreSslIssues === true;
		return new Files(
			context,
			origin,
			{ url, ignoreSslIssues },
			{
				idle: this.timeout(IDLE_TIMEOUT_MS),
				whole: this.timeout(READ_TIMEOUT_MS),
				retried: async (attempt) => await this.withRetry(read(path`/`), attempt),
			},
		);
	}

	/** 64 characters that only those can work out who have the API key; always the same for the same purpose. */
	derive(purpose: string): string {
		return createHmac('sha256', this.origin.apiKey.trim())
			.update(`n8n-nodes-warest ${purpose}`)
			.digest('hex');
	}

	private async sendOnce(call: Call): Promise<Reply> {
		const { method, path: url, query: qs, form } = call;
		const body = form
			? (new MultipartBody(withProgress(form, this.policy.log)) as unknown as FormData)
			: call.body;
		const timeout = this.timeout(timeoutOf(call));
		const until = Date.now() + timeout;
		try {
			const response = (await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				'warestApi',
				{
					baseURL: `${this.url}/api/v1`,
					skipSslCertificateValidation: this.credential.ignoreSslIssues === true,
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
				// Otherwise n8n would read that of the first item, for each request.
				{ credentialsDecrypted: decrypted(this.credential) },
			)) as IN8nHttpFullResponse;
			const read = await whole(response, until);
			return 'error' in read ? read : { ...read, body: parseJson(read.body as Buffer) };
		} catch (error) {
			return { error };
		}
	}

	/** Milliseconds that a request may take: what the person has set, or what is usual. */
	private timeout(usual: number): number {
		const { timeout } = this.policy;
		return timeout === undefined ? usual : timeout * 1000;
	}

	/** "Not found" and "log in first" are looked up, because the server says the same of very different states. */
	private async failure(call: Call, answer: Answer) {
		const { origin } = this;
		const explained = call.explain?.(answer);
		if (explained) return statedError(origin, call, answer, explained);
		const { status, code } = answer;
		const doubtful = (status === 404 && code === 1101) || (status === 409 && code === 1106);
		const { session } = call;
		if (!doubtful || session === undefined) return answerError(origin, call, answer);
		const sessions = await this.sessions().catch(() => null);
		if (!sessions) return answerError(origin, call, answer);
		const { happened, next } = sessionState(session, sessions);
		return statedError(origin, call, answer, { happened: happened(session), next });
	}

	/** The sessions of this API key as `GET /session/list` gives them (docs/warest/sessions.md#s7). */
	async sessions(): Promise<IDataObject[]> {
		const { results } = await this.send(read(path`/session/list`));
		return objectsIn(results[0]?.items);
	}
}

/** A credential as n8n's helper takes one that is read already. */
const decrypted = (credential: WarestCredential): ICredentialsDecrypted => ({
	id: '',
	name: '',
	type: 'warestApi',
	data: { ...credential },
});

/** Whether a request counts for what kept it back. */
function endOf(reply: Reply): Ended {
	if ('error' in reply) {
		const { taken } = faultOf(reply.error);
		return { headers: null, reached: taken, mayBeDone: taken };
	}
	const { statusCode, headers, body } = reply;
	const answer = readAnswer(statusCode, body);
	return { headers, reached: !answer || statusCode !== 429, mayBeDone: !refuses(answer) };
}

const timeoutOf = ({ form, changes, slow }: Call): number => {
	if (form) return UPLOAD_TIMEOUT_MS;
	if (slow) return SLOW_TIMEOUT_MS;
	return changes ? CHANGE_TIMEOUT_MS : READ_TIMEOUT_MS;
};
