// Writes docs/operations.md: the test that checks the page is also the one that can make it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, 'test/docs'], {
	stdio: 'inherit',
	env: { ...process.env, WRITE_DOCS: '1' },
});
process.exit(status ?? 1);
