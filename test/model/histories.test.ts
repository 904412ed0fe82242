import fc from 'fast-check';
import { Stage } from './stage';
import { histories, modelOf, settle } from './steps';

/**
 * Random histories of a trigger, its WARest and all around it, in virtual time; each must keep what DESIGN promises.
 * `npm test` runs 100, `npm run test:model` 10,000. A failure prints the seed, the path and the `replayPath` of the
 * shortest history that fails; to run that one again:
 *
 *     MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… npx jest test/model
 *
 * MODEL_RUNS says how many; MODEL_STEPS how long a history may be.
 */
const { MODEL_SEED, MODEL_PATH, MODEL_REPLAY, MODEL_RUNS = '100', MODEL_STEPS = '16' } = process.env;
const runs = Number(MODEL_RUNS);

it(
	`keeps its promises in ${runs} histories`,
	async () => {
		const stage = await Stage.open();
		const beginning = fc.record({ takeOver: fc.boolean(), isCopy: fc.boolean() });
		try {
			await fc.assert(
				fc.asyncProperty(beginning, histories(Number(MODEL_STEPS), MODEL_REPLAY), async (given, steps) => {
					await stage.begin(given);
					const model = modelOf(given.takeOver);
					try {
						await fc.asyncModelRun(() => ({ model, real: stage }), steps);
						await settle(model, stage);
					} finally {
						await stage.end();
					}
				}),
				{
					numRuns: runs,
					...(MODEL_SEED && { seed: Number(MODEL_SEED) }),
					...(MODEL_PATH && { path: MODEL_PATH }),
				},
			);
		} finally {
			await stage.close();
		}
	},
	Math.max(60_000, runs * 1000),
);
