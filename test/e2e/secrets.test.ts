import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getStage, seenFile } from './stage';

const { n8n, sandbox } = getStage();

/** n8n's own files: its log, its database with every execution, its event log. */
async function filesOfN8n(): Promise<string[]> {
	const entries = await readdir(n8n.userFolder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ parentPath, name }) => join(parentPath, name));
}

async function holdingTheKey(files: string[]): Promise<string[]> {
	const found: string[] = [];
	for (const file of files) {
		if ((await readFile(file)).includes(sandbox.apiKey)) found.push(file);
	}
	return found;
}

describe('the API key', () => {
	it('is in nothing that n8n gave to the editor', async () => {
		const seen = await readFile(seenFile, 'utf8');
		// The search looks where the other tests have been.
		expect(seen).toContain('pinChat');
		expect(seen).toContain('does not exist in session');
		expect(await holdingTheKey([seenFile])).toEqual([]);
	});

	it("is in none of n8n's logs and executions", async () => {
		const files = await filesOfN8n();
		expect(files).toEqual(
			expect.arrayContaining([n8n.logFile, expect.stringMatching(/database\.sqlite$/)]),
		);
		expect(await holdingTheKey(files)).toEqual([]);
	});
});
