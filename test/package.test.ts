import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { loadOutputSchema, PackageDirectoryLoader } from 'n8n-core';

const packed = mkdtempSync(join(tmpdir(), 'packed-'));
const root = join(packed, 'node_modules', 'n8n-nodes-warest');
const run = (command: string, ...parameters: string[]) =>
	execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

let files: string[];

beforeAll(() => {
	const [{ filename }] = JSON.parse(run('npm', 'pack', '--json', '--pack-destination', packed));
	mkdirSync(root, { recursive: true });
	run('tar', '-xzf', join(packed, filename), '-C', root, '--strip-components=1');
	files = run('tar', '-tzf', join(packed, filename)).trim().split('\n');
	// Beside the package there is n8n-workflow and nothing else, as n8n guarantees it.
	const workflow = dirname(dirname(dirname(require.resolve('n8n-workflow'))));
	symlinkSync(workflow, join(packed, 'node_modules', 'n8n-workflow'), 'dir');
});

it('holds what n8n needs, and nothing else', () => {
	const expected =
		/^package\/(package\.json|README\.md|LICENSE|dist\/icons\/warest(\.dark)?\.svg|dist\/(credentials|nodes)\/[\w/.-]+\.js(\.map)?|dist\/nodes\/(Warest|WarestTrigger)\/\5\.node\.json|dist\/nodes\/Warest\/__schema__\/v1\.1\.0\/\w+\/\w+\.json|dist\/nodes\/WarestTrigger\/__schema__\/v1\.1\.0\.json)$/;
	expect(files.filter((file) => !expected.test(file))).toEqual([]);
	expect(files).toEqual(
		expect.arrayContaining([
			'package/package.json',
			'package/README.md',
			'package/LICENSE',
			'package/dist/icons/warest.svg',
			'package/dist/icons/warest.dark.svg',
			'package/dist/credentials/WarestApi.credentials.js',
			'package/dist/nodes/Warest/Warest.node.js',
			'package/dist/nodes/Warest/Warest.node.json',
			'package/dist/nodes/Warest/__schema__/v1.1.0/chats/pinChat.json',
			'package/dist/nodes/WarestTrigger/WarestTrigger.node.js',
			'package/dist/nodes/WarestTrigger/WarestTrigger.node.json',
		]),
	);
});

it('has no runtime dependency and no script that runs on installation', () => {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(Object.keys(manifest.scripts)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/install|prepare/)]),
	);
});

it('is loaded by n8n, with its credential, icons and search words', async () => {
	const loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
	expect(Object.keys(loader.known.nodes)).toEqual(['warest', 'warestTrigger']);
	expect(Object.keys(loader.known.credentials)).toEqual(['warestApi']);
	expect(loader.types.nodes.map(({ displayName }) => displayName)).toEqual([
		'WARest',
		'WARest Trigger',
	]);
	const [action, trigger] = loader.types.nodes;
	for (const { codex, iconUrl } of [action, trigger]) {
		expect(codex).toMatchObject({
			alias: expect.arrayContaining(['WhatsApp']),
			categories: expect.arrayContaining(['Communication']),
		});
		expect(iconUrl).toEqual({
			light: expect.stringContaining('dist/icons/warest.svg'),
			dark: expect.stringContaining('dist/icons/warest.dark.svg'),
		});
	}
	expect(trigger.codex?.alias).toEqual(action.codex?.alias);
});

it('tells the editor what an operation gives before it has run', () => {
	const schema = loadOutputSchema({
		nodeDir: resolve(root, 'dist/nodes/Warest'),
		version: 1.1,
		resource: 'chats',
		operation: 'pinChat',
	});
	expect(schema).toMatchObject({ properties: { pinned: { type: 'boolean' } } });
});

it('tells the editor what the trigger gives before the first event', () => {
	const nodeDir = resolve(root, 'dist/nodes/WarestTrigger');
	const text = { type: 'string' };
	expect(loadOutputSchema({ nodeDir, version: 1.1 })).toMatchObject({
		properties: { sessionId: text, chatId: text, phone: text, text, sentAt: text },
	});
});

it('needs nothing but n8n-workflow and what Node.js has for signatures at run time', () => {
	const entries = ['Warest', 'WarestTrigger'].map((name) =>
		resolve(root, `dist/nodes/${name}/${name}.node.js`),
	);
	const script = `
		const { Module } = require('node:module');
		const load = Module._load;
		const outside = new Set();
		Module._load = function (request, parent, ...rest) {
			if (parent?.filename?.startsWith(${JSON.stringify(root)}) && !request.startsWith('.')) outside.add(request);
			return load.call(this, request, parent, ...rest);
		};
		const { Warest } = require(${JSON.stringify(entries[0])});
		const { WarestTrigger } = require(${JSON.stringify(entries[1])});
		const names = [new Warest(), new WarestTrigger()].map(({ description }) => description.name);
		process.stdout.write(JSON.stringify({ names, outside: [...outside].sort() }));`;
	expect(JSON.parse(run(process.execPath, '-e', script))).toEqual({
		names: ['warest', 'warestTrigger'],
		outside: ['n8n-workflow', 'node:crypto'],
	});
});

it('can be read, and leads from a stack trace to the line of the source', () => {
	const bundle = readFileSync(join(root, 'dist/nodes/nodes.js'), 'utf8');
	expect(bundle.split('\n').length).toBeGreaterThan(5_000);
	const script = `
		const { Warest } = require(${JSON.stringify(join(root, 'dist/nodes/Warest/Warest.node.js'))});
		Promise.resolve().then(() => new Warest().execute.call({})).catch(({ stack }) => process.stdout.write(stack));`;
	const [, file, line] =
		/\(?[^\s(]*?(nodes\/Warest\/[\w/.-]+\.ts):(\d+)/.exec(
			run(process.execPath, '--enable-source-maps', '-e', script),
		) ?? [];
	expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('getNode');
});
