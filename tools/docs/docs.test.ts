import { readdirSync } from 'node:fs';
import { resources } from '../../nodes/Warest/operations';
import { startEngine } from '../../test/support/engine';
import { exampleOutput } from './example-output';
import { expectFile } from './expect-file';
import { operationsPage } from './operations-page';
import { outputSchema } from './output-schema';
import { trapSections } from './traps';
import { triggerItem } from './trigger-item';
import { trapsPage } from './traps-page';
import { troubleshootingPage } from './troubleshooting-page';

beforeAll(startEngine);

it('docs/operations.md is what `npm run docs` makes', async () => {
	expectFile('docs/operations.md', await operationsPage());
}, 120_000);

it('docs/traps.md is what `npm run docs` makes', () => {
	expectFile('docs/traps.md', trapsPage());
});

it('docs/troubleshooting.md is what `npm run docs` makes, with a place for every failure', () => {
	expectFile('docs/troubleshooting.md', troubleshootingPage());
});

const operations = Object.entries(resources).flatMap(([resource, { operations: ofResource }]) =>
	Object.keys(ofResource).map((operation) => ({ resource, operation })),
);

it.each(operations)(
	'the editor is told what $resource $operation gives',
	async ({ resource, operation }) => {
		const schema = outputSchema(await exampleOutput(resource, operation));
		expect(schema).not.toBeNull();
		expectFile(`nodes/Warest/__schema__/v1.1.0/${resource}/${operation}.json`, schema ?? '');
	},
);

it('the editor is told what the trigger gives before the first event', () => {
	expectFile(
		'nodes/WarestTrigger/__schema__/v1.1.0.json',
		outputSchema([{ json: triggerItem() }]) ?? '',
	);
});

it('the traps name operations and test files that exist', () => {
	const traps = trapSections.flatMap((section) => section.traps);
	const named = traps.flatMap(({ concerns }) => (typeof concerns === 'string' ? [] : concerns));
	const known = operations.map(({ operation }) => operation);
	expect([...known, 'warestTrigger']).toEqual(expect.arrayContaining(named));
	const tests = traps.flatMap(({ test }) => test.match(/[\w-]+\.test(?=:|;|,|$)/g) ?? []);
	const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).map((file) =>
		file.replace(/^.*\//, '').replace(/\.ts$/, ''),
	);
	expect(files).toEqual(expect.arrayContaining(tests));
});
