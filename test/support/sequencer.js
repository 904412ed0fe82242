const Sequencer = require('@jest/test-sequencer').default;

/** Looks at what the others left behind, or breaks what they need. */
const LAST = /\/test\/(e2e\/secrets|queue\/failures)\.test\.ts$/;

/** What takes longest, so that none of it runs alone in the end: Jest doesn't know that on a fresh clone. */
const FIRST =
	/\/test\/(model\/histories|faults\/matrix|recordings\/replay|engine\/(odd-answers|long-texts|every-operation|pace|already-sent|already-sent-parts|trigger-catch-up|inbox|smoke|rules)|unit\/source\/regular-expressions)\.test\.ts$/;

/** Tests that share one n8n run by name, but last the one that must. */
module.exports = class extends Sequencer {
	sort(tests) {
		const isShared = tests.every(({ context }) => context.config.globalSetup);
		if (!isShared) {
			const sorted = super.sort(tests);
			const isFirst = ({ path }) => FIRST.test(path);
			return [...sorted.filter(isFirst), ...sorted.filter((test) => !isFirst(test))];
		}
		const rank = ({ path }) => (LAST.test(path) ? `~${path}` : path);
		return [...tests].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	}
};
