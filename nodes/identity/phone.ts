import type { Refusal } from '../whatsapp/refusal';
import { isValidNumber, numberingPlans, planFor, type NumberingPlan } from './numbering';

/** Invisible characters that come along when a number is copied from a contact card or a web page. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** With what people put between the digits of one number: blanks, brackets, dots, slashes, hyphens and dashes. */
const ONE_NUMBER = /^\+?(?:\d|[^\S\r\n]|[().\-/\u2010-\u2015\u2212])*$/;
const BRACKETED_OR_SEPARATOR = /\((\d{1,2})\)|[^\S\r\n]|[().\-/\u2010-\u2015\u2212]/g;
const GAPS = /(?<=\d)\D+(?=\d)/g;
/** Between the entries of a list: signs, words ("or", "ext"), the "+" of the next number. */
const LIST_MARK = /[,;|&\r\n+]|\s\p{L}{1,4}\.?\s/u;
/** Two runs of digits that are each as long as a number without its area code. */
const TWO_LONG_RUNS = /\d{7}\D+\d{7}/;
/** "(435) 555-1234", "435-555-1234": how North America, and nobody else, writes a number without its country code. */
const NORTH_AMERICAN = /^(?:\(\d{3}\)[ .-]?|\d{3}([ .-]))\d{3}(?:\1|[ .-])\d{4}$/;
/** The shortest national numbers are those of Niue. */
const SHORTEST = 4;
/** Longer than any number with an international prefix and a trunk prefix. */
const TOO_LONG = 22;

const EXAMPLE = 'Write it with its country code, e.g. 6281200010000 or +62 812-0001-0000.';

const SEVERAL: Refusal = {
	problem: 'seems to be more than one number',
	expected: 'Give one phone number, e.g. +62 812-0001-0000.',
};

