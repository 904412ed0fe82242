import type { RequestHandler, Response } from 'express';
import { callerOf } from './authentication';
import { seconds } from './clock';
import type { Clock } from './clock';
import { refuse } from './envelopes';
import { bodyOf } from './parameters';

export interface WindowLimit {
	max: number;
	windowMs: number;
}

export interface LimitNumbers {
	rateLimit: WindowLimit;
	quota: WindowLimit;
	/** 0 switches the cooldown off; a real server makes 3000 of it. */
	cooldownMs: number;
}

/** The defaults of a server (docs/warest/server.md#1-4). */
export const defaultLimits: LimitNumbers = {
	rateLimit: { max: 120, windowMs: 60_000 },
	quota: { max: 500, windowMs: 60_000 },
	cooldownMs: 3000,
};

/** As when the recordings were made: the counters count, but nothing is refused. */
export const noLimits: LimitNumbers = {
	rateLimit: { max: 100_000, windowMs: 60_000 },
	quota: { max: 100_000, windowMs: 60_000 },
	cooldownMs: 0,
};

/** `false` for no limits, some numbers to override the defaults, or nothing for the defaults. */
export type LimitOptions = Partial<LimitNumbers> | false;

export const limitNumbers = (options: LimitOptions): LimitNumbers =>
	options === false ? noLimits : { ...defaultLimits, ...options };

interface Counter {
	count: number;
	endsAt: number;
}

/** The three counters of the server, all keyed by the literal key text (docs/warest/server.md#1-4). */
export class Limits {
	private readonly requests = new Map<string, Counter>();
	private readonly quotas = new Map<string, Counter>();
	private readonly cooldowns = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private numbers: LimitNumbers,
	) {}

	/** Sets other numbers, with all counters at zero. */
	set(numbers: LimitNumbers) {
		this.numbers = numbers;
		this.requests.clear();
		this.quotas.clear();
		this.cooldowns.clear();
	}

	/** Counts a request; mounted twice where the server counts twice. */
	readonly rateLimit: RequestHandler = (req, res, next) => {
		const { apiKey } = callerOf(req);
		const passes = this.count(res, this.requests, apiKey, 'RateLimit', this.numbers.rateLimit);
		if (passes) next();
		else refuse(res, 429, 'Too many requests');
	};

	/** Refuses the same literal `to` of a JSON body for a while, however the request ends. */
	readonly cooldown: RequestHandler = (req, res, next) => {
		const { to } = bodyOf(req);
		if (!to || this.numbers.cooldownMs === 0) return next();
		const key = `${callerOf(req).apiKey}\n${String(to)}`;
		const remaining = (this.cooldowns.get(key) ?? 0) - this.clock.now();
		if (remaining > 0) {
			const retryAfter = Math.ceil(remaining / 1000);
			res.set('Retry-After', String(retryAfter));
			return refuse(res, 429, 'Recipient cooldown', { retryAfter });
		}
		this.cooldowns.set(key, this.clock.now() + this.numbers.cooldownMs);
		next();
	};

	/** Counts what got past the cooldown. */
	readonly quota: RequestHandler = (req, res, next) => {
		const { apiKey } = callerOf(req);
		const passes = this.count(res, this.quotas, apiKey, 'Quota', this.numbers.quota);
		if (passes) next();
		else refuse(res, 429, 'Quota exceeded');
	};

	private count(
		res: Response,
		counters: Map<string, Counter>,
		apiKey: string,
		header: 'RateLimit' | 'Quota',
		{ max, windowMs }: WindowLimit,
	): boolean {
		const now = this.clock.now();
		const current = counters.get(apiKey);
		const counter =
			current && now < current.endsAt ? current : { count: 0, endsAt: now + windowMs };
		counters.set(apiKey, counter);
		counter.count += 1;
		res.set(`X-${header}-Limit`, String(max));
		res.set(`X-${header}-Remaining`, String(Math.max(0, max - counter.count)));
		res.set(`X-${header}-Reset`, String(seconds(counter.endsAt)));
		return counter.count <= max;
	}
}
