import { fits, misfit, type QuestionOf, type Reading } from './question';
import { plain } from './writing';

const SIGNS = ['.', ','] as const;

/** The digits before the decimal sign: alone, in groups of three, or as in India in groups of two before the last. */
const WHOLE = /^\d{1,20}$/;
const GROUPED = /^[1-9]\d{0,2}(?:([,.' ])\d{3})(?:\1\d{3}){0,6}$/;
const INDIAN = /^[1-9]\d?(?:,\d{2}){1,6},\d{3}$/;
const WRITTEN = /^([+-]?)([\d.,' ]{1,40}?)[.!]?$/;

/** What only groups digits, and the decimal sign that is nothing else. */
const GROUPING = /[’‘٬]/g;
const ARABIC_DECIMAL = /٫/;
const MINUS = /\u2212/g;

function wholePart(text: string, decimalSign: string): string | null {
	if (text.includes(decimalSign)) return null;
	return [WHOLE, GROUPED, INDIAN].some((form) => form.test(text)) ? text.replace(/\D/g, '') : null;
}

/** A number by its one decimal sign: "1.000,50" with a comma. */
function byDecimalSign(text: string, sign: '.' | ','): string[] {
	const at = text.lastIndexOf(sign);
	const [before, behind] = at < 0 ? [text, '0'] : [text.slice(0, at), text.slice(at + 1)];
	const whole = at === 0 ? '0' : wholePart(before, sign);
	return whole !== null && /^\d{1,15}$/.test(behind) ? [`${whole}.${behind}`] : [];
}

/** A number in any usual writing; what can be read in two ways doesn't fit. */
export function readNumber(
	text: string,
	{ whole, min, max, decimalSign }: QuestionOf<'number'>,
): Reading<number> {
	const written = plain(text)
		.replace(GROUPING, "'")
		.replace(MINUS, '-')
		.replace(ARABIC_DECIMAL, ',');
	const [, sign, digits] = WRITTEN.exec(written) ?? [];
	if (digits === undefined) return misfit('not a number');
	const certain = ARABIC_DECIMAL.test(text) ? ',' : decimalSign;
	const signs = certain === null ? SIGNS : [certain];
	const readings = signs.flatMap((each) => byDecimalSign(digits, each));
	const values = [...new Set(readings.map((each) => Number(`${sign}${each}`) + 0))];
	if (values.length > 1) return misfit('ambiguous', values.map(String));
	const [value] = values;
	if (value === undefined) return misfit('not a number');
	if (whole && !Number.isInteger(value)) return misfit('not a whole number');
	if (value < (min ?? Number.MIN_SAFE_INTEGER)) return misfit('too small');
	if (value > (max ?? Number.MAX_SAFE_INTEGER)) return misfit('too large');
	return fits(value);
}
