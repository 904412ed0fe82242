import { sleep, type IDataObject, type INode } from 'n8n-workflow';
import { objectsIn, type Answer } from '../../transport/answer';
import type { Api } from '../../transport/api';
import { userError } from '../../transport/failures/user-error';
import { PREFLIGHT_FAILED, WEBHOOK_HIDDEN_MS } from '../../transport/server-facts';
import type { ProcessState } from '../state';
import {
	isEmpty,
	relationOf,
	releasedSecret,
	secretFor,
	triggerIn,
	withoutQuery,
	type WebhookConfig,
} from '../../webhook/address';
import { changedMeanwhile, unreachable } from './refusals';
import {
	joined,
	membersOf,
	nameOf,
	registerIn,
	urlOf,
	without,
	type Register,
} from '../../webhook/register';
import { configIn, configure, hasJustConnected, storedWebhook } from '../../webhook/stored';
import type { WebhookOwner } from './slot';

/** What the server has for a session, and whose it is. */
export interface Place {
	sessionId: string;
	config: WebhookConfig;
	owner: WebhookOwner;
	/** Whether it is of this trigger, at whichever of its addresses. */
	isOwn: boolean;
	registry: string | null;
	/** Who shares it, where triggers of this n8n with this account do. */
	register: Register | null;
}

