// 2,000 deliveries to one trigger, for a machine on which n8n's own database keeps up with them.
module.exports = {
	...require('./jest.e2e.config'),
	testPathIgnorePatterns: ['/node_modules/'],
	testRegex: 'test/e2e/trigger-load\\.test\\.ts$',
};
