import { folded } from './writing';

/** Also those in which a month's name is that of another month elsewhere: "listopad" is October and November. */
const LANGUAGES = (
	'af ar ar-SY be bg bn ca cs da de de-AT el en es et fa-u-ca-gregory fi fr gl he hi hr hu id it ja ko lt lv ms nl no ' +
	'pl pt ro ru sk sl sr sr-Latn sv sw th-u-ca-gregory tl tr uk ur vi zh'
).split(' ');

const FORMS: Intl.DateTimeFormatOptions[] = [
	{ month: 'long' },
	{ month: 'short' },
	// In Slavic languages a month has another ending beside a day.
	{ month: 'long', day: 'numeric' },
	{ month: 'short', day: 'numeric' },
];

let months: Map<string, Set<number>> | undefined;

function allMonths(): Map<string, Set<number>> {
	const names = new Map<string, Set<number>>();
	for (const language of LANGUAGES) {
		for (const form of FORMS) {
			const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
			for (let month = 1; month <= 12; month += 1) {
				const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
				const name = folded(parts.find(({ type }) => type === 'month')?.value ?? '');
				if (/^\p{L}/u.test(name)) names.set(name, (names.get(name) ?? new Set()).add(month));
			}
		}
	}
	return names;
}

/** The months, 1 to 12, that a word means: several where languages differ ("listopad"), none for other words. */
export function monthsNamed(word: string): number[] {
	months ??= allMonths();
	return [...(months.get(folded(word)) ?? [])];
}
