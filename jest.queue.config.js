module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/queue'],
	globalSetup: '<rootDir>/test/queue/global-setup.ts',
	globalTeardown: '<rootDir>/test/queue/global-teardown.ts',
	testSequencer: '<rootDir>/test/queue/sequencer.js',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	// One n8n, of many processes, whose own recovery takes two minutes.
	maxWorkers: 1,
	testTimeout: 420_000,
};