/** The names of those that shared a place before it was lost, and share it again. */
export function othersIn(
	{ sessionId, owner, register }: Place,
	{ state, url }: { state: ProcessState; url: string },
): string[] {
	const shared = owner === 'nobody' && register ? without(register, register.head) : register;
	const members = shared ? membersOf(shared) : (state.members.get(sessionId) ?? []);
	return members.filter((name) => name !== nameOf(url));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const MARGIN_MS = 500;

/** What a test request of the server came to at an address. */
type Answering = 'answers' | 'gone' | 'silent';

/** n8n answers 404 where no workflow is active; a proxy says the others where n8n is down for a moment. */
const GONE = [404, 410];
const SILENT = [502, 503, 504];

/** The registrations of one trigger, at the address that n8n gave it. */
export class Registration {
	readonly secret: string;

	/** @param formerUrl where this trigger was registered last */
	constructor(
		private readonly api: Api,
		private readonly node: INode,
		readonly url: string,
		private readonly formerUrl = url,
	) {
		this.secret = secretFor(api, triggerIn(url));
	}

	/** What the server has for a session, and whose it is. */
	async look(sessionId: string): Promise<Place> {
		const stored = await this.stored(sessionId);
		if (!stored) {
			throw userError(
				this.node,
				`The session '${sessionId}' does not exist`,
				'Choose the session from the list. Upper and lower case matter, and each API key has its own sessions.',
			);
		}
		const config = configIn(stored);
		const relation = relationOf(config.url, this.url);
		const register = this.registerIn(config);
		return {
			sessionId,
			config,
			owner: await this.owner(sessionId, config, register),
			isOwn: relation === 'same' || relation === 'other address',
			registry: text(stored.registryUser) || null,
			register,
		};
	}

	/**
	 * Who shares a webhook of this n8n; null for one with a secret that isn't of this account. Of an older API key is the
	 * one that this trigger is the head or a member of.
	 */
	private registerIn({ url, secret }: WebhookConfig): Register | null {
		const isHere = ['same', 'other address', 'same n8n'].includes(relationOf(url, this.url));
		if (!isHere) return null;
		const register = registerIn(url);
		const isMember = membersOf(register).includes(nameOf(this.url) ?? '');
		return isMember || secret === this.secretOf(url) ? register : null;
	}

	private secretOf(url: string): string {
		return secretFor(this.api, triggerIn(url));
	}

	/** An empty place may be a hidden one: then it is looked at again. */
	private async stored(sessionId: string): Promise<IDataObject | null> {
		const stored = await storedWebhook(this.api, sessionId);
		if (!stored || text(stored.webhookUrl) !== '') return stored;
		const sessions = await this.api.sessions();
		if (!hasJustConnected(sessionId, sessions, Date.now() - WEBHOOK_HIDDEN_MS)) return stored;
		await sleep(WEBHOOK_HIDDEN_MS + MARGIN_MS);
		return await storedWebhook(this.api, sessionId);
	}

	private async owner(
		sessionId: string,
		config: WebhookConfig,
		register: Register | null,
	): Promise<WebhookOwner> {
		if (isEmpty(config)) return 'nobody';
		const relation = relationOf(config.url, this.url);
		if (relation === 'same') return config.secret === this.secret ? 'here' : 'outdated';
		if (relation === 'no trigger') return 'program';
		const answering = await this.answering(sessionId);
		if (answering === 'gone') return 'nobody';
		if (register && membersOf(register).includes(nameOf(this.url) ?? '')) return 'member';
		if (register && answering === 'answers' && joined(register, this.url)) return 'shared';
		if (relation === 'same n8n') return 'sibling';
		if (relation === 'other address') return answering === 'answers' ? 'there' : 'nobody';
		// This n8n has moved, if nobody is there any more.
		const hasMoved = answering === 'silent' && withoutQuery(config.url) === this.formerUrl;
		return hasMoved ? 'nobody' : 'other n8n';
	}

	/** Whether the address that is stored for a session takes a test request of the server. */
	private async answering(sessionId: string): Promise<Answering> {
		const { status, results } = await this.set(sessionId, { preflight: true });
		if (status !== 400) return 'answers';
		const [attempt = {}] = objectsIn(results[0]?.results);
		if (GONE.includes(Number(attempt.status))) return 'gone';
		return attempt.status === undefined || SILENT.includes(Number(attempt.status))
			? 'silent'
			: 'answers';
	}

	private async set(sessionId: string, body: IDataObject): Promise<Answer> {
		return await this.api.send({ ...configure(sessionId, body), accepts: [PREFLIGHT_FAILED] });
	}

	/**
	 * Registers the address after the server has reached n8n there, and reads back that it is stored. The text of the
	 * address is a new one, because the server may have muted it when it failed (docs/warest/webhooks.md#6-3).
	 * @throws NodeOperationError that says why the server can't reach n8n
	 */
	async register(sessionId: string, others: readonly string[] = []): Promise<void> {
		await this.write(sessionId, { head: this.url, others });
		const { owner } = await this.look(sessionId);
		if (owner !== 'here') throw changedMeanwhile(this.node, sessionId);
	}

	/**
	 * Shares the webhook with those that have it, and reads back that this trigger is among them.
	 * @throws NodeOperationError that says why the server can't reach n8n, or that somebody else wrote at the same moment
	 */
	async join({ sessionId, register }: Place): Promise<void> {
		const next = register && joined(register, this.url);
		if (next) await this.write(sessionId, next);
		const { owner } = await this.look(sessionId);
		if (owner !== 'here' && owner !== 'member') throw changedMeanwhile(this.node, sessionId);
	}

	/** Leaves the webhook to the others that share it; gives the address of the head then, null if none answers. */
	async leave({ sessionId, register }: Place): Promise<string | null> {
		let next = register && without(register, this.url);
		while (next) {
			const { status } = await this.set(sessionId, this.bodyOf(next));
			if (status !== 400) return next.head;
			next = without(next, next.head);
		}
		return null;
	}

	private async write(sessionId: string, register: Register): Promise<void> {
		const { status, results } = await this.set(sessionId, this.bodyOf(register));
		if (status === 400) throw unreachable(this.node, register.head, results);
	}

	/** What stores a register once the server has reached its head. */
	private bodyOf(register: Register): IDataObject {
		return {
			webhookUrl: urlOf(register, Date.now()),
			webhookSecret: this.secretOf(register.head),
			preflight: true,
		};
	}

	/**
	 * Sends the registration once more: after a reconnect the server shows it, but does not use it
	 * (docs/warest/webhooks.md#7-3). Where it was lost, with another text of the address, because the server mutes the
	 * one that failed.
	 */
	async renew({ sessionId, owner, config }: Place, others: readonly string[] = []): Promise<void> {
		const isSame = owner === 'here' && String(registerIn(config.url).others) === String(others);
		const webhookUrl = isSame ? config.url : urlOf({ head: this.url, others }, Date.now());
		await this.set(sessionId, { webhookUrl, webhookSecret: this.secret });
	}

	/** Gives the place to the first of those that had it before and still answers; else leaves it empty. */
	async giveBack(sessionId: string, before: WebhookConfig[]): Promise<void> {
		for (const config of before) {
			// Another trigger that had replaced this one may have left it to this one.
			if (config.url === '' || relationOf(config.url, this.url) === 'same') continue;
			if (await this.restore(sessionId, config)) return;
		}
		// The server shows the old address again after 5 seconds, so another secret must tell that it was given up.
		// A default webhook of the server is signed with it, too.
		const bare = before.find(
			({ secret }) => secret !== this.secret && !isEmpty({ url: this.url, secret }),
		);
		await this.set(sessionId, {
			webhookUrl: '',
			webhookSecret: bare?.secret ?? releasedSecret(this.api, triggerIn(this.url)),
		});
	}

	/** A trigger that was deactivated meanwhile gets nothing back; of anything else it can't be known. */
	private async restore(sessionId: string, { url, secret }: WebhookConfig): Promise<boolean> {
		const preflight = relationOf(url, this.url) !== 'no trigger';
		const { status } = await this.set(sessionId, {
			webhookUrl: url,
			webhookSecret: secret,
			...(preflight && { preflight }),
		});
		return status !== 400;
	}
}
