import { resources } from '../../nodes/Warest/operations';
import { startEngine } from '../../test/support/engine';
import { exampleOutput } from './example-output';
import { expectFile } from './expect-file';
import { operationsPage } from './operations-page';
import { outputSchema } from './output-schema';

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
