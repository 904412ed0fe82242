import type { Values } from '../engine/field';
import { choice, dateTime, number, shownWhen } from '../engine/fields';
import { group } from './group';

const MINUTE_MS = 60_000;

const UNITS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: 24 * 60 * MINUTE_MS };

const fields = {
	limitType: choice({
		displayName: 'Limit Type',
		default: 'afterTimeInterval',
		options: [
			{ name: 'After Time Interval', value: 'afterTimeInterval' },
			{ name: 'At Specified Time', value: 'atSpecifiedTime' },
		],
	}),
	resumeAmount: shownWhen(
		{ limitType: ['afterTimeInterval'] },
		number({ displayName: 'Amount', default: 45, min: 0, fractions: true }),
	),
	resumeUnit: shownWhen(
		{ limitType: ['afterTimeInterval'] },
		choice<keyof typeof UNITS>({
			displayName: 'Unit',
			default: 'minutes',
			options: [
				{ name: 'Days', value: 'days' },
				{ name: 'Hours', value: 'hours' },
				{ name: 'Minutes', value: 'minutes' },
			],
		}),
	),
	maxDateAndTime: shownWhen(
		{ limitType: ['atSpecifiedTime'] },
		dateTime({ displayName: 'Max Date and Time' }),
	),
};

/** How long to wait for an answer. */
export const limitWaitTime = group(
	{
		displayName: 'Limit Wait Time',
		placeholder: 'Set Limit',
		description:
			"How long to wait for the answer, before the workflow goes on from the output 'No Answer'. As long as it takes if not set.",
	},
	fields,
);

/** When the time is over, in milliseconds since 1970; null where there is no limit. */
export function endOf(limit: Values<typeof fields> | undefined, now: number): number | null {
	if (limit === undefined) return null;
	if (limit.limitType === 'atSpecifiedTime') {
		return limit.maxDateAndTime === undefined ? null : Date.parse(limit.maxDateAndTime);
	}
	const { resumeAmount = 45, resumeUnit = 'minutes' } = limit;
	return now + resumeAmount * UNITS[resumeUnit];
}
