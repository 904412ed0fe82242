const Sequencer = require('@jest/test-sequencer').default;

/** Runs the test files by name, but last the one that breaks what the others need. */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => (path.endsWith('failures.test.ts') ? `~${path}` : path);
		return [...tests].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	}
};
