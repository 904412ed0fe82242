import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PhoneNumber } from 'libphonenumber-js/core';
import type { CountryCode, E164Number, MetadataJson } from 'libphonenumber-js/core';

type Type = [pattern: string, lengths?: number[]];
interface Metadata {
	country_calling_codes: Record<string, CountryCode[]>;
	countries: Record<CountryCode, unknown[]>;
	nonGeographic: Record<string, unknown[]>;
}

const read = (file: string): unknown =>
	JSON.parse(readFileSync(require.resolve(`libphonenumber-js/${file}`), 'utf8'));
/** What libphonenumber knows of the world's numbering plans. */
const METADATA = read('metadata.max.json') as Metadata;
const EXAMPLES = read('examples.mobile.json') as Record<CountryCode, string>;

/** A number of a country, in the ways in which libphonenumber writes it. */
export interface NumberOf {
	country: CountryCode;
	callingCode: string;
	/** What is dialled before the number inside the country, e.g. "0". */
	trunk: string;
	/** With the calling code: "6281200010000". */
	digits: string;
	/** Without anything that is dialled before it. */
	significant: string;
	/** As inside the country: "0812-0001-0000". */
	national: string;
	/** With "+": "+62 812-0001-0000". */
	international: string;
}

function numberOf(country: CountryCode, significant: string): NumberOf {
	const [callingCode, , , , , trunk] = METADATA.countries[country];
	const digits = `${String(callingCode)}${significant}`;
	const number = new PhoneNumber(`+${digits}` as E164Number, METADATA as unknown as MetadataJson);
	number.country = country;
	return {
		...{
			country,
			callingCode: String(callingCode),
			trunk: String(trunk || ''),
			digits,
			significant,
		},
		national: number.formatNational(),
		international: number.formatInternational(),
	};
}

/** The countries of the metadata. */
export const COUNTRIES = Object.keys(METADATA.countries).sort() as CountryCode[];

/** libphonenumber's example of a mobile number. */
export const exampleOf = (country: CountryCode): NumberOf => numberOf(country, EXAMPLES[country]);

const typesOf = (plan: unknown[]) => (plan[11] as Type[]).filter((type) => type?.[0]);
const matching = (types: Type[]) =>
	fc.oneof(...types.map(([pattern]) => fc.stringMatching(new RegExp(`^(?:${pattern})$`))));

/** Mobile numbers of a country that libphonenumber holds for valid. */
export function mobilesOf(country: CountryCode, count: number, seed: number): NumberOf[] {
	const [fixed, mobile] = METADATA.countries[country][11] as Type[];
	const type = mobile?.[0] ? mobile : fixed;
	return fc
		.sample(matching([type]), { numRuns: count, seed })
		.map((significant) => numberOf(country, significant))
		.filter(({ digits }) => isAllowed(digits));
}

/** Digits after the patterns of any type of number of any plan. */
export const planned: fc.Arbitrary<string> = fc.oneof(
	...[...Object.entries(METADATA.countries), ...Object.entries(METADATA.nonGeographic)].map(
		([, plan]) => matching(typesOf(plan)).map((national) => `${String(plan[0])}${national}`),
	),
);

/** Whether `isValid` of libphonenumber says yes in any country of the calling code that digits begin with. */
export function isAllowed(digits: string): boolean {
	if (!/^[1-9]\d{6,14}$/.test(digits)) return false;
	const codes = { ...METADATA.nonGeographic, ...METADATA.country_calling_codes };
	const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => start in codes);
	if (code === undefined) return false;
	const number = new PhoneNumber(`+${digits}` as E164Number, METADATA as unknown as MetadataJson);
	const countries = METADATA.country_calling_codes[code] ?? [undefined];
	return countries.some((country) => {
		number.country = country;
		return number.isValid();
	});
}
