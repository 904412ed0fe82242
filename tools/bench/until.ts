import { setTimeout as wait } from 'node:timers/promises';

const WITHIN_MS = 120_000;

/**
 * Asks until `isDone`.
 * @throws an error that says that `what` did not happen, after two minutes
 */
export async function until(what: string, isDone: () => Promise<boolean>): Promise<void> {
	const giveUpAt = Date.now() + WITHIN_MS;
	while (!(await isDone())) {
		if (Date.now() > giveUpAt) throw new Error(`It did not happen: ${what}`);
		await wait(250);
	}
}
