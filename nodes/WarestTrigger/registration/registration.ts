import { NodeOperationError, type INode, type IDataObject } from 'n8n-workflow';
import { objectsIn, type Answer } from '../../transport/answer';
import type { Api } from '../../transport/api';
import { configure, storedWebhook } from '../../Warest/operations/sessions/webhook';
import {
	freshUrl,
	isEmpty,
	releasedSecret,
	secretFor,
	triggerIn,
	withoutQuery,
	type Slot,
} from './address';

const PREFLIGHT_FAILED = '400/2000';

/** Who has the place of a session. */
export type Holder =
	/** Nobody, or a trigger that no n8n answers for any more. */
	| 'nobody'
	/** This trigger, at this address. */
	| 'self'
	/** This trigger's address with a secret that is no longer right. */
	| 'outdated'
	/** This trigger at its other address: listening for a test event, or active meanwhile. */
	| 'twin'
	/** A WARest Trigger that answers. */
	| 'trigger'
	/** Something else. */
	| 'stranger';

interface Place {
	slot: Slot;
	holder: Holder;
	registry: string | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The registrations of one trigger, at the address that n8n gave it. */
export class Registration {
	readonly secret: string;
	private readonly trigger: string;

	constructor(
		private readonly api: Api,
		private readonly node: INode,
		private readonly url: string,
	) {
		this.trigger = triggerIn(url) ?? url;
		this.secret = secretFor(api, this.trigger);
	}

	/** What the server has for a session, and whose it is. */
	async look(sessionId: string): Promise<Place> {
		const stored = await storedWebhook(this.api, sessionId);
		if (!stored) {
			throw new NodeOperationError(this.node, `The session '${sessionId}' does not exist`, {
				description:
					'Choose the session from the list. Upper and lower case matter, and each API key has its own sessions.',
			});
		}
		const slot = { url: text(stored.webhookUrl), secret: text(stored.webhookSecret) };
		const registry = text(stored.registryUser) || null;
		return { slot, holder: await this.holder(sessionId, slot), registry };
	}

	private async holder(sessionId: string, slot: Slot): Promise<Holder> {
		if (isEmpty(slot)) return 'nobody';
		const trigger = triggerIn(slot.url);
		if (withoutQuery(slot.url) === this.url)
			return slot.secret === this.secret ? 'self' : 'outdated';
		if (trigger === null) return 'stranger';
		if (!(await this.answers(sessionId))) return 'nobody';
		return trigger === this.trigger ? 'twin' : 'trigger';
	}

	/** Whether the address that is stored for a session takes a test request of the server. */
	private async answers(sessionId: string): Promise<boolean> {
		return (await this.set(sessionId, { preflight: true })).status !== 400;
	}

	private async set(sessionId: string, body: IDataObject): Promise<Answer> {
		return await this.api.send({ ...configure(sessionId, body), accepts: [PREFLIGHT_FAILED] });
	}

	/**
	 * Registers the address after the server has reached n8n there, and reads back that it is stored.
	 * @throws NodeOperationError that says why the server can't reach n8n
	 */
	async register(sessionId: string): Promise<void> {
		const { status, results } = await this.set(sessionId, {
			webhookUrl: this.url,
			webhookSecret: this.secret,
			preflight: true,
		});
		if (status === 400) throw this.unreachable(results);
		const { holder } = await this.look(sessionId);
		if (holder === 'self') return;
		throw new NodeOperationError(
			this.node,
			`WARest did not keep the webhook of session '${sessionId}'`,
			{
				description:
					'Something else changed it at the same moment, or the last deliveries to an old address failed. Activate the workflow again.',
			},
		);
	}

	/**
	 * Sends the same registration once more: after a reconnect the server shows it, but does not use it (contract
	 * webhooks 7.3). `fresh`: with another text of the address, because the server mutes the one that failed.
	 */
	async renew(sessionId: string, { slot }: Place, fresh: boolean): Promise<void> {
		const url = fresh ? freshUrl(this.url, Date.now()) : slot.url;
		await this.set(sessionId, { webhookUrl: url, webhookSecret: this.secret });
	}

	/** Gives the place back to whom it was taken from, if that one still answers; else leaves it empty. */
	async release(sessionId: string, before: Slot | null): Promise<void> {
		const { holder } = await this.look(sessionId);
		if (holder !== 'self') return;
		if (before && !isEmpty(before) && (await this.giveBack(sessionId, before))) return;
		// The server shows the old address again after 5 seconds, so another secret must tell that it was given up.
		// A default webhook of the server is signed with it, too.
		const secret = before && !isEmpty({ ...before, url: this.url }) ? before.secret : null;
		await this.set(sessionId, {
			webhookUrl: '',
			webhookSecret: secret ?? releasedSecret(this.api, this.trigger),
		});
	}

	/** A trigger that was deactivated meanwhile gets nothing back; of anything else it can't be known. */
	private async giveBack(sessionId: string, { url, secret }: Slot): Promise<boolean> {
		const preflight = triggerIn(url) !== null;
		const { status } = await this.set(sessionId, {
			webhookUrl: url,
			webhookSecret: secret,
			...(preflight && { preflight }),
		});
		return status !== 400;
	}

	/** The error for a place that something else has. */
	taken(sessionId: string, { slot, holder }: Place): NodeOperationError {
		const who =
			holder === 'trigger' ? 'another WARest Trigger, in this or another n8n' : 'another program';
		return new NodeOperationError(
			this.node,
			`The webhook of session '${sessionId}' belongs to ${withoutQuery(slot.url)} (${who}). To replace it, turn on 'Take Over' in the options of this node.`,
			{
				description:
					'WARest has only one webhook for each session. With Take Over, what is there now gets no events while this workflow is active, and gets its place back afterwards.',
			},
		);
	}

	private unreachable(results: IDataObject[]): NodeOperationError {
		const [attempt = results[0] ?? {}] = objectsIn(results[0]?.results);
		const { status, error } = attempt;
		const said = status ? `It was answered with status ${String(status)}.` : text(error);
		// n8n would replace a message that has a code like ECONNREFUSED in it.
		return new NodeOperationError(this.node, `WARest cannot reach n8n at ${this.url}`, {
			description:
				`${said} The address must be one that the WARest server can reach, without a redirect; it comes from n8n's setting WEBHOOK_URL. Inside Docker, localhost is the container of WARest itself: use the name of the n8n container, or host.docker.internal.`.trim(),
		});
	}
}
