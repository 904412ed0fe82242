import fc from 'fast-check';
import { Stage, type Beginning } from './stage';
import { histories, modelOf, settle } from './steps';

/**
 * Random histories of a trigger, its WARest and all around them, in virtual time; each must keep what DESIGN
 * promises. `npm test` plays 100, the same ones each time; `npm run test:model` plays 10,000 others, in two parts. A
 * failure prints the seed, the path and the `replayPath` of the shortest history that fails. To play that one again:
 *
 *     MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… npx jest test/model
 *
 * MODEL_RUNS says how many histories are played, MODEL_STEPS how many steps each may have.
 */
const {
	MODEL_SEED,
	MODEL_PATH,
	MODEL_REPLAY,
	MODEL_RUNS = '100',
	MODEL_STEPS = '16',
} = process.env;

/** Set by the projects model-1 and model-2 of jest.config.js. */
const { modelPart } = globalThis as { modelPart?: { part: number; parts: number } };
const { part, parts } = modelPart ?? { part: 0, parts: 1 };
const runs = Math.ceil(Number(MODEL_RUNS) / parts);
const usualSeed = modelPart ? Date.now() % 2 ** 31 : fc.readConfigureGlobal().seed;
// Far apart: the parts begin within the same milliseconds.
const seed = Number(MODEL_SEED ?? usualSeed) + part * 1_000_000;

const beginnings = fc.record<Beginning>({
	takeOver: fc.boolean(),
	isCopy: fc.boolean(),
	isShared: fc.boolean(),
	hasQuestions: fc.boolean(),
	takers: fc.constantFrom('main', 'main', 'main', 'main and another', 'two others'),
	luck: fc.nat(999),
});

it(
	`keeps its promises in ${runs} histories of seed ${seed}`,
	async () => {
		const stage = await Stage.open();
		const property = fc.asyncProperty(
			beginnings,
			histories(Number(MODEL_STEPS), MODEL_REPLAY),
			async (beginning, steps) => {
				await stage.begin(beginning);
				const model = modelOf(beginning);
				try {
					await fc.asyncModelRun(() => ({ model, real: stage }), steps);
					await settle(model, stage);
				} catch (error) {
					throw new Error(`${(error as Error).message}\n${stage.report}`);
				} finally {
					await stage.end();
				}
			},
		);
		try {
			await fc.assert(property, { seed, numRuns: runs, ...(MODEL_PATH && { path: MODEL_PATH }) });
		} finally {
			await stage.close();
		}
	},
	60_000 + runs * 1000,
);
