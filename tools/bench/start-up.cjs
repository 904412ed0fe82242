// Milliseconds that the built node and trigger take to be required and constructed, after n8n-workflow. Plain
// JavaScript, because a loader of TypeScript would be measured too. Arguments: the file and the class of each.
const { performance } = require('node:perf_hooks');
require('n8n-workflow');

const begun = performance.now();
for (let place = 2; place < process.argv.length; place += 2) {
	const { [process.argv[place + 1]]: NodeClass } = require(process.argv[place]);
	new NodeClass();
}
process.stdout.write(String(performance.now() - begun));
