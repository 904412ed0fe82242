/** Lets a number of them in at the same time; the others wait in the order in which they came. */
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

/** Keeps all waiting until it is opened. */
export class Gate {
	readonly opened: Promise<void>;
	open!: () => void;

	constructor() {
		this.opened = new Promise((resolve) => (this.open = resolve));
	}
}

/** Keeps work on the same thing in order, whatever else goes on at the same time. */
export class KeyedQueue {
	/** By key, while there is work. */
	private readonly ends = new Map<string, Promise<void>>();

	/** Runs `work` after all earlier work that shares one of its keys. */
	async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = Promise.all(keys.map((key) => this.ends.get(key)));
		const result = before.then(work);
		const end = result.then(
			() => {},
			() => {},
		);
		for (const key of keys) this.ends.set(key, end);
		void end.then(() => this.forget(keys, end));
		return await result;
	}

	private forget(keys: readonly string[], end: Promise<void>): void {
		for (const key of keys) if (this.ends.get(key) === end) this.ends.delete(key);
	}
}
