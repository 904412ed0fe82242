import { monthsNamed } from './month-names';
import {
	fits,
	misfit,
	type DateOrder,
	type DoesNotFit,
	type QuestionOf,
	type Reading,
} from './question';
import { folded, plain } from './writing';

/** Days from the day on which it is said. "कल" isn't here: it is both yesterday and tomorrow. */
const DAYS: Array<[days: number, words: string]> = [
	[
		0,
		"today, hari ini, heute, hoy, hoje, aujourd'hui, oggi, vandaag, bugün, اليوم, आज, сегодня, 今天",
	],
	[1, 'tomorrow, besok, esok, morgen, mañana, amanhã, demain, domani, yarın, غدا, завтра, 明天'],
];
const RELATIVE = new Map(
	DAYS.flatMap(([days, words]) => words.split(',').map((word) => [folded(word), days] as const)),
);

/** What stands between the parts of a date and says nothing. */
const FILLERS = new Set(['de', 'del', 'of', 'the', 'tanggal', 'tgl', 'le', 'el', 'den', 'г', 'р']);

/** What the first two parts can be where the year comes last; whoever writes years first may mean either. */
const ORDERS: Record<DateOrder, Array<'DMY' | 'MDY'>> = {
	DMY: ['DMY'],
	MDY: ['MDY'],
	YMD: ['DMY', 'MDY'],
};

const YEAR_FIRST = [
	/^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/,
	/^(?<year>\d{4}) ?[年년] ?(?<month>\d{1,2}) ?[月월] ?(?<day>\d{1,2}) ?[日일]$/,
];
const YEAR_LAST = /^(?<first>\d{1,2})(?<sign>[-/.]) ?(?<second>\d{1,2})\k<sign> ?(?<year>\d{4})$/;
const SHORT_YEAR = /^\d{1,2}([-/.])\d{1,2}\1\d{2}$/;
const NO_YEAR = /^\d{1,2}[-/.]\d{1,2}\.?$/;
const DAY = /^(\d{1,2})(?:st|nd|rd|th|er|o|a)?$/;
const YEAR = /^\d{4}$/;

const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

/** `YYYY-MM-DD` of a day that exists; nothing for others. */
function existing(year: number, month: number, day: number): string[] {
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? [date.toISOString().slice(0, 10)] : [];
}

/** The one day of several readings. */
function only(days: string[]): string | DoesNotFit {
	const [day, ...others] = new Set(days);
	if (day === undefined) return misfit('no such date');
	return others.length === 0 ? day : misfit('ambiguous', [day, ...others]);
}

const parts = (form: RegExp, text: string) => form.exec(text)?.groups;

function inDigits(text: string, order: DateOrder | null): string | DoesNotFit | null {
	const yearFirst = YEAR_FIRST.map((form) => parts(form, text)).find(Boolean);
	if (yearFirst) return only(existing(+yearFirst.year, +yearFirst.month, +yearFirst.day));
	const yearLast = parts(YEAR_LAST, text);
	if (yearLast) {
		const { first, second, year } = yearLast;
		const orders = ORDERS[order ?? 'YMD'];
		return only(
			orders.flatMap((each) =>
				each === 'DMY' ? existing(+year, +second, +first) : existing(+year, +first, +second),
			),
		);
	}
	if (SHORT_YEAR.test(text)) return misfit('ambiguous');
	return NO_YEAR.test(text) ? misfit('no year') : null;
}

/** "3 April 2026", "April 3rd, 2026", "3 de abril de 2026". */
function withMonthName(text: string): string | DoesNotFit | null {
	const words = folded(text)
		.split(' ')
		.filter((word) => !FILLERS.has(word));
	const named = words.map(monthsNamed);
	const months = named.filter((each) => each.length > 0);
	const days = words.flatMap((word) => DAY.exec(word)?.[1] ?? []);
	const years = words.filter((word) => YEAR.test(word));
	if (months.length !== 1 || days.length !== 1) return null;
	if (words.length === 2) return misfit('no year');
	if (words.length !== 3 || years.length !== 1) return null;
	return only(months[0].flatMap((month) => existing(+years[0], month, +days[0])));
}

/** The day `days` after the one that it is in a time zone at an ISO time. */
function dayAfter(at: string, zone: string, days: number): string {
	const parts = new Intl.DateTimeFormat('en', {
		timeZone: zone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
	}).formatToParts(new Date(at));
	const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value);
	const date = new Date(Date.UTC(part('year'), part('month') - 1, part('day') + days));
	return date.toISOString().slice(0, 10);
}

function relative(text: string, zone: string | null, at: string): string | null {
	const days = RELATIVE.get(folded(text));
	return days === undefined || zone === null ? null : dayAfter(at, zone, days);
}

/**
 * A day, in digits, with the name of its month or as "today"; what can be read in two ways doesn't fit.
 * @param at when it was said, as an ISO time
 */
export function readDate(
	text: string,
	{ order, zone, min, max }: QuestionOf<'date'>,
	at: string,
): Reading<string> {
	const day =
		inDigits(plain(text), order) ??
		relative(text, zone, at) ??
		withMonthName(text) ??
		misfit('not a date');
	if (typeof day !== 'string') return day;
	if (min !== null && day < min) return misfit('too early');
	if (max !== null && day > max) return misfit('too late');
	return fits(day);
}
