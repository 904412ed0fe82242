import { createHash } from 'node:crypto';

/** So many marks each trigger keeps in memory: more than the server's retries reach back at 200 events a second. */
const IN_MEMORY = 20_000;
/** So many are stored with the workflow, where they survive a restart and other processes see them. */
const STORED = 600;
const MARK_LENGTH = 8;

/** A short stand-in for a text; two different texts have the same one about never. */
const mark = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH);

const split = (stored: string): string[] =>
	Array.from({ length: Math.floor(stored.length / MARK_LENGTH) }, (_, index) =>
		stored.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH),
	);

/**
 * What one trigger has taken already. Memory decides within a process; what is stored with the workflow
 * decides after a restart, and between several webhook processes: there two deliveries of the same event
 * within the few milliseconds that n8n takes to store it may both pass.
 */
export class Deduplicator {
	private readonly marks = new Set<string>();
	private recent: string[] = [];

	/**
	 * Whether one of `identities` was taken before; if not, all of them are from now on.
	 * @param stored what {@link stored} gave last, wherever that was
	 */
	isTaken(identities: string[], stored: string): boolean {
		if (this.knows(identities, stored)) return true;
		this.add(identities.map(mark));
		return false;
	}

	/** What another trigger has taken, as {@link stored} gives it, counts as taken. */
	learn(stored: string): void {
		this.add(split(stored));
	}

	private add(marks: string[]): void {
		for (const entry of marks) this.marks.add(entry);
		this.recent = [...this.recent, ...marks].slice(-STORED);
		for (const oldest of this.marks) {
			if (this.marks.size <= IN_MEMORY) break;
			this.marks.delete(oldest);
		}
	}

	/** Whether one of `identities` was taken before. */
	knows(identities: string[], stored: string): boolean {
		const elsewhere = new Set(split(stored));
		return identities.map(mark).some((entry) => this.marks.has(entry) || elsewhere.has(entry));
	}

	/** What to store: the newest marks of this process after those that were stored by others. */
	stored(before: string): string {
		return [...new Set([...split(before), ...this.recent])].slice(-STORED).join('');
	}
}
