import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares a file with what it should be; `npm run docs` writes it first. */
export function expectFile(file: string, content: string): void {
	if (process.env.WRITE_DOCS) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	expect(readFileSync(file, 'utf8')).toBe(content);
}
