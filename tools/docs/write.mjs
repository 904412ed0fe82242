// Writes docs/operations.md, docs/traps.md, docs/troubleshooting.md and docs/reliability.md: the tests that check the pages are also those that can make them.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, 'tools/docs', 'test/faults'], {
	stdio: 'inherit',
	env: { ...process.env, WRITE_DOCS: '1' },
});
process.exit(status ?? 1);
