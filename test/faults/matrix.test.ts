import { readFileSync } from 'node:fs';
import { expectFile } from '../../tools/docs/expect-file';
import { startEngine } from '../support/engine';
import { cases, CLASSES } from './cases';
import { observe, type Circumstances, type Observation } from './observe';
import { isDoubted, reliabilityPage, type Matrix } from './reliability-page';
import type { Tally } from './tally';

const MATRIX = 'test/faults/observed.json';

/** The number of sandboxes at a time: most of the time is spent waiting for time-outs. */
const AT_ONCE = 12;

const struck = cases.flatMap((fault) =>
	(fault.classes ?? CLASSES).map((operationClass) => ({
		fault,
		operationClass,
		name: `${fault.fault}: ${operationClass}`,
	})),
);

const observations = new Map<string, Promise<[Observation, Circumstances]>>();

async function observeAll(waiting: typeof struck, atOnce: number) {
	const left = [...waiting];
	const observeNext = async () => {
		for (let next = left.shift(); next; next = left.shift()) {
			const observing = observe(next.fault, next.operationClass);
			observations.set(next.name, observing);
			// Its own test reports what went wrong.
			await observing.catch(() => undefined);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, observeNext));
}

const heavy = struck.filter(({ fault }) => fault.heavy);
const light = struck.filter(({ fault }) => !fault.heavy);

beforeAll(async () => {
	await startEngine();
	await observeAll(light, AT_ONCE);
	await observeAll(heavy, 1);
}, 180_000);

const resultOf = async (name: string) => (await observations.get(name))!;

it.each(struck)('$name: phone and person agree, and the key stays here', async ({ name }) => {
	const [{ onPhone, told }, { right, elsewhere, apiKey }] = await resultOf(name);
	expect(right).toBe(true);
	if (onPhone !== null) {
		// Never twice, never silently lost, and never there if the error said "not done".
		expect(onPhone).toBeLessThanOrEqual(1);
		if (!told) expect(onPhone).toBe(1);
		else if (!isDoubted(told)) expect(onPhone).toBe(0);
	}
	expect(JSON.stringify([elsewhere, told])).not.toContain(apiKey);
});

it('what came of each fault is what is written down', async () => {
	const matrix: Matrix = {};
	for (const { fault, operationClass, name } of struck) {
		const [observation] = await resultOf(name);
		matrix[fault.fault] = { ...matrix[fault.fault], [operationClass]: observation };
	}
	expectFile(MATRIX, `${JSON.stringify(matrix, null, '\t')}\n`);
	const tally = JSON.parse(readFileSync('test/faults/random.json', 'utf8')) as Tally;
	expectFile('docs/reliability.md', reliabilityPage(matrix, tally));
});

const MEGABYTE = 1_000_000;

it.each(heavy)('$name: is not held in memory', async ({ name }) => {
	const [{ told }, { taken, held }] = await resultOf(name);
	expect(told).not.toBeNull();
	expect(taken).toBeLessThan(150 * MEGABYTE);
	expect(held).toBeLessThan(400 * MEGABYTE);
});
