// Runs a TypeScript program of this project, after its packages are there: node tools/run.mjs <file> [arguments].
import './packages.mjs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// npm that is stopped by a signal leaves its child behind: then this ends as well.
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();

const require = createRequire(import.meta.url);
require('tsx/cjs');
process.argv.splice(1, 1);
require(resolve(process.argv[1]));
