module.exports = {
	testEnvironment: 'node',
	// Also the core that jest leaves to others: nobody else works here meanwhile.
	maxWorkers: '100%',
	// So that a busy machine fails no test.
	testTimeout: 15_000,
	roots: ['<rootDir>/test', '<rootDir>/sandbox', '<rootDir>/tools'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/(e2e|queue|slow)/',
		'<rootDir>/test/faults/random.test.ts',
	],
	setupFiles: ['<rootDir>/test/support/env.ts'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'lcov'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};
