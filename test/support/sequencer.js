const Sequencer = require('@jest/test-sequencer').default;

/** Looks at what the others left behind, or breaks what they need. */
const LAST = /\/test\/(e2e\/secrets|queue\/failures)\.test\.ts$/;

/** Tests that share one n8n run by name, but last the one that must. */
module.exports = class extends Sequencer {
	sort(tests) {
		const isShared = tests.every(({ context }) => context.config.globalSetup);
		if (!isShared) return super.sort(tests);
		const rank = ({ path }) => (LAST.test(path) ? `~${path}` : path);
		return [...tests].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	}
};
