/*
 * Shows that the model test has teeth: breaks the node on purpose, one line at a time, in a copy of the project, and
 * sees which history notices. `node test/model/mutants.mjs [part of a name]`; ends with 1 if a break goes unnoticed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TRIGGER = 'nodes/WarestTrigger';

const mutants = [
	{
		name: 'cursor: a dropped delivery opens no gap',
		file: `${TRIGGER}/catch-up/cursor.ts`,
		from: 'this.open(at, SETTLE_MS);\n\t\tconst from',
		to: 'const from',
	},
	{
		name: 'cursor: only the first page of the chats is read',
		file: `${TRIGGER}/catch-up/history-reader.ts`,
		from: 'if (isBehind || ',
		to: 'if (offset > 0 || isBehind || ',
	},
	{
		name: 'cursor: what is known reaches up to now, whatever the checks found',
		file: `${TRIGGER}/catch-up/stored-cursor.ts`,
		from: 'const well = (wellAt.get(sessionId) ?? 0) - OVERLAP_MS;',
		to: 'const well = wellAt.size < 0 ? OVERLAP_MS : Date.now();',
	},
	{
		name: 'cursor: a pass proves that nothing is missing up to its beginning',
		file: `${TRIGGER}/catch-up/cursor.ts`,
		from: 'this.proof = this.provable;',
		to: 'this.proof = now;',
	},
	{
		name: 'owner: a copy in another n8n counts as the trigger itself',
		file: 'nodes/webhook/address.ts',
		from: "if (theirs.n8n !== ours?.n8n) return 'other n8n';",
		to: "if (theirs.trigger !== ours?.trigger) return 'other n8n';",
	},
	{
		name: 'owner: an activation takes the place of a program without Take Over',
		file: `${TRIGGER}/registration/slot.ts`,
		from: "'other n8n': 'ask',\n\t\tprogram: 'ask',",
		to: "'other n8n': 'ask',\n\t\tprogram: 'replace',",
	},
	{
		name: 'owner: a place that a reconnect hides counts as empty',
		file: 'nodes/webhook/stored.ts',
		from: "return typeof lastConn !== 'number' || lastConn >= since;",
		to: "return typeof lastConn !== 'number' && since < 0;",
	},
	{
		name: 'owner: an address that the server has muted is registered again',
		file: 'nodes/webhook/address.ts',
		from: '?v=${now.toString(36)}',
		to: '?v=0',
	},
	{
		name: 'identity: what the history claims is taken for known',
		file: `${TRIGGER}/catch-up/people.ts`,
		from: 'const verdicts = await prover.settle([...writers.values()]);',
		to: 'const verdicts = [...writers.keys()] as Array<KnownJid | Lid>;',
	},
	{
		name: 'answer: who shares the webhook is not told of a question',
		file: `${TRIGGER}/inbox/message.ts`,
		from: 'await handToNeighbours(context, state, account, others);',
		to: '',
	},
	{
		name: 'answer: one that was missed comes too late',
		file: 'nodes/Warest/send-and-wait/wake.ts',
		from: "ts < until || (said.event !== 'reaction' && sentAt < until)",
		to: 'ts < until',
	},
	{
		name: 'stored: the questions that n8n has stored are not read',
		file: `${TRIGGER}/inbox/questions.ts`,
		from: 'if (question) this.put(question);',
		to: '',
	},
	{
		name: 'stored: an older copy pushes out what was taken since',
		file: `${TRIGGER}/receiving/deduplicator.ts`,
		from: 'others.filter((entry) => !this.marks.has(entry))',
		to: 'others',
	},
	{
		name: 'stored: what was taken is not read',
		file: `${TRIGGER}/state.ts`,
		from: "taken.load(stored.taken ?? '');",
		to: '',
	},
];

const PARTS = [
	'jest.config.js',
	'test',
	'nodes',
	'sandbox',
	'tools',
	'credentials',
	'icons',
	'package.json',
	'tsconfig.json',
	'tsconfig.test.json',
];

/** How many histories it took to notice a break, and what was violated; null if it went unnoticed. */
function noticed({ file, from, to }) {
	const copy = mkdtempSync(join(tmpdir(), 'mutant-'));
	try {
		for (const part of PARTS) {
			cpSync(part, join(copy, part), { recursive: true });
		}
		symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
		const source = readFileSync(file, 'utf8');
		if (!source.includes(from)) throw new Error(`${file} has no "${from}" any more`);
		writeFileSync(join(copy, file), source.replace(from, to));
		const jest = ['node_modules/jest/bin/jest.js', '-i', 'test/model/histories'];
		const env = { ...process.env, MODEL_RUNS: process.env.MODEL_RUNS ?? '1000' };
		const run = spawnSync(process.execPath, jest, { cwd: copy, env, encoding: 'utf8' });
		const output = `${run.stdout}${run.stderr}`;
		if (run.status === 0) return null;
		const [, tests] = /Property failed after (\d+) tests/.exec(output) ?? [];
		const [, history] = /Counterexample: (.*)/.exec(output) ?? [];
		const [, violation] = /Cause:\s+(.*)/.exec(output) ?? [];
		if (tests === undefined) throw new Error(output);
		return { tests, history, violation };
	} finally {
		rmSync(copy, { recursive: true });
	}
}

const [, , part = ''] = process.argv;
for (const mutant of mutants.filter(({ name }) => name.includes(part))) {
	const found = noticed(mutant);
	console.log(mutant.name);
	if (found === null) process.exitCode = 1;
	console.log(
		found === null
			? '  NOT NOTICED'
			: `  noticed by history ${found.tests}: ${found.violation}\n  ${found.history}`,
	);
}
