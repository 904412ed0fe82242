import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { number, text } from '../../engine/fields';
import { linesOf, listOf } from '../../engine/list-of';
import { recordedPoll, skipIfSent } from './already-sent';
import { sending } from './sending';

const MOST_OPTIONS = 12;

/** See docs/warest/messages.md#3-11: the server checks neither the number of answers nor that they differ. */
export const sendPoll = sending({
	name: 'Send Poll',
	action: 'Send a WhatsApp poll to a person or group',
	description: 'Ask a question with answers to choose from',
	fields: {
		question: byModel(
			text({ displayName: 'Question', placeholder: 'e.g. When shall we meet?' }),
			'The question',
		),
		pollOptions: listOf(
			{
				displayName: 'Answers',
				entry: 'option',
				entryName: 'Answer',
				description: 'Two to twelve different answers',
				written: {
					describes: 'Two to twelve answers, one per line',
					entries: (lines) => linesOf(lines).map((value) => ({ value })),
				},
			},
			{ value: text({ displayName: 'Text', placeholder: 'e.g. Monday' }) },
		),
	},
	options: {
		skipIfSent,
		maxSelection: number({
			displayName: 'Max Selection',
			default: 1,
			min: 1,
			max: MOST_OPTIONS,
			description: 'How many answers a person may choose',
		}),
	},
	compose: ({ question, pollOptions, options: { maxSelection = 1, skipIfSent: hours } }, item) => {
		const answers = pollOptions.map(({ value }) => value.trim());
		if (answers.length < 2 || answers.length > MOST_OPTIONS) {
			throw item.failure(
				`'Answers' has ${answers.length} ${answers.length === 1 ? 'entry' : 'entries'}`,
				`A poll has two to ${MOST_OPTIONS} answers.`,
			);
		}
		const repeated = answers.find((answer, index) => answers.indexOf(answer) !== index);
		if (repeated !== undefined) {
			throw item.refusal('Answers', repeated, 'has an answer twice', 'Give each answer once.');
		}
		if (maxSelection > answers.length) {
			const expected = `There are ${answers.length} answers: choose 1 to ${answers.length}.`;
			throw item.refusal('Max Selection', maxSelection, 'is out of range', expected);
		}
		const body = { question, options: answers, maxSelection };
		return {
			path: path`/messages/send/poll`,
			body,
			...(hours && { recorded: { hours, isSame: recordedPoll(question, answers) } }),
		};
	},
});
