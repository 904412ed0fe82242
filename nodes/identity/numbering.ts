import { NUMBERING_PLANS } from './numbering-plans';

/** How the numbers of one calling code are made. Several countries may share it (+1, +7, +44). */
export interface NumberingPlan {
	callingCode: string;
	/** ISO codes, the main country first; none for numbers that belong to no country (+800, +881). */
	countries: string[];
	/** What is dialled before the number of another country, e.g. "011", at the start of a text. */
	international: RegExp;
	/** What is dialled before a national number only inside the country, e.g. "0"; '' where nothing is. */
	trunk: string;
	/** How many digits the longest mobile number has; 0 where there are none. */
	longestMobile: number;
	/** The national readings of digits as they are dialled inside the country. */
	dialled(digits: string): string[];
	/** Whether a national number, without trunk prefix, is one that may exist. */
	allows(national: string): boolean;
}

/**
 * Numbers in forms that the plans have given up, but under which WhatsApp still knows people: Mexico's 1,
 * Brazil's mobile numbers without the ninth digit, and the eight digits of Côte d'Ivoire and Benin. Nobody
 * else can have them: the plans leave them unused.
 */
const FORMER: Record<string, RegExp> = {
	52: /^1[2-9]\d{9}$/,
	55: /^[1-9][1-9][6-9]\d{7}$/,
	225: /^[04-9]\d{7}$/,
	229: /^[4-69]\d{7}$/,
};

/** Where both forms are those of one person: Mexico's number with its former 1, Brazil's with the ninth digit. */
const LONGER_FORMS = [
	[/^52(?=\d{10}$)/, '521'],
	[/^(?<area>55\d\d)(?=[6-9]\d{7}$)/, '$<area>9'],
] as const;

/** The digits of a person in the longer of the two forms in which they may be written. */
export const longerForm = (digits: string): string =>
	LONGER_FORMS.reduce((text, [shorter, longer]) => text.replace(shorter, longer), digits);

/** E.164 allows 15 digits; the shortest numbers in use have 7 with their calling code. */
const INTERNATIONAL = /^[1-9]\d{6,14}$/;

const entirely = (pattern: string) => new RegExp(`^(?:${pattern})$`);

function planOf(line: string): NumberingPlan {
	const [callingCode, countries, international, trunk, longest, prefix, replacement, numbers] =
		line.split(' ');
	const dialledBefore = new RegExp(`^(?:${prefix || '$.'})`);
	let allowed: RegExp | undefined;
	const allows = (national: string) => (allowed ??= entirely(numbers)).test(national);
	return {
		callingCode,
		countries: countries === '' ? [] : countries.split(','),
		international: new RegExp(`^(?:00|${international || '00'})`),
		trunk,
		longestMobile: Number(longest),
		allows,
		dialled(digits) {
			const groups = dialledBefore.exec(digits)?.slice(1) ?? [];
			const readings = [
				digits,
				digits.replace(dialledBefore, groups.at(-1) === undefined ? '' : replacement),
				digits.startsWith(trunk) ? digits.slice(trunk.length) : digits,
			];
			return [...new Set(readings)].filter(allows);
		},
	};
}

let plans: Map<string, NumberingPlan> | undefined;

/** All plans by calling code; read when they are first needed, so that the package loads at once. */
export function numberingPlans(): ReadonlyMap<string, NumberingPlan> {
	plans ??= new Map(
		NUMBERING_PLANS.trim()
			.split('\n')
			.map((line) => [line.slice(0, line.indexOf(' ')), planOf(line)]),
	);
	return plans;
}

/** The plan whose calling code international digits begin with; no calling code begins with another one. */
export function planFor(digits: string): NumberingPlan | undefined {
	const known = numberingPlans();
	return (
		known.get(digits.slice(0, 1)) ?? known.get(digits.slice(0, 2)) ?? known.get(digits.slice(0, 3))
	);
}

/**
 * Whether digits with a calling code ("6281200010000") can be somebody's number: some plan of the calling code
 * allows them, or WhatsApp still uses them in a former form. Digits that can't be a number belong to
 * nobody, so a list's entry with them is something else, e.g. a LID.
 */
export function isValidNumber(digits: string): boolean {
	const plan = INTERNATIONAL.test(digits) ? planFor(digits) : undefined;
	if (plan === undefined) return false;
	const national = digits.slice(plan.callingCode.length);
	return plan.allows(national) || FORMER[plan.callingCode]?.test(national) === true;
}
