import { sleep } from 'n8n-workflow';

/** A cancelled execution ends its waits within this time. */
const SLICE_MS = 250;
/** Shorter waits are not worth a line in the log. */
const WORTH_A_LINE_MS = 1000;

/** Thrown out of a wait when the execution is cancelled. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}

/** What an item needs to wait: how long it may, who may end it, and who is told. */
interface Terms {
	/** Milliseconds in all. */
	limit: number;
	signal?: AbortSignal;
	log?: (text: string) => void;
}

/** The waits of one item: for the server's limits, for its next try, for the pace that the person set. */
export class Patience {
	/** Milliseconds waited, by what for. */
	readonly waited = new Map<string, number>();

	constructor(private readonly terms: Terms) {}

	private get left(): number {
		const spent = [...this.waited.values()].reduce((sum, milliseconds) => sum + milliseconds, 0);
		return this.terms.limit - spent;
	}

	/** @throws Cancelled once the execution is cancelled */
	check(): void {
		if (this.terms.signal?.aborted) throw new Cancelled();
	}

	/** Whether the item may wait so long. No wait at all is always allowed: a wait may last a little longer than asked. */
	allows(milliseconds: number): boolean {
		return milliseconds <= Math.max(0, this.left);
	}

	/**
	 * Waits, or gives false at once if that would be longer than the item may wait.
	 * @param why what for, after "waits 5 s for"
	 */
	async wait(milliseconds: number, why: string): Promise<boolean> {
		if (!this.allows(milliseconds)) return false;
		if (milliseconds >= WORTH_A_LINE_MS) {
			this.terms.log?.(`waits ${Math.ceil(milliseconds / 1000)} s for ${why}`);
		}
		const start = Date.now();
		for (let left = milliseconds; left > 0; left = start + milliseconds - Date.now()) {
			this.check();
			await sleep(Math.min(left, SLICE_MS));
		}
		this.check();
		this.note(Date.now() - start, why);
		return true;
	}

	/** Counts a wait that happened elsewhere. */
	note(milliseconds: number, why: string): void {
		if (milliseconds > 0) this.waited.set(why, (this.waited.get(why) ?? 0) + milliseconds);
	}
}
