// The tests of the end to end that need no browser, in the last line of n8n 1.
process.env.WAREST_E2E_N8N = '1';

module.exports = {
	...require('./jest.e2e.config'),
	testRegex: 'test/e2e/(executions|lists|trigger|trigger-subscription)\\.test\\.ts$',
};
