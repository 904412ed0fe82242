// Writes nodes/identity/numbering-plans.ts, or the file that is named: the numbering plans of the world, from the
// metadata of libphonenumber-js.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Where each fact stands in the metadata of a country (libphonenumber-js, METADATA.md). */
const IDD = 1;
const GENERAL = 2;
const LENGTHS = 3;
const FORMATS = 4;
const TRUNK = 5;
const TRUNK_FOR_PARSING = 7;
const TRUNK_REPLACEMENT = 8;
const TYPES = 11;
const [FIXED, MOBILE] = [0, 1];

/** What has one of these lengths, which are in ascending order: "(?:.{4}|.{6,9})". */
function ofLengths(lengths) {
	const ranges = [];
	for (const length of lengths) {
		const last = ranges.at(-1);
		if (last && last[1] === length - 1) last[1] = length;
		else ranges.push([length, length]);
	}
	const texts = ranges.map(([from, to]) => (from === to ? `.{${from}}` : `.{${from},${to}}`));
	return texts.length === 1 ? texts[0] : `(?:${texts.join('|')})`;
}

/** One expression for what a country's plan allows: a number of one of its types that fits the general pattern. */
function validNumbers(country) {
	const types = (country[TYPES] || [])
		.filter((type) => type && type[0])
		.map(([pattern, lengths]) => (lengths ? `(?=${ofLengths(lengths)}$)(?:${pattern})` : pattern));
	if (types.length === 0) throw new Error(`+${country[0]} has no types of numbers`);
	return `(?=(?:${country[GENERAL]})$)(?:${[...new Set(types)].join('|')})`;
}

/** What is dialled before a national number; in Gabon only the ways of writing numbers tell it. */
function trunkOf(country) {
	const rules = (country[FORMATS] || []).map(([, , , rule]) => /^(\d+)\$1$/.exec(rule)?.[1]);
	return country[TRUNK] || rules.find((prefix) => prefix !== undefined) || '';
}

/** How many digits the longest mobile numbers of a country have; "" means that they are as fixed ones. */
function longestMobile({ [LENGTHS]: general, [TYPES]: types }) {
	const { [FIXED]: fixed, [MOBILE]: mobile } = types;
	const [pattern, lengths] = (mobile && mobile[0] ? mobile : fixed) || [];
	return pattern ? Math.max(...(lengths || general)) : 0;
}

/** What a number's plan is, by its calling code, in the order of the codes. */
function plans({ countries, country_calling_codes: codes, nonGeographic }) {
	const geographic = Object.entries(codes).map(([code, letters]) => [
		code,
		letters,
		letters.map((two) => countries[two]),
	]);
	const others = Object.entries(nonGeographic).map(([code, plan]) => [code, [], [plan]]);
	return [...geographic, ...others].map(([code, letters, members]) => {
		const [main] = members;
		return [
			code,
			letters.join(','),
			main[IDD] || '',
			trunkOf(main),
			Math.max(...members.map(longestMobile)),
			main[TRUNK_FOR_PARSING] || trunkOf(main),
			main[TRUNK_REPLACEMENT] || '',
			[...new Set(members.map(validNumbers))].join('|'),
		].join(' ');
	});
}

/** The source of nodes/identity/numbering-plans.ts. */
function numberingPlans() {
	const { version } = JSON.parse(
		readFileSync(require.resolve('libphonenumber-js/package.json'), 'utf8'),
	);
	const lines = plans(require('libphonenumber-js/metadata.max.json'));
	if (/`|\$\{/.test(lines.join(''))) throw new Error('A pattern would end the text it stands in');
	return [
		`// Made by \`npm run numbering\` from the metadata of libphonenumber-js ${version}: don't edit.`,
		'',
		'/**',
		' * The numbering plans of the world, one a line. Divided by blanks: calling code; its countries, the main one',
		' * first; international prefix; trunk prefix; how many digits the longest mobile number has; what is dialled',
		' * before a national number; what replaces that; the national numbers in use. The prefixes are those of the',
		' * main country. The international prefix, what is dialled and the numbers are regular expressions.',
		' */',
		'export const NUMBERING_PLANS = String.raw`',
		...lines,
		'`;',
		'',
	].join('\n');
}

const [
	,
	,
	target = fileURLToPath(new URL('../nodes/identity/numbering-plans.ts', import.meta.url)),
] = process.argv;
writeFileSync(target, numberingPlans());
