import { path } from '../../../transport/path';
import { listOf, number, options, text } from '../../engine/fields';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

const MOST_OPTIONS = 12;

/** See docs/warest/messages.md#3-11: the server checks neither the number of answers nor that they differ. */
export const sendPoll = operation({
	name: 'Send Poll',
	action: 'Send poll',
	effect: 'send',
	description: 'Ask a question with answers to choose from',
	fields: {
		sessionId: session(),
		to: recipients(),
		question: text({ displayName: 'Question', placeholder: 'e.g. When shall we meet?' }),
		pollOptions: listOf(
			{
				displayName: 'Answers',
				entry: 'option',
				entryName: 'Answer',
				description: 'Two to twelve different answers',
			},
			{ value: text({ displayName: 'Text', placeholder: 'e.g. Monday' }) },
		),
		options: options({
			...sendOptions,
			maxSelection: number({
				displayName: 'Max Selection',
				default: 1,
				min: 1,
				max: MOST_OPTIONS,
				description: 'How many answers a person may choose',
			}),
		}),
	},
	run: async ({ question, pollOptions, options: entered, ...values }, item) => {
		const answers = pollOptions.map(({ value }) => value.trim());
		const { maxSelection = 1 } = entered;
		if (answers.length < 2 || answers.length > MOST_OPTIONS) {
			throw item.failure(
				`'Answers' has ${answers.length}`,
				`A poll has two to ${MOST_OPTIONS} answers.`,
			);
		}
		const repeated = answers.find((answer, index) => answers.indexOf(answer) !== index);
		if (repeated !== undefined) {
			throw item.refusal('Answers', repeated, 'has an answer twice', 'Give each answer once.');
		}
		if (maxSelection > answers.length) {
			const allowed = `There are ${answers.length} answers: choose 1 to ${answers.length}.`;
			throw item.refusal('Max Selection', maxSelection, 'is out of range', allowed);
		}
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/poll`, sending, to, { question, options: answers, maxSelection }),
		);
	},
});
