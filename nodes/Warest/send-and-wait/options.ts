import type { Field } from '../engine/field';
import { choice, dateTime, number, optionalText, toggle } from '../engine/fields';
import { sendOptions } from '../operations/messages/send-options';
import type { DateOrder } from './answers/question';
import type { Look } from './question-message';
import { limitWaitTime } from './time-limit';

/** An option that only some types of value have. */
const ofType = <T>(valueType: string, { parameter, ...field }: Field<T>): Field<T> => ({
	...field,
	parameter: {
		...parameter,
		displayOptions: { show: { '/responseType': ['value'], '/valueType': [valueType] } },
	},
});

/** An option of questions that are answered in the chat. */
const inChat = <T>({ parameter, ...field }: Field<T>): Field<T> => ({
	...field,
	parameter: { ...parameter, displayOptions: { show: { '/answerBy': ['chat'] } } },
});

/** What may be set beside the question. */
export const sendAndWaitOptions = {
	...sendOptions,
	limitWaitTime,
	minimum: ofType('number', number({ displayName: 'Minimum', default: 0, fractions: true })),
	maximum: ofType('number', number({ displayName: 'Maximum', default: 100, fractions: true })),
	wholeNumber: ofType(
		'number',
		toggle({
			displayName: 'Whole Number',
			default: true,
			description: 'Whether only whole numbers are taken',
		}),
	),
	decimalSign: ofType(
		'number',
		choice<',' | '.'>({
			displayName: 'Decimal Sign',
			default: ',',
			description: 'What "1,000" means. If not set, what can be read in two ways is asked again.',
			options: [
				{ name: 'Comma', value: ',' },
				{ name: 'Point', value: '.' },
			],
		}),
	),
	dateOrder: ofType(
		'date',
		choice<DateOrder>({
			displayName: 'Order of Dates',
			default: 'DMY',
			description:
				'What "03/04/2026" means. If not set, what can be read in two ways is asked again.',
			options: [
				{ name: 'Day, Month, Year', value: 'DMY' },
				{ name: 'Month, Day, Year', value: 'MDY' },
				{ name: 'Year, Month, Day', value: 'YMD' },
			],
		}),
	),
	earliest: ofType('date', dateTime({ displayName: 'Earliest Date' })),
	latest: ofType('date', dateTime({ displayName: 'Latest Date' })),
	choicesAs: inChat(
		choice<Look>({
			displayName: 'Show Choices As',
			default: 'buttons',
			description: 'How the person sees what they can choose from. Numbers if not set.',
			options: [
				{ name: 'Buttons', value: 'buttons', description: 'Ten at most' },
				{ name: 'List', value: 'list', description: 'A button opens it' },
				{ name: 'Numbers', value: 'text', description: 'In the text; works on every phone' },
			],
		}),
	),
	listButtonText: inChat(
		optionalText({
			displayName: "Text of the List's Button",
			placeholder: 'e.g. Choose',
			description: '"Open" if not set',
		}),
	),
	maxTries: number({
		displayName: 'Most Tries',
		default: 3,
		min: 1,
		max: 100,
		description:
			"How many answers in the chat may not fit, before the workflow goes on from the output 'No Answer'. 3 if not set.",
	}),
	reaskText: optionalText({
		displayName: "Text If It Doesn't Fit",
		placeholder: 'e.g. Please write only the number',
		description: "What the person reads when their answer can't be used",
	}),
	lateText: optionalText({
		displayName: "Text If It's Too Late",
		placeholder: 'e.g. Sorry, we have delivered it by now',
		description: 'What the person reads when they answer in the chat after the wait time',
	}),
};
