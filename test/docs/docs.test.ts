import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { resources } from '../../nodes/Warest/operations';
import { startEngine } from '../support/engine';
import { exampleOutput } from './example-output';
import { operationsPage } from './operations-page';
import { outputSchema } from './output-schema';

/** Compares a file with what it should be; `npm run docs` writes it first. */
function expectFile(file: string, content: string): void {
	if (process.env.WRITE_DOCS) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	expect(readFileSync(file, 'utf8')).toBe(content);
}

beforeAll(startEngine);

it('docs/operations.md is what `npm run docs` makes', async () => {
	expectFile('docs/operations.md', await operationsPage());
}, 120_000);

const operations = Object.entries(resources).flatMap(([resource, { operations: ofResource }]) =>
	Object.keys(ofResource).map((operation) => ({ resource, operation })),
);

it.each(operations)(
	'the editor is told what $resource $operation gives',
	async ({ resource, operation }) => {
		const schema = outputSchema(await exampleOutput(resource, operation));
		expect(schema).not.toBeNull();
		expectFile(`nodes/Warest/__schema__/v1.0.0/${resource}/${operation}.json`, schema ?? '');
	},
);
