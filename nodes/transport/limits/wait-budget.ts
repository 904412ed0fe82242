import { sleep } from 'n8n-workflow';

/** A cancelled execution ends its waits within this time; what it waits for is checked as often. */
const SLICE_MS = 250;
/** Shorter waits aren't worth a line in the log. */
const WORTH_A_LINE_MS = 1000;

/** Thrown out of a wait when the execution is cancelled. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}

/** What holds something back for a while. */
export interface Obstacle {
	/** Milliseconds from now; Infinity where no wait helps. */
	milliseconds: number;
	/** What would be waited for, after "waits 5 s for". */
	why: string;
	/** What to tell a person for whom that is too long, instead of the usual. */
	refusal?: { message: string; hint: string };
}

/** How long an item may wait, who may end it, and who is told. */
interface Terms {
	/** Milliseconds in all. */
	limit: number;
	signal?: AbortSignal;
	log?: (text: string) => void;
}

/** The waits of one item: for the server's limits, for its next try, for the pace that the person set. */
export class WaitBudget {
	/** Milliseconds waited, by reason. */
	readonly waited = new Map<string, number>();

	constructor(private readonly terms: Terms) {}

	private get left(): number {
		const spent = [...this.waited.values()].reduce((sum, milliseconds) => sum + milliseconds, 0);
		return this.terms.limit - spent;
	}

	/**
	 * Waits until `obstacle` finds nothing any more; it is asked anew after each short sleep, so that it may change
	 * its mind.
	 * @returns null then; or the obstacle that would take longer than the item may wait, at once
	 * @throws Cancelled once the execution is cancelled
	 */
	async until(obstacle: () => Obstacle | null): Promise<Obstacle | null> {
		let told = 0;
		for (;;) {
			if (this.terms.signal?.aborted) throw new Cancelled();
			const found = obstacle();
			if (!found) return null;
			const { milliseconds, why } = found;
			if (milliseconds > this.left) return found;
			const start = Date.now();
			if (start + milliseconds >= told + WORTH_A_LINE_MS && milliseconds >= WORTH_A_LINE_MS) {
				told = start + milliseconds;
				this.terms.log?.(`waits ${Math.ceil(milliseconds / 1000)} s for ${why}`);
			}
			// Timers know whole milliseconds only, and round down.
			await sleep(Math.min(Math.ceil(milliseconds), SLICE_MS));
			this.waited.set(why, (this.waited.get(why) ?? 0) + Date.now() - start);
		}
	}

	/** Waits so long, or gives false at once if the item may not. */
	async wait(milliseconds: number, why: string): Promise<boolean> {
		const end = Date.now() + milliseconds;
		const late = await this.until(() => {
			const left = end - Date.now();
			return left > 0 ? { milliseconds: left, why } : null;
		});
		return late === null;
	}
}
