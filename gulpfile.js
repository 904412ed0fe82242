const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** What n8n reads beside the compiled code: icons, codex files, output schemas. */
const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

const clean = async () => rmSync('dist', { recursive: true, force: true });

/** Where n8n looks for a class, and where its source is. */
const NODES = ['nodes/Warest/Warest.node', 'nodes/WarestTrigger/WarestTrigger.node'];
const CREDENTIAL = 'credentials/WarestApi.credentials';

const SETTINGS = {
	bundle: true,
	platform: 'node',
	target: 'es2021',
	external: ['n8n-workflow'],
	// People read what they install: it keeps its names and lines, and the map leads a stack trace to the sources,
	// which it holds with their comments.
	sourcemap: true,
	logLevel: 'warning',
};

/** All code of the nodes in one file: what the nodes know of a server's limits is there once. */
const bundle = async () => {
	await build({ ...SETTINGS, entryPoints: [`${CREDENTIAL}.ts`], outfile: `dist/${CREDENTIAL}.js` });
	const contents = NODES.map((node) => `export * from './${node}';`).join('\n');
	const stdin = { contents, resolveDir: __dirname };
	await build({ ...SETTINGS, stdin, outfile: 'dist/nodes/nodes.js' });
	for (const node of NODES) {
		mkdirSync(dirname(`dist/${node}`), { recursive: true });
		writeFileSync(`dist/${node}.js`, "module.exports = require('../nodes.js');\n");
	}
};

const assets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, parallel(bundle, assets));
exports.default = exports.build;
