import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../answer';
import type { Call } from '../call';
import { Line, type Ended, type Gate } from './gate';
import { perKey } from '../per-key';
import { COOLDOWN_MS, QUOTA, RATE_LIMIT } from '../server-facts';
import { RateWindow, type Left } from './rate-window';
import type { Obstacle } from './wait-budget';

/** What a request costs of the server's limits, by the first part of its path (docs/warest/server.md#1-4). */
const COSTS: Record<string, { rate: number; quota: number }> = {
	messages: { rate: 2, quota: 1 },
	chats: { rate: 2, quota: 1 },
	misc: { rate: 2, quota: 0 },
	server: { rate: 1, quota: 1 },
};
const USUAL = { rate: 1, quota: 0 };
const FREE = { rate: 0, quota: 0 };

type Cost = typeof USUAL;

const costOf = ({ path }: Call): Cost => {
	if (path === '/server/ping') return FREE;
	const [, part] = path.split('/');
	return Object.hasOwn(COSTS, part) ? COSTS[part] : USUAL;
};

/** These read their body too late for the cooldown to see the recipient (docs/warest/server.md#1-4). */
const WITHOUT_COOLDOWN = /^\/messages\/send\/(?:file|media|audio|document|sticker|gif)/;

/** The recipient whose cooldown a request starts, as the server names it. */
function cooledRecipient({ path, recipient }: Call): string | null {
	return recipient !== undefined && !WITHOUT_COOLDOWN.test(path) ? recipient : null;
}

/** A request may reach the server a little faster than the one before it. */
const MARGIN_MS = 100;
/** After a 429 that names no time: 1 s, then twice as long each time, up to a minute. */
const unsaid = (refusals: number) => Math.min(60_000, 500 * 2 ** refusals);

export const REASONS = {
	rate: "WARest's rate limit",
	quota: "WARest's message quota",
	cooldown: "WARest's pause between two messages to the same recipient",
	busy: "WARest's temporary block on requests",
};

/**
 * Share of the server's limit that a run leaves to others, 20 of 120 by default: a long run would otherwise make
 * the trigger deaf, whose checks wait for little. The server counts it, so it holds in every process of n8n.
 */
export const LEFT_BY_RUNS = 1 / 6;

interface Waiting {
	cost: Cost;
	reserve: number;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * The pace at which one server takes the requests of one API key: the limits that its answers tell, and the
 * pause between two messages to the same recipient. Shared by all executions of this process, in the order in
 * which they ask.
 */
export class RateLimiter {
	private readonly rate = new RateWindow('ratelimit', RATE_LIMIT);
	private readonly quota = new RateWindow('quota', QUOTA);
	private readonly cooledUntil = new Map<string, number>();
	/** Milliseconds; 0 until the server has shown that it has one. */
	private cooldown = 0;
	private readonly line = new Line<Waiting>();

	/** @param reserve share of the limit that these requests leave to others */
	gate(reserve: number): Gate {
		return {
			obstacle: (call, ticket) => {
				// Only a request that waits for nothing but the limits has a place in their line.
				this.line.leave(ticket);
				return this.cool(call) ?? this.limited(call, ticket, reserve);
			},
			pass: (call) => this.pass(call),
			leave: (_call, ticket) => this.line.leave(ticket),
		};
	}

	/** What the server has last said of its limits, each null if it hasn't. */
	get told(): { rate: Left | null; quota: Left | null } {
		const now = Date.now();
		return { rate: this.rate.told(now), quota: this.quota.told(now) };
	}

	private cool(call: Call): Obstacle | null {
		const to = cooledRecipient(call);
		const milliseconds = to === null ? 0 : (this.cooledUntil.get(to) ?? 0) - Date.now();
		return milliseconds > 0 ? { milliseconds, why: REASONS.cooldown } : null;
	}

	private keepCool(to: string, until: number): void {
		const now = Date.now();
		for (const [recipient, end] of this.cooledUntil) {
			if (end <= now) this.cooledUntil.delete(recipient);
		}
		this.cooledUntil.set(to, until);
	}

	/** First come, first served; but nobody waits behind those who leave more to others. */
	private limited(call: Call, ticket: number, reserve: number): Obstacle | null {
		const cost = costOf(call);
		const earlier = this.line.before(ticket).filter((other) => other.reserve <= reserve);
		const obstacle = this.lacking(cost, {
			ahead: {
				rate: sum(earlier.map((other) => other.cost.rate)),
				quota: sum(earlier.map((other) => other.cost.quota)),
			},
			reserve,
		});
		if (obstacle) this.line.join(ticket, { cost, reserve });
		return obstacle;
	}

	private lacking(cost: Cost, { ahead = FREE, reserve = 0 } = {}): Obstacle | null {
		const now = Date.now();
		const rate = this.rate.waitFor(cost.rate, now, { ahead: ahead.rate, reserve });
		const quota = this.quota.waitFor(cost.quota, now, { ahead: ahead.quota });
		if (rate <= 0 && quota <= 0) return null;
		return quota > rate
			? { milliseconds: quota, why: REASONS.quota }
			: { milliseconds: rate, why: REASONS.rate };
	}

	private pass(call: Call): (ended: Ended) => void {
		const { rate, quota } = costOf(call);
		this.rate.spend(rate);
		this.quota.spend(quota);
		const to = cooledRecipient(call);
		const cooled = Date.now() + this.cooldown + MARGIN_MS;
		if (to !== null && this.cooldown > 0) this.keepCool(to, cooled);
		return ({ headers, reached }) => {
			const now = Date.now();
			this.rate.settle(rate, headers, now, reached);
			this.quota.settle(quota, headers, now, reached);
			if (to !== null && !reached && this.cooledUntil.get(to) === cooled) {
				this.cooledUntil.delete(to);
			}
		};
	}

	/**
	 * Milliseconds that a 429 asks to wait, beyond what the gate knows already.
	 * @param refusals how often this request was refused so far
	 */
	refused(
		call: Call,
		{ headers, body }: { headers: IDataObject; body: unknown },
		refusals: number,
	): number {
		const said = isObject(body) ? body : {};
		const to = cooledRecipient(call);
		if (to !== null && said.error === 'Recipient cooldown') {
			const milliseconds = 1000 * (Number(said.retryAfter) || 1);
			this.cooldown = Math.max(this.cooldown, COOLDOWN_MS, milliseconds);
			this.keepCool(to, Date.now() + milliseconds);
			return 0;
		}
		// A limit's own headers say when it ends.
		if (this.lacking(costOf(call))) return 0;
		const asked = Number(headers['retry-after'] ?? NaN) * 1000;
		return Number.isFinite(asked) && asked > 0 ? asked : unsaid(refusals);
	}
}

/** The pace of one server and API key; `key` names both. */
export const rateLimiterOf = perKey(() => new RateLimiter());
