import { defaultCountryCode, digitsOf } from './recipients';

/** The dial codes that the server knows, in its order (docs/warest/misc.md#5). */
const dialCodes: [country: string, code: string][] = Object.entries({
	AE: '971',
	AR: '54',
	AU: '61',
	BD: '880',
	BE: '32',
	BR: '55',
	CA: '1',
	CL: '56',
	CN: '86',
	CO: '57',
	DE: '49',
	EG: '20',
	ES: '34',
	FR: '33',
	GB: '44',
	GH: '233',
	HK: '852',
	ID: '62',
	IN: '91',
	IT: '39',
	JP: '81',
	KE: '254',
	KH: '855',
	KR: '82',
	KW: '965',
	LA: '856',
	LK: '94',
	MM: '95',
	MX: '52',
	MY: '60',
	NL: '31',
	NP: '977',
	NZ: '64',
	PH: '63',
	PK: '92',
	QA: '974',
	RU: '7',
	SA: '966',
	SG: '65',
	TH: '66',
	TR: '90',
	TW: '886',
	UA: '380',
	UK: '44',
	US: '1',
	VN: '84',
	ZA: '27',
});

/** Dial code of a country or a code, or the default (docs/warest/misc.md#5, `country`). */
export function dialCodeOf(country: string | null): string {
	const wanted = country?.toUpperCase() ?? '';
	if (/^\+?\d{1,4}$/.test(wanted)) return wanted.replace('+', '');
	return dialCodes.find(([name]) => name === wanted)?.[1] ?? defaultCountryCode;
}

/** The misc routes' own normalisation, which puts 62 before most foreign numbers (docs/warest/misc.md#5). */
export function normalisedNumber(text: string, dialCode: string): string {
	const digits = digitsOf(text).replace(/^00/, '');
	if (digits.startsWith('0')) return dialCode + digits.replace(/^0+/, '');
	const short = !digits.startsWith(dialCode) && digits.length <= 12;
	return short ? dialCode + digits : digits;
}

/** The country guessed from the longest dial code; of several the first, so +1 is always CA. */
export function countryOf(digits: string): string | null {
	const matches = dialCodes.filter(([, code]) => digits.startsWith(code));
	const longest = Math.max(...matches.map(([, code]) => code.length));
	return matches.find(([, code]) => code.length === longest)?.[0] ?? null;
}
