import type { IDataObject } from 'n8n-workflow';
import { isObject } from './answer';
import { Budget } from './budget';
import type { Call } from './call';
import type { Patience } from './patience';
import { perKey } from './per-key';

/** What a request costs of the server's limits, by the first part of its path (contract sessions-server 1.4). */
const COSTS: Record<string, { rate: number; quota: number }> = {
	messages: { rate: 2, quota: 1 },
	chats: { rate: 2, quota: 1 },
	misc: { rate: 2, quota: 0 },
	server: { rate: 1, quota: 1 },
};
const USUAL = { rate: 1, quota: 0 };
const FREE = { rate: 0, quota: 0 };

const costOf = ({ path }: Call) => {
	if (path === '/server/ping') return FREE;
	const [, part] = path.split('/');
	return Object.hasOwn(COSTS, part) ? COSTS[part] : USUAL;
};

/** These read their body too late for the cooldown to see the recipient (contract sessions-server 1.4). */
const WITHOUT_COOLDOWN = /^\/messages\/send\/(?:file|media|audio|document|sticker|gif)/;

/** The recipient whose cooldown a request starts, as the server names it. */
function cooledRecipient({ path, body }: Call): string | null {
	const to: unknown = body?.to;
	return typeof to === 'string' && !WITHOUT_COOLDOWN.test(path) ? to : null;
}

/** What a server has that was not told otherwise. */
const USUAL_COOLDOWN_MS = 3000;
/** A request may reach the server a little faster than the one before it. */
const MARGIN_MS = 100;
/** A 429 that says nothing: 1 s, then twice as long each time, up to a minute. */
const unsaid = (refusals: number) => Math.min(60_000, 500 * 2 ** refusals);

export const REASONS = {
	rate: 'the limit of requests of the server',
	quota: 'the message quota of the server',
	cooldown: "the server's pause between two messages to the same recipient",
	busy: 'the server, which takes no more requests at the moment',
};

/** A wait that an item would have to make, and may not. */
export interface TooLong {
	/** Seconds. */
	seconds: number;
	/** One of the {@link REASONS}. */
	why: string;
}

const tooLong = (milliseconds: number, why: string): TooLong => ({
	seconds: Math.ceil(milliseconds / 1000),
	why,
});

/**
 * The pace at which one server takes the requests of one API key: the limits that its answers tell, and the
 * pause between two messages to the same recipient. Shared by all executions of this process, in the order in
 * which they ask.
 */
export class Pace {
	private readonly rate = new Budget('ratelimit', { limit: 120, windowMs: 60_000 });
	private readonly quota = new Budget('quota', { limit: 500, windowMs: 60_000 });
	private readonly cooledUntil = new Map<string, number>();
	/** Milliseconds; 0 until the server has shown that it has one. */
	private cooldown = 0;
	private line: Promise<unknown> = Promise.resolve();

	/** Lets a request through when the server will take it; or gives how long that would be. */
	async admit(call: Call, patience: Patience): Promise<TooLong | null> {
		return (await this.cool(call, patience)) ?? (await this.queue(call, patience));
	}

	private async cool(call: Call, patience: Patience): Promise<TooLong | null> {
		const to = cooledRecipient(call);
		if (to === null) return null;
		for (;;) {
			const now = Date.now();
			const wait = (this.cooledUntil.get(to) ?? 0) - now;
			if (wait <= 0) break;
			const why = REASONS.cooldown;
			if (!(await patience.wait(wait, why))) return tooLong(wait, why);
		}
		if (this.cooldown > 0) this.keepCool(to, this.cooldown + MARGIN_MS);
		return null;
	}

	private keepCool(to: string, milliseconds: number): void {
		const now = Date.now();
		for (const [recipient, until] of this.cooledUntil) {
			if (until <= now) this.cooledUntil.delete(recipient);
		}
		this.cooledUntil.set(to, now + milliseconds);
	}

	/** One after the other, so that the first to ask is the first to go. */
	private async queue(call: Call, patience: Patience): Promise<TooLong | null> {
		// Who may not wait so long, as a list in the editor, doesn't stand in line behind those who may.
		const [wait, why] = this.limited(call);
		if (!patience.allows(wait)) return tooLong(wait, why);
		const asked = Date.now();
		const turn = this.line.then(async () => {
			patience.note(Date.now() - asked, REASONS.rate);
			return await this.spend(call, patience);
		});
		this.line = turn.catch(() => null);
		return await turn;
	}

	private async spend(call: Call, patience: Patience): Promise<TooLong | null> {
		const { rate, quota } = costOf(call);
		for (;;) {
			const [wait, why] = this.limited(call);
			if (wait <= 0) break;
			if (!(await patience.wait(wait, why))) return tooLong(wait, why);
		}
		this.rate.spend(rate);
		this.quota.spend(quota);
		return null;
	}

	/** How long the limits keep a request back, in milliseconds, and which of them. */
	private limited(call: Call): [wait: number, why: string] {
		const { rate, quota } = costOf(call);
		const now = Date.now();
		const forRate = this.rate.waitFor(rate, now);
		const forQuota = this.quota.waitFor(quota, now);
		return forQuota > forRate ? [forQuota, REASONS.quota] : [forRate, REASONS.rate];
	}

	/** A request that was let through has ended, with an answer or, `headers` null, without one. */
	settle(call: Call, headers: IDataObject | null): void {
		const { rate, quota } = costOf(call);
		const now = Date.now();
		this.rate.settle(rate, headers, now);
		this.quota.settle(quota, headers, now);
	}

	/**
	 * What a 429 asks for, beyond what {@link admit} will know of it: null if nothing.
	 * @param refusals of this request until now
	 */
	async refused(
		call: Call,
		{ headers, body }: { headers: IDataObject; body: unknown },
		refusals: number,
		patience: Patience,
	): Promise<TooLong | null> {
		const said = isObject(body) ? body : {};
		const to = cooledRecipient(call);
		if (to !== null && said.error === 'Recipient cooldown') {
			const seconds = Number(said.retryAfter) || 1;
			this.cooldown = Math.max(this.cooldown, USUAL_COOLDOWN_MS, seconds * 1000);
			this.keepCool(to, seconds * 1000);
			return null;
		}
		// The headers of a limit tell when it ends: the request waits for that in its line.
		if (this.limited(call)[0] > 0) return null;
		const asked = Number(headers['retry-after'] ?? NaN) * 1000;
		const wait = Number.isFinite(asked) && asked > 0 ? asked : unsaid(refusals);
		const waited = await patience.wait(wait, REASONS.busy);
		return waited ? null : tooLong(wait, REASONS.busy);
	}
}

/** The pace of one server and API key; `key` names both. */
export const paceOf = perKey(() => new Pace());
