import type { IDataObject } from 'n8n-workflow';

/** What a window allows until the server has said it. */
interface Assumed {
	limit: number;
	windowMs: number;
}

/** What is left of a limit. */
export interface Left {
	left: number;
	limit: number;
}

const numberIn = (headers: IDataObject, name: string): number => Number(headers[name] ?? NaN);

/**
 * What the server still allows in its current window, from its headers (docs/warest/server.md#1-4). Until it
 * has said so, its defaults are assumed.
 */
export class RateWindow {
	private limit: number;
	private left: number;
	private endsAt = 0;
	/** The reset header of the current window. */
	private window = 0;
	/** Cost of the requests that were let through and not answered yet. */
	private underWay = 0;

	/** @param name of the headers: X-<name>-Limit, -Remaining, -Reset */
	constructor(
		private readonly name: string,
		private readonly assumed: Assumed,
	) {
		this.limit = assumed.limit;
		this.left = assumed.limit;
	}

	/**
	 * Milliseconds until a request of this cost may go out.
	 * @param ahead cost of the requests that go first
	 * @param reserve share of the limit that is left to others
	 */
	waitFor(cost: number, now: number, { ahead = 0, reserve = 0 } = {}): number {
		if (now >= this.endsAt) {
			this.left = this.limit;
			this.endsAt = now + this.assumed.windowMs;
		}
		// However small the limit is: a window that nobody has used is enough for one request.
		const needed = ahead + Math.min(cost + Math.floor(this.limit * reserve), this.limit);
		return cost > 0 && this.left < needed ? this.endsAt - now : 0;
	}

	/** What the server has said of the current window; null if it has said nothing, or that window is over. */
	told(now: number): Left | null {
		const isTold = this.window > 0 && now < this.endsAt && Number.isFinite(this.left);
		return isTold ? { left: Math.max(0, this.left), limit: this.limit } : null;
	}

	spend(cost: number): void {
		this.left -= cost;
		this.underWay += cost;
	}

	/**
	 * A request that was let through has ended.
	 * @param headers of its answer, if it has one
	 * @param reached whether the server may have counted it
	 */
	settle(cost: number, headers: IDataObject | null, now: number, reached = true): void {
		this.underWay -= cost;
		if (!headers && !reached) this.left = Math.min(this.limit, this.left + cost);
		if (!headers || cost === 0) return;
		const name = `x-${this.name}`;
		const [limit, remaining, reset] = [`limit`, `remaining`, `reset`].map((part) =>
			numberIn(headers, `${name}-${part}`),
		);
		if (![limit, remaining, reset].every(Number.isFinite)) {
			// This server, or a proxy before it, says nothing of limits.
			this.left = Infinity;
			return;
		}
		if (reset < this.window) return;
		this.left = reset === this.window ? Math.min(this.left, remaining) : remaining - this.underWay;
		this.window = reset;
		this.limit = limit;
		this.endsAt = now + Math.max(1000, (reset + 1) * 1000 - serverTime(headers, now));
	}
}

/** Whole seconds that two clocks may differ by and still be the same. */
const SAME_CLOCK_MS = 2000;

/** The server's own time, in milliseconds: its clock need not be ours. */
function serverTime(headers: IDataObject, now: number): number {
	const date = Date.parse(String(headers.date));
	return Number.isNaN(date) || Math.abs(date - now) <= SAME_CLOCK_MS ? now : date;
}
