import { setMaxListeners } from 'node:events';
import type { User } from '../authentication';
import { webhookSecret } from '../world/ids';
import type { Session, WebhookConfig } from '../world/types';
import { shortestGoodSecret } from '../world/webhook-config';
import type { World } from '../world/world';
import { runActions } from './actions/answer';
import type { ActionRun } from './actions/answer';
import { Breaker } from './breaker';
import type { LibraryEvent } from './library-event';
import { isRetried, isSuccess, post } from './post';
import { eventRequest } from './request';
import type { SignedRequest } from './request';
import type { WebhookSettings } from './settings';

/** One attempt to deliver an event. */
export interface Delivery {
	sessionId: string;
	url: string;
	event: string;
	/** From 1. */
	attempt: number;
	/** As they were sent, without those that the HTTP client adds. */
	headers: Record<string, string>;
	/** The bytes that were signed. */
	body: string;
	/** Milliseconds of the sandbox's clock. */
	at: number;
	/** Null while it is under way, and when no answer came. */
	status: number | null;
	/** Why no answer came. */
	error: string | null;
}

/** An event that never left the server, and why (docs/warest/webhooks.md#1-2, #6-3). */
export interface DroppedEvent {
	sessionId: string;
	url: string;
	event: string;
	reason: 'breaker' | 'short secret';
}

interface Target extends WebhookConfig {
	/** Whether it is the one of all sessions, which no failure erases. */
	isDefault: boolean;
}

/** What leaves the stand-in on its own: signed events, as the contract says (docs/warest/webhooks.md#4 to #8). */
export class Webhooks {
	/** Every attempt, oldest first. */
	readonly deliveries: Delivery[] = [];
	readonly dropped: DroppedEvent[] = [];
	/** What receivers asked for in their answers, oldest first; they are told nothing (docs/warest/webhooks.md#8). */
	readonly actions: ActionRun[] = [];
	readonly breaker: Breaker;
	private readonly underWay = new Set<Promise<void>>();
	private readonly ending = new AbortController();

	constructor(
		private readonly world: World,
		private readonly users: User[],
		/** In force from the next attempt on. */
		readonly settings: WebhookSettings,
	) {
		this.breaker = new Breaker(world.now);
		// As many as there are attempts under way.
		setMaxListeners(0, this.ending.signal);
		world.tell = this.tell;
		world.signatureSha = () => settings.sha;
	}

	/**
	 * Events of one session, one after the other: each waits for the answer to the one before, and for
	 * its actions. Events of different calls overtake each other (docs/warest/webhooks.md#6-4).
	 */
	readonly tell = async (session: Session, ...events: LibraryEvent[]): Promise<void> => {
		const sending = this.sendAll(session, events);
		this.underWay.add(sending);
		await sending.finally(() => this.underWay.delete(sending));
	};

	/** Resolves when nothing is under way any more: no attempt, no wait before one, no action. */
	async settled() {
		while (this.underWay.size > 0) await Promise.allSettled([...this.underWay]);
	}

	/** Sends an attempt again, byte by byte, as when the answer came too late. Nothing else follows. */
	async redeliver(index: number): Promise<Delivery> {
		const before = this.deliveries.at(index);
		if (!before) throw new Error(`There is no delivery ${index}`);
		const { sessionId, url, event, attempt, body, headers } = before;
		const about = { sessionId, url, event };
		return (await this.attempt(about, { body, headers }, attempt + 1)).delivery;
	}

	/** Forgets what was delivered, dropped and asked for. */
	forget() {
		for (const list of [this.deliveries, this.dropped, this.actions]) list.length = 0;
	}

	/** Ends what is under way. */
	close() {
		this.ending.abort();
	}

	private async sendAll(session: Session, events: LibraryEvent[]) {
		for (const event of events) await this.send(session, event);
	}

	private async send(session: Session, { event, data }: LibraryEvent) {
		const target = this.targetOf(session);
		if (!target) return;
		const { url, secret } = target;
		const about = { sessionId: session.id, url, event };
		const reason = this.reasonAgainst(target);
		if (reason !== null) return void this.dropped.push({ ...about, reason });

		const username = this.users.find(({ registry }) => registry === session.owner)?.username;
		const request = eventRequest({
			session,
			event,
			data: {
				id: session.id,
				...(typeof data === 'function' ? data() : data),
				sessionId: session.id,
			},
			ts: this.world.now(),
			key: { secret, username: username ?? null, sha: this.settings.sha },
		});
		const answer = await this.deliver(about, request);
		if (answer !== null) await this.run(session, request.body, answer);
		else if (!target.isDefault) erase(session);
	}

	/** The webhook of the running session, which need not be the stored one (docs/warest/webhooks.md#7). */
	private targetOf({ runtime }: Session): Target | null {
		if (!runtime) return null;
		const { defaultUrl, defaultSecret } = this.settings;
		const url = runtime.webhook.url || defaultUrl;
		const secret = runtime.webhook.secret || defaultSecret;
		return url === '' ? null : { url, secret, isDefault: runtime.webhook.url === '' };
	}

	private reasonAgainst({ url, secret }: Target): DroppedEvent['reason'] | null {
		if (secret.length < shortestGoodSecret) return 'short secret';
		return this.breaker.isOpen(url) ? 'breaker' : null;
	}

	/** Attempt after attempt; the answer's text, or null when it failed for good (docs/warest/webhooks.md#6-1). */
	private async deliver(
		about: Pick<Delivery, 'sessionId' | 'url' | 'event'>,
		request: SignedRequest,
	): Promise<string | null> {
		const { retries, backoffMs, jitterMs } = this.settings;
		for (let attempt = 1; ; attempt++) {
			const { delivery, answer } = await this.attempt(about, request, attempt);
			if (isSuccess(delivery.status)) {
				this.breaker.succeeded(about.url);
				return answer;
			}
			this.breaker.failed(about.url, delivery.status);
			if (!isRetried(delivery.status) || attempt > retries) return null;
			await this.world.sleep(backoffMs * 2 ** (attempt - 1) + Math.random() * jitterMs);
		}
	}

	private async attempt(
		about: Pick<Delivery, 'sessionId' | 'url' | 'event'>,
		{ body, headers: signed }: SignedRequest,
		attempt: number,
	) {
		const headers = { ...signed, 'X-WAREST-Delivery-Attempt': String(attempt) };
		const at = this.world.now();
		const delivery: Delivery = { ...about, attempt, headers, body, at, status: null, error: null };
		this.deliveries.push(delivery);
		const { timeoutMs } = this.settings;
		const { signal } = this.ending;
		const outcome = await post(about.url, body, { headers, timeoutMs, signal });
		delivery.status = outcome.status;
		delivery.error = outcome.error;
		return { delivery, answer: outcome.answer };
	}

	private async run(session: Session, body: string, answer: string) {
		const { world, settings, actions } = this;
		await runActions(
			{ world, session, pauseMs: settings.actionsDelayMs, log: actions },
			body,
			answer,
		);
	}
}

/**
 * A permanent failure clears the stored URL, whichever it was; the running session keeps its own
 * (docs/warest/webhooks.md#6-2).
 */
function erase(session: Session) {
	const { secret } = session.webhook.stored;
	const kept = secret.length >= shortestGoodSecret ? secret : webhookSecret();
	session.webhook = { stored: { url: '', secret: kept }, shown: null };
}
