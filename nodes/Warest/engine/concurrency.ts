/** So many at the same time; the others wait in the order in which they came. */
export class Semaphore {
	private readonly waiting: Array<() => void> = [];

	constructor(private free: number) {}

	async take(): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	give(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free += 1;
	}
}

/** Keeps what goes to the same place in order, whatever else goes on at the same time. */
export class KeyedQueue {
	private readonly ends = new Map<string, Promise<void>>();

	/** Runs `work` after all earlier work that shares one of its lanes. */
	async run<T>(lanes: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = Promise.all(lanes.map((lane) => this.ends.get(lane)));
		const result = before.then(work);
		const end = result.then(
			() => {},
			() => {},
		);
		for (const lane of lanes) this.ends.set(lane, end);
		return await result;
	}
}
