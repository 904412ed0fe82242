import { readFileSync, writeFileSync } from 'node:fs';
import { startEngine } from '../support/engine';
import { operationsPage } from './operations-page';

const PAGE = 'docs/operations.md';

beforeAll(startEngine);

it('docs/operations.md is what `npm run docs` makes', async () => {
	const page = await operationsPage();
	if (process.env.WRITE_DOCS) writeFileSync(PAGE, page);
	expect(readFileSync(PAGE, 'utf8')).toBe(page);
}, 120_000);
