import { perKey } from './per-key';

/** Milliseconds for which something counts as seen, where nothing else is said. */
const LASTS_MS = 10 * 60_000;
/** How many are kept; the oldest are forgotten first. */
const MOST = 20_000;

/** What a server was recently seen to have, so that it needn't be asked again. */
export class Seen {
	private readonly things = new Map<string, { until: number; value: string }>();

	/**
	 * @param lasts milliseconds
	 * @param value what it was seen to be
	 */
	note(thing: string, lasts = LASTS_MS, value = ''): void {
		this.things.delete(thing);
		this.things.set(thing, { until: Date.now() + lasts, value });
		const [oldest] = this.things.keys();
		if (this.things.size > MOST) this.things.delete(oldest);
	}

	has(thing: string): boolean {
		return this.valueOf(thing) !== undefined;
	}

	/** What a thing was seen to be; undefined if it wasn't seen lately. */
	valueOf(thing: string): string | undefined {
		const { until = 0, value } = this.things.get(thing) ?? {};
		return until > Date.now() ? value : undefined;
	}
}

/** What one server was seen to have, in all executions of this process; `key` names server and API key. */
export const seenOf = perKey(() => new Seen());
