import { createHmac } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { objectsIn, type Answer } from './answer';
import { read, type Call } from './call';
import { serverOf, type Server, type WarestCredential } from './credential';
import type { Origin } from './failures/errors';
import type { Changes } from './failures/outcome';
import { Files, type Download, type Picture } from './files/files';
import type { Send } from './layers/layer';
import { layered } from './layers/layers';
import { withRetry } from './layers/retry';
import { sendOnce } from './layers/send-once';
import { rateLimiterOf, type RateLimiter } from './limits/rate-limiter';
import { path } from './path';
import type { RequestContext } from './request-context';
import { briefPolicy, type RequestPolicy } from './request-policy';
import { masking } from './secrets';
import { seenOf, type Seen } from './seen';
import { FILE_TIMEOUTS } from './timeouts';

/** The WARest server of one execution: its credential, its requests, and what was learnt from it. */
export class Api {
	/** What the server was seen to have, in earlier executions too. */
	readonly seen: Seen;
	private readonly sending: Send<Answer>;
	private readonly limiter: RateLimiter;

	private constructor(
		private readonly context: RequestContext,
		private readonly server: Server,
		private readonly policy = briefPolicy(),
		private readonly learnt = new Map<string, Promise<unknown>>(),
	) {
		const { origin, url } = server;
		const key = `${url} ${this.derive('pace')}`;
		this.seen = seenOf(key);
		this.limiter = rateLimiterOf(key);
		const sessions = async () => await this.sessions();
		this.sending = layered(
			{ origin, policy, limiter: this.limiter, sessions },
			sendOnce(context, server, policy),
		);
	}

	/** Reads the credential; throws a NodeOperationError that names the field which can't be right. */
	static async open(context: RequestContext): Promise<Api> {
		return Api.at(context, await context.getCredentials<WarestCredential>('warestApi'));
	}

	/**
	 * Opens the server of an item: expressions in a credential are read for each. What is learnt about a server
	 * is shared by the items with the same credential.
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
		return new Api(context, serverOf(context.getNode(), credential));
	}

	/** The server's address for people and outputs: without a login. */
	get address(): string {
		return this.server.origin.server;
	}

	/** Where its requests go, and what their errors must not show. */
	get origin(): Origin {
		return this.server.origin;
	}

	/** Digits, or '' when the credential has none. */
	get defaultCountryCode(): string {
		return this.server.defaultCountryCode;
	}

	/** The session to use where none is chosen; '' when the credential has none. */
	get defaultSession(): string {
		return this.server.defaultSession;
	}

	/** What the server has last said of its limits, each null if it hasn't. */
	get limits(): RateLimiter['told'] {
		return this.limiter.told;
	}

	/** A text without the API key, to be shown or logged. */
	safe(text: string): string {
		return masking(this.server.origin.apiKey)(text);
	}

	/** The same server for one item; what was learnt of it is shared. */
	with(policy: RequestPolicy): Api {
		return new Api(this.context, this.server, policy, this.learnt);
	}

	/** What became of the changes that were asked for. */
	get changes(): Changes {
		return this.policy.changes;
	}

	/**
	 * Sends one request and gives what it answered, without the envelope. Waits for the server's
	 * limits. Retries reads, and changes that the server surely didn't get.
	 * @throws NodeApiError that says what happened and what to do next; never with the API key in it.
	 * @throws Cancelled
	 */
	async send(call: Call): Promise<Answer> {
		return await this.sending(call);
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
		const { context, server, policy } = this;
		const { origin, url, credential } = server;
		const ignoreSslIssues = credential.ignoreSslIssues === true;
		const set = policy.timeout === undefined ? null : policy.timeout * 1000;
		return new Files(
			context,
			origin,
			{ url, ignoreSslIssues },
			{
				idle: set ?? FILE_TIMEOUTS.idle,
				whole: set ?? FILE_TIMEOUTS.whole,
				retried: async (attempt) => await withRetry(policy.budget)(attempt)(read(path`/`)),
			},
		);
	}

	/** 64 characters that only a holder of the API key can work out; always the same for the same purpose. */
	derive(purpose: string): string {
		return createHmac('sha256', this.server.origin.apiKey.trim())
			.update(`n8n-nodes-warest ${purpose}`)
			.digest('hex');
	}

	/** The sessions of this API key as `GET /session/list` gives them (docs/warest/sessions.md#s7). */
	async sessions(): Promise<IDataObject[]> {
		const { results } = await this.send(read(path`/session/list`));
		return objectsIn(results[0]?.items);
	}
}
