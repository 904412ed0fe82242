import { readFileSync } from 'node:fs';
import { page } from '../bench/page';
import { plot } from '../bench/plot';
import { readResults } from '../bench/results';

it('docs/benchmarks.md and its plot show the results that are kept', async () => {
	const results = await readResults();
	expect(readFileSync('docs/benchmarks.md', 'utf8')).toBe(page(results));
	const { differentChats } = results.times.measured;
	expect(readFileSync('docs/images/benchmarks.svg', 'utf8')).toBe(plot(differentChats));
});
