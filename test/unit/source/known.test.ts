import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const nodes = join(__dirname, '../../../nodes');
const sources = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => ({ name: relative('.', name), text: readFileSync(join(nodes, name), 'utf8') }));

const having = (what: RegExp) =>
	sources.filter(({ text }) => what.test(text)).map(({ name }) => name);

it('makes who is known nowhere but in nodes/identity', () => {
	const makers = having(/\bas (?:unknown as )?(?:KnownJid|KnownPhone|KnownDigits)\b/);
	expect(makers.length).toBeGreaterThan(0);
	expect(makers.filter((name) => !name.startsWith('identity/'))).toEqual([]);
});

it('takes for the word of a person only what persons enter', () => {
	const allowed = [
		/^identity\//,
		/^Warest\/fields\/(address|group)\.ts$/,
		/^Warest\/locators\/(messages|sought)\.ts$/,
		/^Warest\/operations\/messages\/reach\.ts$/,
		/^Warest\/send-and-wait\/answers\/phone\.ts$/,
		/^Warest\/operations\/misc\/(decrypt-poll-vote|resolve-jid-or-lid|validate-jid)\.operation\.ts$/,
		/^WarestTrigger\/actions\/answer\.ts$/,
		/^WarestTrigger\/settings\/filter-fields\.ts$/,
	];
	const takers = having(/\bparseChat\(/);
	expect(takers.length).toBeGreaterThan(0);
	expect(takers.filter((name) => !allowed.some((each) => each.test(name)))).toEqual([]);
});
