import { perKey } from './per-key';

/** Milliseconds for which something counts as seen, where nothing else is said. */
const LASTS_MS = 10 * 60_000;
/** So many are kept; the oldest are forgotten first. */
const MOST = 20_000;

/** What a server was seen to have a while ago, and need not be asked for again. */
export class Seen {
	private readonly until = new Map<string, number>();

	/** @param lasts milliseconds */
	note(thing: string, lasts = LASTS_MS): void {
		this.until.delete(thing);
		this.until.set(thing, Date.now() + lasts);
		const [oldest] = this.until.keys();
		if (this.until.size > MOST) this.until.delete(oldest);
	}

	has(thing: string): boolean {
		return (this.until.get(thing) ?? 0) > Date.now();
	}
}

/** What one server was seen to have, in all executions of this process; `key` names server and API key. */
export const seenOf = perKey(() => new Seen());
