const { rmSync } = require('node:fs');
const { spawn } = require('node:child_process');
const { dest, parallel, series, src } = require('gulp');

/** What n8n reads beside the compiled code: icons, codex files, output schemas. */
const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

const clean = async () => rmSync('dist', { recursive: true, force: true });
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.json'], {
		stdio: 'inherit',
	});
const assets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, parallel(compile, assets));
exports.default = exports.build;
