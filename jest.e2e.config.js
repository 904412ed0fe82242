module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	// See jest.load.config.js.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/trigger-load'],
	globalSetup: '<rootDir>/test/e2e/global-setup.ts',
	globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
	testSequencer: '<rootDir>/test/e2e/sequencer.js',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	// One n8n and one browser, and steps that a person would wait for.
	maxWorkers: 1,
	testTimeout: 120_000,
};
