import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { WarestApi } from '../credentials/WarestApi.credentials';
import { execute } from './support/engine';
import { useSandbox } from './support/sandbox';
import { byId } from './support/warest';

/** What comes from elsewhere, or is made. */
const LEFT_OUT = ['node_modules', '.git', 'dist', 'artifacts', 'coverage'];

const page = readFileSync('CONTRIBUTING.md', 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'contributing-'));
const inCopy = (file: string) => join(copy, file);
const run = (program: string, ...parameters: string[]) =>
	execFileSync(process.execPath, [join('node_modules', program), ...parameters], {
		cwd: copy,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, WRITE_DOCS: '1' },
	});

/** A block of code on the page, with the file that the text before it names last. */
const BLOCK = /^```(?<language>ts|diff)\n(?<code>[^]*?)^```$/gm;

const NAMES_A_FILE = /^(?:Create|Add it to) `(?<file>[\w./-]+\.ts)`/gm;

const blocks = [...page.matchAll(BLOCK)].map(({ index, groups }) => {
	const named = [...page.slice(0, index).matchAll(NAMES_A_FILE)];
	const file = named.at(-1)?.groups?.file ?? '';
	const part = [...page.slice(0, index).matchAll(/^## (.*)$/gm)].at(-1)?.[1];
	return { part, file, language: groups?.language, code: groups?.code ?? '' };
});

/** Puts the lines of a diff that are to be there for those that are there, which must stand in the file exactly once. */
function change(text: string, diff: string): string {
	const lines = diff.trimEnd().split('\n');
	const without = (mark: string) =>
		lines
			.filter((line) => !line.startsWith(mark))
			.map((line) => `${line.slice(1)}\n`)
			.join('');
	const parts = text.split(without('+'));
	expect(parts).toHaveLength(2);
	return parts.join(without('-'));
}

beforeAll(() => {
	cpSync('.', copy, {
		recursive: true,
		filter: (path) => !LEFT_OUT.includes(basename(path)),
	});
	symlinkSync(resolve('node_modules'), inCopy('node_modules'), 'dir');
	for (const { file, language, code } of blocks) {
		const path = inCopy(file);
		const text = language === 'ts' ? code : change(readFileSync(path, 'utf8'), code);
		writeFileSync(path, text);
	}
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const current = useSandbox({ world: 'recorded' });

const filesOf = (part: string) =>
	new Set(blocks.filter((block) => block.part === part).map(({ file }) => file));

it('the page says which files an operation takes', () => {
	expect(filesOf('Add an operation in ten minutes')).toEqual(
		new Set([
			'nodes/Warest/operations/chats/count-chat-messages.operation.ts',
			'nodes/Warest/operations/chats/index.ts',
			'test/engine/cases/chats.ts',
		]),
	);
});

it('the page says which files a filter takes', () => {
	expect(filesOf('Add a filter to the trigger')).toEqual(
		new Set([
			'nodes/WarestTrigger/settings/filter-fields.ts',
			'nodes/WarestTrigger/settings/settings.ts',
			'nodes/WarestTrigger/receiving/filters.ts',
			'test/engine/trigger-events.test.ts',
		]),
	);
});

it('the operation of the page works as it was built', async () => {
	run('gulp/bin/gulp.js', 'build');
	const { Warest } = jest.requireActual<{ Warest: new () => INodeType }>(
		inCopy('dist/nodes/Warest/Warest.node.js'),
	);
	const { items, error } = await execute({
		node: new Warest(),
		parameters: {
			resource: 'chats',
			operation: 'countChatMessages',
			sessionId: byId('demo'),
			chatId: byId('+62 812-0001-0003'),
		},
		credentialType: new WarestApi(),
		credentials: { defaultCountryCode: '', ignoreSslIssues: false, ...current.account },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		{
			sessionId: 'demo',
			chatId: '6281200010003@s.whatsapp.net',
			messages: expect.any(Number),
		},
	]);
	expect(items[0].json.messages).toBeGreaterThan(0);
}, 60_000);

/** The names of the tests that pass in the copy, of those that the patterns choose. */
function passing(files: string[], names: string): string[] {
	const tests = join(copy, 'passed.json');
	run(
		'jest/bin/jest.js',
		...files,
		'--runInBand',
		'--testNamePattern',
		names,
		'--json',
		`--outputFile=${tests}`,
	);
	const { testResults } = JSON.parse(readFileSync(tests, 'utf8')) as {
		testResults: Array<{ assertionResults: Array<{ status: string; fullName: string }> }>;
	};
	return testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === 'passed')
		.map(({ fullName }) => fullName);
}

it('the filter of the page works as it was built', () => {
	expect(passing(['test/engine/trigger-events'], 'does not start the workflow')).toEqual(
		expect.arrayContaining([
			'what does not start the workflow a message without a picture',
			'what does not start the workflow another sender',
		]),
	);
}, 120_000);

it('the operation of the page is tested, documented and known to the editor without more', () => {
	const tests = ['tools/docs/docs', 'test/engine/(every-operation|smoke|rules)'];
	expect(passing(tests, 'countChatMessages|docs/operations.md')).toEqual(
		expect.arrayContaining([
			'chats countChatMessages does what it says with the fewest parameters',
			'chats countChatMessages works with each value that "Media Only" offers, alone or with the others',
			'chats countChatMessages keeps the rule of its kind',
			'the editor is told what chats countChatMessages gives',
		]),
	);
	const documented = readFileSync(inCopy('docs/operations.md'), 'utf8');
	expect(documented).toContain('### Count Chat Messages\n');
	expect(
		readFileSync(inCopy('nodes/Warest/__schema__/v1.1.0/chats/countChatMessages.json'), 'utf8'),
	).toContain('"messages"');
}, 300_000);
