import { AT_ONCE } from './effect';
import type { Field, Values } from './field';
import { number, optionalText, options, toggle } from './fields';

/** A setting that only messages have. */
const ofMessages = <T>({ parameter, ...field }: Field<T>): Field<T> => ({
	...field,
	parameter: { ...parameter, displayOptions: { show: { '/resource': ['messages'] } } },
});

/** A time of day as "HH:MM"; one-digit hours are taken, too. */
const timeOfDay = (displayName: string, placeholder: string, description: string) =>
	ofMessages(
		optionalText({ displayName, placeholder, description }, (entered) => {
			const [, hour, minute] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(entered) ?? [];
			return hour !== undefined && Number(hour) < 24 && Number(minute) < 60
				? `${hour.padStart(2, '0')}:${minute}`
				: { problem: 'is not a time of day', expected: 'Write hours and minutes, e.g. 22:00.' };
		}),
	);

const fields = {
	parallel: number({
		displayName: 'Items at the Same Time',
		default: 1,
		min: 1,
		max: 200,
		description: `How many items are processed at once. Requests to the same chat always go out in order. If not set: ${AT_ONCE.send} messages, ${AT_ONCE.change} changes or look-ups, ${AT_ONCE.query} questions to WhatsApp.`,
	}),
	maxWait: number({
		displayName: 'Max Wait (Minutes)',
		default: 5,
		min: 0,
		max: 1440,
		fractions: true,
		unit: 'minutes',
		description:
			"How long one item may wait for the server's limits and for the pace set here before it fails. 5 if not set.",
	}),
	timeout: number({
		displayName: 'Timeout (Seconds)',
		default: 150,
		min: 1,
		max: 7200,
		unit: 'seconds',
		description: 'How long one request may take. If not set: longer than the server ever takes.',
	}),
	skipDone: toggle({
		displayName: 'Skip Items Already Done',
		default: true,
		description:
			"Whether n8n's Retry On Fail skips what was done, or may have been done, in an earlier try of the same execution; and whether an AI agent may not repeat what may have been done. On if not set.",
	}),
	pause: ofMessages(
		number({
			displayName: 'Pause (Seconds)',
			default: 5,
			min: 0,
			max: 3600,
			fractions: true,
			unit: 'seconds',
			description: 'Shortest time between two messages of the same session',
		}),
	),
	jitter: ofMessages(
		number({
			displayName: 'Pause Varies By (Percent)',
			default: 30,
			min: 0,
			max: 100,
			unit: 'percent',
			description:
				'How much longer a pause may randomly be, so that the account looks less like a robot',
		}),
	),
	dailyCap: ofMessages(
		number({
			displayName: 'Messages per Day',
			default: 200,
			min: 1,
			description:
				'The most messages that this node sends per session in one day; further ones fail and say when to try again. A restart of n8n resets the count, and each worker in queue mode has its own.',
		}),
	),
	quietFrom: timeOfDay(
		'Quiet Hours From',
		'e.g. 21:00',
		"Start of the hours in which nothing is sent, in the workflow's time zone",
	),
	quietTo: timeOfDay(
		'Quiet Hours To',
		'e.g. 08:00',
		'End of the quiet hours. Messages wait for it if Max Wait allows, and fail otherwise.',
	),
};

const collection = options(fields);

/** What a person may set for the pace of an operation; undefined what isn't set. */
export type PaceSettings = Partial<Values<typeof fields>>;

/** The same for every operation. */
export const pace: Field<PaceSettings> = {
	...collection,
	parameter: {
		...collection.parameter,
		displayName: 'Pace and Limits',
		placeholder: 'Add Option',
	},
};
