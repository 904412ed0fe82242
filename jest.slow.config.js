module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/slow'],
	setupFiles: ['<rootDir>/test/support/env.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};
