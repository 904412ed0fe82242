import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isValidNumber } from '../../../nodes/identity/numbering';
import { phoneDigits } from '../../../nodes/identity/phone';
import { isRefusal } from '../../../nodes/whatsapp/refusal';
import {
	COUNTRIES,
	exampleOf,
	isAllowed,
	mobilesOf,
	planned,
	type NumberOf,
} from '../../support/numbering';

it('nodes/identity/numbering-plans.ts is what `npm run numbering` makes', () => {
	const folder = mkdtempSync(join(tmpdir(), 'numbering-'));
	const made = join(folder, 'plans.ts');
	spawnSync(process.execPath, ['tools/numbering.mjs', made]);
	expect(readFileSync('nodes/identity/numbering-plans.ts', 'utf8')).toBe(
		readFileSync(made, 'utf8'),
	);
	rmSync(folder, { recursive: true });
});

describe('digits that a plan allows', () => {
	const digit = fc.integer({ min: 0, max: 9 }).map(String);
	/** Digits of which one is another, one is missing or one is added. */
	const misspelt = fc
		.tuple(planned, fc.nat(), fc.constantFrom(0, 1), fc.oneof(digit, fc.constant('')))
		.map(([digits, at, cut, put]) => {
			const index = at % digits.length;
			return digits.slice(0, index) + put + digits.slice(index + cut);
		});

	it.each([
		['made after the patterns', planned],
		['with a mistake', misspelt],
		['of any length', fc.stringMatching(/^\d{1,17}$/)],
	])('are those that libphonenumber holds for valid: %s', (_, arbitrary) => {
		fc.assert(
			fc.property(arbitrary, (digits) => {
				fc.pre(!/^(?:521|55|225|229)/.test(digits));
				expect([digits, isValidNumber(digits)]).toEqual([digits, isAllowed(digits)]);
			}),
			{ numRuns: 3000 },
		);
	});

	it.each([
		['5215512345678', 'of Mexico with its former 1'],
		['551187654321', 'of Brazil without the ninth digit'],
		['22507080910', 'of Côte d’Ivoire with eight digits'],
		['22997123456', 'of Benin with eight digits'],
	])('%s, %s, is known to WhatsApp, and is nobody else’s', (digits) => {
		expect(isAllowed(digits)).toBe(false);
		expect(isValidNumber(digits)).toBe(true);
		expect(phoneDigits(`+${digits}`)).toBe(digits);
	});

	it.each(['5501187654321', '52155123456789', '2250708091', '22901971234'])(
		'%s is nobody’s',
		(digits) => {
			expect(isValidNumber(digits)).toBe(false);
		},
	);
});

/** What people put between groups of digits. */
const GAPS = [' ', '-', '.', '/', '', '\u00a0', ' - ', '\u2011'];

/** A text as written with other gaps, and with its first group in brackets. */
function regrouped(text: string): string[] {
	const [first, ...groups] = text.split(/[ -]/);
	return GAPS.flatMap((gap) => [
		[first, ...groups].join(gap),
		...(/^\d+$/.test(first) ? [[`(${first})`, ...groups].join(gap)] : []),
	]);
}

/** All usual ways to write a number for other countries. */
function internationally({ callingCode, trunk, digits, international }: NumberOf): string[] {
	const groups = international.slice(callingCode.length + 2);
	const trunkZero = [
		`+${callingCode} (0)${groups}`,
		`00${callingCode} (0) ${groups}`,
		`+${callingCode}(0)${groups.replace(/ /g, '')}`,
	];
	return [
		...regrouped(international),
		...regrouped(groups).flatMap((rest) => [
			`+${callingCode} ${rest}`,
			`00${callingCode} ${rest}`,
			`00 ${callingCode}-${rest}`,
			`(+${callingCode}) ${rest}`,
		]),
		...(trunk === '0' ? trunkZero : []),
		...[
			`tel:+${digits}`,
			`https://wa.me/${digits}`,
			`++${digits}`,
			` \u202a${international}\u202c `,
		],
	];
}

