const { testEnvironment, setupFiles, transform } = require('./jest.config.js');

process.env.MODEL_RUNS ??= '10000';

/** The same test for each half of the histories, so that each has a worker of its own. */
const PARTS = 2;

module.exports = {
	projects: Array.from({ length: PARTS }, (_, part) => ({
		displayName: `part ${part + 1} of ${PARTS}`,
		testEnvironment,
		setupFiles,
		transform,
		testMatch: ['<rootDir>/test/model/**/*.test.ts'],
		globals: { modelPart: { part, parts: PARTS } },
	})),
};
