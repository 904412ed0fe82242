/*
 * Without a choice the usual tests run: `npx jest`, `npx jest test/engine/chats`. All others take minutes, a machine
 * of their own or both, and run by `--selectProjects`: see the scripts of package.json.
 */

const { availableParallelism } = require('node:os');

const shared = {
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};

/** Tests that start their servers themselves. */
const inProcess = {
	...shared,
	testEnvironment: '<rootDir>/test/support/one-realm.js',
	runtime: '<rootDir>/test/support/shared-libraries.js',
	setupFiles: ['<rootDir>/test/support/env.ts'],
};

/** Tests in a real n8n, which a global setup starts once for all of them. */
const inN8n = (room) => ({
	...shared,
	globalSetup: `<rootDir>/test/${room}/global-setup.ts`,
	globalTeardown: `<rootDir>/test/${room}/global-teardown.ts`,
});

const usual = {
	...inProcess,
	displayName: 'usual',
	roots: ['<rootDir>/test', '<rootDir>/sandbox', '<rootDir>/tools'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/(e2e|queue|slow)/',
		'<rootDir>/test/faults/random.test.ts',
		'<rootDir>/test/contributing.test.ts',
	],
};

/** The random histories in two halves, so that each has a worker of its own. */
const MODEL_PARTS = 2;

const others = [
	{
		...inN8n('e2e'),
		displayName: 'e2e',
		testRegex: '/test/e2e/(?!trigger-load)[^/]*\\.test\\.ts$',
	},
	// 2,000 deliveries to one trigger, for a machine on which n8n's own database keeps up with them.
	{ ...inN8n('e2e'), displayName: 'load', testRegex: '/test/e2e/trigger-load\\.test\\.ts$' },
	// The tests of the end to end that need no browser, in the last line of n8n 1.
	{
		...inN8n('e2e'),
		displayName: 'n8n1',
		testRegex: '/test/e2e/(executions|lists|trigger|trigger-subscription)\\.test\\.ts$',
	},
	{ ...inN8n('queue'), displayName: 'queue', testRegex: '/test/queue/.*\\.test\\.ts$' },
	// CONTRIBUTING.md, step by step, in a copy of the project.
	{ ...inProcess, displayName: 'contributing', testRegex: '/test/contributing\\.test\\.ts$' },
	{ ...inProcess, displayName: 'faults', testRegex: '/test/faults/random\\.test\\.ts$' },
	{ ...inProcess, displayName: 'slow', testRegex: '/test/slow/.*\\.test\\.ts$' },
	...Array.from({ length: MODEL_PARTS }, (_, part) => ({
		...inProcess,
		displayName: `model-${part + 1}`,
		testRegex: '/test/model/.*\\.test\\.ts$',
		globals: { modelPart: { part, parts: MODEL_PARTS } },
	})),
];

const option = process.argv.indexOf('--selectProjects');
const chosen = option < 0 ? [] : process.argv.slice(option + 1);

// What a project can't hold: the tests and the global setup read it from the environment.
if (chosen.includes('n8n1')) process.env.WAREST_E2E_N8N = '1';
if (chosen.includes('model-1')) process.env.MODEL_RUNS ??= '10000';

module.exports = {
	projects: option < 0 ? [usual] : [usual, ...others],
	testSequencer: '<rootDir>/test/support/sequencer.js',
	// More than cores, as tests also wait: for sockets, and for the clock.
	maxWorkers: availableParallelism() + 2,
	// So that a busy machine fails no test. Where a person would wait longer, the script says so (--testTimeout).
	testTimeout: 15_000,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'lcov'],
	coverageThreshold: { global: { lines: 95, branches: 94 } },
};