describe.each(COUNTRIES)('the mobile number of %s', (country) => {
	const number = exampleOf(country);
	const { callingCode, digits, national, significant, trunk } = number;
	/** Texts with other results than the number, and what they gave. */
	const others = (texts: string[], defaultCountryCode: string) =>
		texts
			.map((text) => [text, phoneDigits(text, defaultCountryCode)] as const)
			.filter(([, result]) => result !== digits);

	it('is read in every international writing, whatever the default country code', () => {
		expect(isAllowed(digits)).toBe(true);
		const texts = internationally(number);
		for (const code of ['', callingCode, '49']) expect(others(texts, code)).toEqual([]);
		const dialled = [`011${digits}`, `011 ${number.international.slice(1)}`];
		expect(others(dialled, '1')).toEqual([]);
		expect(others([digits], '')).toEqual([]);
		for (const [, result] of others(dialled, '')) {
			expect(result).toMatchObject({ problem: 'starts with 0, so its country is not known' });
		}
	});

	it('is read as it is written inside the country, or refused where it could be another', () => {
		const texts = [...regrouped(national), ...regrouped(significant), trunk + significant, digits];
		for (const [text, result] of others(texts, callingCode)) {
			const written = text.replace(/\D/g, '');
			const readings = [written, callingCode + written, callingCode + written.replace(/^0/, '')];
			const possible = [...new Set([digits, ...readings])].filter(isAllowed);
			expect(possible.length).toBeGreaterThan(1);
			expect(isRefusal(result) && result.problem.match(/\d+/g)?.sort()).toEqual(possible.sort());
		}
	});
});

describe('any mobile number of any country', () => {
	const mobile = fc
		.tuple(fc.constantFrom(...COUNTRIES), fc.integer())
		.map(([country, seed]) => mobilesOf(country, 1, seed).at(0) ?? exampleOf(country));
	const gaps = fc.array(fc.constantFrom(...GAPS, '', '', '', ''), { minLength: 20, maxLength: 20 });
	const spread = (text: string, between: string[]) =>
		[...text].map((one, index) => one + (index < text.length - 1 ? between[index] : '')).join('');
	const defaults = fc.constantFrom(
		'',
		...new Set(COUNTRIES.map((one) => exampleOf(one).callingCode)),
	);

	it('is itself with +, whatever the default country code', () => {
		fc.assert(
			fc.property(mobile, defaults, ({ digits, international }, code) => {
				expect(phoneDigits(international, code)).toBe(digits);
			}),
			{ numRuns: 3000 },
		);
	});

	it('is itself or refused, however its digits are spread, whatever the default country code', () => {
		fc.assert(
			fc.property(
				mobile,
				gaps,
				fc.constantFrom('+', '00', ''),
				defaults,
				(number, between, sign, code) => {
					const result = phoneDigits(sign + spread(number.digits, between), code);
					if (!isRefusal(result)) expect(result).toBe(number.digits);
				},
			),
			{ numRuns: 3000 },
		);
	});

	it('is itself or refused if it is written as inside the country', () => {
		fc.assert(
			fc.property(mobile, gaps, fc.boolean(), (number, between, withTrunk) => {
				const { callingCode, digits, national, significant } = number;
				const text = withTrunk ? national.replace(/\D/g, '') : significant;
				const result = phoneDigits(spread(text, between), callingCode);
				if (!isRefusal(result)) expect(result).toBe(digits);
			}),
			{ numRuns: 3000 },
		);
	});

	it('is never glued to a second one', () => {
		const glue = fc.constantFrom(' ', ' / ', '/', ' or ', ', ', '; ', '\n', ' - ', ' ext ');
		fc.assert(
			fc.property(mobile, mobile, glue, fc.boolean(), (one, two, between, plus) => {
				const second = plus ? two.international : two.significant;
				for (const code of ['', one.callingCode]) {
					for (const first of [one.international, one.national]) {
						expect(phoneDigits(first + between + second, code)).toHaveProperty('problem');
					}
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('digits with two readings', () => {
	const callingCodes = [...new Set(COUNTRIES.map((one) => exampleOf(one).callingCode))];
	const dialled = fc.oneof(planned, fc.stringMatching(/^0?[1-9]\d{6,11}$/));

	it('are refused with both named, and what is not refused is the only reading', () => {
		fc.assert(
			fc.property(dialled, fc.constantFrom(...callingCodes), (digits, code) => {
				const readings = [digits, code + digits, code + digits.replace(/^0/, '')].filter(isAllowed);
				const possible = [...new Set(readings)];
				const result = phoneDigits(digits, code);
				fc.pre(!digits.startsWith(code));
				if (possible.length > 1) {
					for (const reading of possible) {
						expect(result).toMatchObject({ problem: expect.stringContaining(`+${reading}`) });
					}
				}
				if (!isRefusal(result)) expect(isValidNumber(result)).toBe(true);
			}),
			{ numRuns: 5000 },
		);
	});

	it('are taken with the default country code if that is written, and a mobile number cannot be as long', () => {
		expect(phoneDigits('4915123456789', '49')).toBe('4915123456789');
		expect(phoneDigits('62812345678', '62')).toMatchObject({
			problem: 'could be +62812345678 or +6262812345678',
		});
	});
});
