import { fakeTimeAndWaits } from '../support/fake-time';
import { Violation } from './scene';
import type { Wire } from './wire';

/** So often Node.js must come round without anything moving, before nothing but time can go on. */
const QUIET_ROUNDS = 12;

const round = async () => await new Promise<void>((done) => setImmediate(done));

/** Time that passes only when everything waits for it, at once then: for `Date` and `setTimeout`. */
export class VirtualTime {
	constructor(private readonly wire: Wire) {}

	install() {
		fakeTimeAndWaits();
	}

	uninstall() {
		jest.useRealTimers();
	}

	/** Nothing goes on any more without time. */
	async quiet(): Promise<void> {
		for (let rounds = 0; rounds < QUIET_ROUNDS; rounds++) {
			const { moves } = this.wire;
			await round();
			if (this.wire.moves !== moves) rounds = -1;
		}
	}

	/** Lets so many milliseconds pass, and all happen that is due in them. */
	async pass(milliseconds: number): Promise<void> {
		await this.quiet();
		let isOver = false;
		setTimeout(() => (isOver = true), milliseconds);
		while (!isOver) {
			jest.advanceTimersToNextTimer();
			await this.quiet();
		}
	}

	/** The result of what needs as much time as it needs. */
	async until<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const end = () => (isOver = true);
		const patience = performance.now() + 5000;
		work.then(end, end);
		await this.quiet();
		while (!isOver) {
			if (jest.getTimerCount() > 0) jest.advanceTimersToNextTimer();
			else if (performance.now() > patience) {
				throw new Violation('Nothing goes on, and no time helps');
			}
			await this.quiet();
		}
		return await work;
	}

	/** A moment that all histories begin at: a full hour, so long after the one before that nothing remembers it. */
	nextBeginning() {
		const hour = 3_600_000;
		jest.setSystemTime(Math.ceil(Date.now() / hour) * hour + 24 * hour);
	}
}
