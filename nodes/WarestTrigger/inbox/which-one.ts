/** Two bots that ask each other come to an end. */
const MOST = 3;
/** What comes between is the same try. */
const ONCE_IN_MS = 10_000;
/** So many are remembered. */
const MOST_KNOWN = 1000;

/** How often "Which one?" was asked of the same questions. */
export class WhichOne {
	private readonly asked = new Map<string, { times: number; at: number }>();

	/** What is said to an answer that fits several questions; null if that was said just now, or often enough. */
	ask(ids: readonly string[], texts: readonly string[], now: number): string | null {
		const key = ids.join(' ');
		const { times, at } = this.asked.get(key) ?? { times: 0, at: -Infinity };
		if (times >= MOST || now - at < ONCE_IN_MS) return null;
		this.asked.delete(key);
		this.asked.set(key, { times: times + 1, at: now });
		const [oldest] = this.asked.keys();
		if (this.asked.size > MOST_KNOWN) this.asked.delete(oldest);
		const list = texts.map((text) => `• ${text}`).join('\n');
		return `Which one do you mean? Please reply to that message.\n\n${list}`;
	}
}
