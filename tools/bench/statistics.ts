/** Several measurements of one thing: the middle one, and the lowest and highest. */
export interface Summary {
	median: number;
	low: number;
	high: number;
	rounds: number;
}

export function summary(values: number[]): Summary {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const median =
		sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, low: sorted[0], high: sorted[sorted.length - 1], rounds: sorted.length };
}

/** The smallest of the values that at least so many percent of them don't exceed. */
export const percentile = (values: number[], percent: number): number =>
	values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((values.length * percent) / 100) - 1)];

/** Runs all `subjects` in each round, every round beginning with another one, and sums up each. */
export async function interleaved<Name extends string>(
	rounds: number,
	subjects: Record<Name, () => Promise<number>>,
): Promise<Record<Name, Summary>> {
	const all = Object.entries(subjects) as Array<[Name, () => Promise<number>]>;
	const values = all.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < all.length; turn++) {
			const place = (round + turn) % all.length;
			values[place].push(await all[place][1]());
		}
	}
	return Object.fromEntries(all.map(([name], place) => [name, summary(values[place])])) as Record<
		Name,
		Summary
	>;
}