/** The digits behind a `tel:` link, a wa.me link or plain writing. */
function written(text: string): string {
	return text
		.replace(INVISIBLE, '')
		.trim()
		.replace(/^tel:/i, '')
		.replace(/^\((\+|00)(\d+)\)/, '$1$2')
		.replace(/^(?:https?:\/\/)?wa\.me\/(?=\+?\d)/i, '+')
		.replace(/^(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send\/?\?phone=(?=\+?\d)/i, '+')
		.replace(/^\+\+|^\+%2B/i, '+')
		.replace(/^(\+\d+)[?&#].*$/, '$1');
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** A country code as people write it ("+62", "0062", "62") as digits; '' when there is none. */
export function countryCode(text: string): string | Refusal {
	const plain = written(text);
	const digits = ONE_NUMBER.test(plain) ? digitsOf(plain).replace(/^00/, '') : plain;
	if (digits === '' || numberingPlans().has(digits)) return digits;
	return { problem: 'is not a country code', expected: 'Write one to three digits, e.g. 62.' };
}

/** `text` without separators, but with the brackets around one or two digits: "+44(0)2079460958". */
function compacted(text: string): string {
	return text.replace(BRACKETED_OR_SEPARATOR, (_, bracketed?: string) =>
		bracketed === undefined ? '' : `(${bracketed})`,
	);
}

/**
 * What a number with its country code can be. Its trunk prefix may be written too, as in "+44 (0)20 …" or
 * "+44 020 …"; in Italy and elsewhere the 0 belongs to the number, so both are looked at.
 */
function internationally(compact: string): string[] {
	const digits = digitsOf(compact);
	const plan = planFor(digits);
	if (plan === undefined) return [];
	const { callingCode, trunk } = plan;
	const bracketed = [trunk, '0'].find((prefix) => compact.startsWith(`${callingCode}(${prefix})`));
	if (bracketed !== undefined) {
		const without = callingCode + digits.slice(callingCode.length + bracketed.length);
		return [digits, without].filter(isValidNumber);
	}
	if (isValidNumber(digits)) return [digits];
	return plan
		.dialled(digits.slice(callingCode.length))
		.map((national) => callingCode + national)
		.filter(isValidNumber);
}

/** Whether digits can be a number as it is dialled inside of any country. */
function isDialledSomewhere(digits: string): boolean {
	return [...numberingPlans().values()].some((plan) => plan.dialled(digits).length > 0);
}

/** What a number that is dialled inside a country can be. */
function nationally(digits: string, { callingCode, longestMobile, dialled }: NumberingPlan) {
	// "4915123456789" in Germany: with its country code a mobile number, without it a line of 13 digits.
	const isWritten = digits.startsWith(callingCode) && isValidNumber(digits);
	if (isWritten && digits.length > longestMobile) return [];
	return dialled(digits)
		.map((national) => callingCode + national)
		.filter(isValidNumber);
}

/** All numbers, with their country codes, that `text` can mean. */
function readings(text: string, defaultCountryCode: string): string[] {
	const compact = compacted(text);
	if (compact.startsWith('+')) return internationally(compact.slice(1));
	const digits = digitsOf(compact);
	const plan = numberingPlans().get(defaultCountryCode);
	const prefixes = new Set(['00', plan?.international.exec(digits)?.[0] ?? '00']);
	if (digits.startsWith('011') && (plan !== undefined || !isDialledSomewhere(digits))) {
		prefixes.add('011');
	}
	const found = [
		isValidNumber(digits) ? [digits] : [],
		compact.includes('(') ? internationally(compact) : [],
		[...prefixes]
			.filter((prefix) => compact.startsWith(prefix))
			.map((prefix) => internationally(compact.slice(prefix.length))),
		plan === undefined || compact.startsWith(`${plan.callingCode}(`)
			? []
			: nationally(digits, plan),
	];
	return [...new Set(found.flat(2))];
}

/** Of "6281200010000.0" or "6281200010000 - 1": what stands behind a number that isn't divided itself. */
const isRest = (start: string, end: string) =>
	/^\d{10}$/.test(start.slice(-10)) && /^\d{1,2}$/.test(end);

/**
 * Whether two numbers are written where one should be: what stands before a gap between digits is complete, and
 * so is what stands behind it, or a slash divides them ("… 0000 / 1"). `whole`: what the text as one number can be.
 */
function isSeveral(text: string, defaultCountryCode: string, whole: string[]): boolean {
	if (TWO_LONG_RUNS.test(text)) return true;
	return [...text.matchAll(GAPS)].some(({ 0: gap, index }) => {
		const first = readings(text.slice(0, index), defaultCountryCode).find(
			(start) => whole.length === 0 || whole.some((digits) => digits.startsWith(start)),
		);
		if (first === undefined) return false;
		if (isRest(text.slice(0, index), text.slice(index + gap.length))) return true;
		const country = defaultCountryCode || planFor(first)?.callingCode || '';
		return gap.includes('/') || readings(text.slice(index + gap.length), country).length > 0;
	});
}

function notANumber(text: string, defaultCountryCode: string): Refusal {
	const compact = compacted(text);
	if (/^(?:\+|00)/.test(compact)) {
		const plan = planFor(digitsOf(compact).replace(/^00/, ''));
		return plan === undefined
			? { problem: 'begins with a country code that does not exist', expected: EXAMPLE }
			: {
					problem: `is not a possible number of country code ${plan.callingCode}`,
					expected: 'Check it for a missing, extra or mistyped digit.',
				};
	}
	if (defaultCountryCode !== '') {
		return {
			problem: `is not a possible number of country code ${defaultCountryCode}, nor one with another country code`,
			expected: EXAMPLE,
		};
	}
	return compact.startsWith('0')
		? {
				problem: 'starts with 0, so its country is not known',
				expected: `${EXAMPLE} Or set the Default Country Code in the WARest credential.`,
			}
		: { problem: 'is not a phone number with its country code', expected: EXAMPLE };
}

/**
 * The digits of the one phone number, with its country code, that `text` means in any usual writing.
 *
 * The server would guess (docs/warest/chats.md#0-4, docs/warest/messages.md#1-4): it turns a leading 0 into its own
 * country and drops every letter. Here the numbering plans decide: what they allow in one reading only is that
 * number, be it written with its country code or as inside the country of `defaultCountryCode`. What can be
 * read in two ways, or as two numbers, is refused.
 */
export function phoneDigits(text: string, defaultCountryCode = ''): string | Refusal {
	const plain = written(text);
	if (plain.split(LIST_MARK).filter((part) => /\d/.test(part)).length > 1) return SEVERAL;
	if (!ONE_NUMBER.test(plain) || digitsOf(plain).length < SHORTEST) {
		return { problem: 'is not a phone number', expected: EXAMPLE };
	}
	if (digitsOf(plain).length > TOO_LONG) return SEVERAL;
	const whole = readings(plain, defaultCountryCode);
	if (isSeveral(plain, defaultCountryCode, whole)) return SEVERAL;
	const north =
		defaultCountryCode === '' && NORTH_AMERICAN.test(plain) ? `1${digitsOf(plain)}` : '';
	// Its area code would be read as another country's code: +43 5555 1234. Alone it isn't international.
	const [only, ...others] =
		whole.length > 0 && isValidNumber(north) ? [...new Set([...whole, north])] : whole;
	if (only === undefined) return notANumber(plain, defaultCountryCode);
	if (others.length === 0) return only;
	return {
		problem: `could be ${[only, ...others].map((digits) => `+${digits}`).join(' or ')}`,
		expected: 'Write the one you mean with + and its country code.',
	};
}
