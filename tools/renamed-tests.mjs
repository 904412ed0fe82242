// Shows that no test of an earlier commit was lost: each has its name still, or stands in renamed-tests.json as
// "file of then › full name of then": "full name of now", or as [null, "why it is gone"]; a * stands for any text.
// npm run renamed-tests [-- <commit>]. Nothing is built and no test runs: jest only reads what there is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const commit = process.argv[2] ?? '6a42c0b';
const renamed = JSON.parse(readFileSync(join(root, 'tools/renamed-tests.json'), 'utf8'));

const inPlaceOfStars = Object.entries(renamed).flatMap(([key, entry]) => {
	if (!key.includes('*')) return [];
	const parts = key.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return [{ pattern: new RegExp(`^${parts.join('[^]*')}$`), entry }];
});

/** What renamed-tests.json says of a test. */
const entryOf = (test) =>
	renamed[test] ?? inPlaceOfStars.find(({ pattern }) => pattern.test(test))?.entry;

/** Runs a program of which nothing but its success matters. */
function must(command, args, options = {}) {
	const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
	if (status !== 0) throw new Error(`Failed: ${command} ${args.join(' ')}\n${stderr}`);
}

/** The tests of all test files in a folder, those of all projects: [file, full name]. */
function testsIn(folder, temporary) {
	const config = {
		rootDir: folder,
		testMatch: ['<rootDir>/{test,sandbox,tools}/**/*.test.ts'],
		setupFiles: ['<rootDir>/test/support/env.ts'],
		modulePathIgnorePatterns: ['<rootDir>/dist/'],
		// Types are checked elsewhere.
		transform: {
			'^.+\\.ts$': [
				'ts-jest',
				{ tsconfig: join(folder, 'tsconfig.test.json'), transpilation: true, diagnostics: false },
			],
		},
	};
	const configFile = join(temporary, 'jest.config.json');
	const output = join(temporary, 'tests.json');
	rmSync(output, { force: true });
	writeFileSync(configFile, JSON.stringify(config));
	const options = ['--json', `--outputFile=${output}`, '--testNamePattern', 'no such test$'];
	// Neither n8n nor its servers are started: to read their tests takes addresses, not somebody there.
	const nowhere = { url: 'http://127.0.0.1:9', login: {}, apiKey: 'none' };
	const roles = { main: nowhere, webhooks: nowhere, workerA: nowhere, workerB: nowhere };
	const stage = JSON.stringify({
		...nowhere,
		n8n: { ...nowhere, ...roles },
		sandbox: nowhere,
		redis: {},
		credential: {},
	});
	const jest = join(folder, 'node_modules/jest/bin/jest.js');
	spawnSync(process.execPath, [jest, '--config', configFile, ...options, '--maxWorkers=1'], {
		cwd: folder,
		stdio: 'ignore',
		env: { ...process.env, WAREST_E2E_STAGE: stage, WAREST_QUEUE_STAGE: stage },
	});
	const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
	const unread = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
	for (const { name, message } of unread)
		console.error(`${relative(folder, name)}: no test could be read. ${message}`);
	if (unread.length > 0) throw new Error(`The tests of ${folder} can't be read.`);
	return testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName }) => [relative(folder, name), fullName]),
	);
}

/** The tests of the commit, from a worktree that is gone afterwards. */
function testsThen(temporary) {
	const folder = join(temporary, 'then');
	must('git', ['worktree', 'add', '--detach', folder, commit]);
	try {
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		return testsIn(folder, temporary);
	} finally {
		must('git', ['worktree', 'remove', '--force', folder]);
	}
}

const temporary = mkdtempSync(join(tmpdir(), 'renamed-tests-'));
try {
	const then = testsThen(temporary);
	const now = new Set(testsIn(root, temporary).map(([, name]) => name));
	const lost = [];
	for (const [file, name] of then) {
		if (now.has(name)) continue;
		const entry = entryOf(`${file} › ${name}`);
		if (Array.isArray(entry) ? !entry[1] : !now.has(entry)) lost.push([file, name, entry]);
	}
	for (const [file, name, entry] of lost)
		console.error(`${file} › ${name}${entry ? `\n\tis said to be: ${entry}` : ''}`);
	const figures = `${then.length} tests at ${commit}, ${now.size} names now`;
	if (lost.length === 0) console.log(`${figures}: none is lost.`);
	else console.error(`${figures}: ${lost.length} are accounted for nowhere (above).`);
	process.exitCode = lost.length === 0 ? 0 : 1;
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
