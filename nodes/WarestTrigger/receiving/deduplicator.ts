import { createHash } from 'node:crypto';

/**
 * So many marks each trigger keeps in memory at least: the server's retries reach back over 20,000 at 200 events a
 * second, and Catch Up over a day's messages.
 */
const IN_MEMORY = 50_000;
/** So many are stored with the workflow, where they survive a restart and other processes see them. */
const STORED = 2400;
const MARK_LENGTH = 8;

/** A short stand-in for a text; two different texts have the same one about never. */
const mark = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH);

const split = (stored: string): string[] =>
	Array.from({ length: Math.floor(stored.length / MARK_LENGTH) }, (_, index) =>
		stored.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH),
	);

/**
 * What one trigger has taken already. Memory decides within a process; what is stored with the workflow decides after a
 * restart, and between several webhook processes: of two deliveries that are under way at the same moment, n8n may keep
 * only what the later one stores. Each process keeps what it finds stored, so that it stores that again once something
 * has written over it, even if the process that took it has ended.
 */
export class Deduplicator {
	/** The marks in two generations: once the younger one is full, the older one is forgotten. */
	private younger = new Set<string>();
	private older = new Set<string>();
	/** Those that this process learned last, oldest first; of what is longer, the end counts. */
	private recent: string[] = [];
	/** What was stored last, so that most deliveries compare two texts only. */
	private text = '';

	/** Whether one of `identities` was taken before; if not, all of them are from now on. */
	isTaken(identities: string[]): boolean {
		if (this.knows(identities)) return true;
		this.keep(identities.map(mark));
		return false;
	}

	/** Whether one of `identities` was taken before. */
	knows(identities: string[]): boolean {
		return identities.some((identity) => this.has(mark(identity)));
	}

	/**
	 * What is stored, or another trigger has taken, counts as taken. What is new here counts as taken last, unless it
	 * comes before all that is known. What is known already stays where it was: what fell out of the store because it was
	 * old must not come back and push out what is newer.
	 */
	load(stored: string): void {
		if (stored === this.text) return;
		this.text = stored;
		const entries = split(stored);
		const known = entries.findIndex((entry) => this.has(entry));
		const [older, others] =
			known < 0 ? [[], entries] : [entries.slice(0, known), entries.slice(known)];
		const newer = others.filter((entry) => !this.has(entry));
		this.keep(newer, older);
	}

	private has(entry: string): boolean {
		return this.younger.has(entry) || this.older.has(entry);
	}

	private keep(newer: string[], older: string[] = []): void {
		for (const entry of [...older, ...newer]) {
			this.younger.add(entry);
			if (this.younger.size < IN_MEMORY) continue;
			this.older = this.younger;
			this.younger = new Set();
		}
		if (older.length > 0) this.recent = [...older, ...this.recent];
		this.recent.push(...newer);
		if (this.recent.length > 2 * STORED) this.recent = this.recent.slice(-STORED);
	}

	/** What to store where `before` is stored: what this process, or any other that stored it, has learned last. */
	stored(before: string): string {
		this.load(before);
		this.text = this.recent.slice(-STORED).join('');
		return this.text;
	}
}
