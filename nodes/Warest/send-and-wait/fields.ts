import type { Field, Values } from '../engine/field';
import { choice, optionalText, options, shownWhen, text } from '../engine/fields';
import { listOf } from '../engine/list-of';
import { people } from '../fields/people';
import { recipients } from '../fields/recipients';
import { session } from '../fields/session';
import { isRefusal } from '../../whatsapp/refusal';
import type { QuestionType } from './answers/question';
import { group } from './group';
import { sendAndWaitOptions } from './options';

type ValueType = Exclude<QuestionType, 'approval' | 'freeText'>;

const VALUE = { responseType: ['value'] };

/** A field that no model fills by default: who decides isn't for an agent to choose. */
const byAuthor = <T, Earlier>({
	parameter,
	parse,
	names,
}: Field<T, Earlier>): Field<T, Earlier> => ({
	parameter,
	parse,
	names,
});

/** One recipient: a question waits in one chat. */
function recipient(): ReturnType<typeof recipients> {
	const { parameter, parse, ...field } = byAuthor(recipients());
	return {
		...field,
		parameter: { ...parameter, description: 'The person or group that is asked' },
		parse: async (raw, at, earlier) => {
			const jids = await parse(raw, at, earlier);
			return isRefusal(jids) || jids.length === 1
				? jids
				: {
						problem: 'names several recipients',
						expected: 'A question waits for one chat. Use a sub-workflow for each.',
					};
		},
	};
}

const approvalOptions = group(
	{ displayName: 'Approval Options', placeholder: 'Set Labels' },
	{
		approvalType: choice<'double' | 'single'>({
			displayName: 'Type of Approval',
			default: 'double',
			options: [
				{ name: 'Approve and Decline', value: 'double' },
				{ name: 'Approve Only', value: 'single' },
			],
		}),
		approveLabel: text({ displayName: 'Approve Label', default: 'Approve' }),
		disapproveLabel: shownWhen(
			{ approvalType: ['double'] },
			text({ displayName: 'Decline Label', default: 'Decline' }),
		),
	},
);

/** What is asked, of whom, and what fits. Names that n8n's own Send and Wait nodes have are as there. */
export const fields = {
	sessionId: session(),
	to: recipient(),
	message: text({
		displayName: 'Message',
		rows: 4,
		placeholder: 'e.g. Shall we deliver your order tomorrow?',
		description: 'The question',
	}),
	responseType: choice({
		displayName: 'Response Type',
		default: 'approval',
		options: [
			{ name: 'Approval', value: 'approval', description: 'They approve or decline' },
			{ name: 'Free Text', value: 'freeText', description: 'They write what they like' },
			{ name: 'Value', value: 'value', description: 'A choice, number, date or other value' },
		],
	}),
	approvalOptions: shownWhen({ responseType: ['approval'] }, approvalOptions),
	valueType: shownWhen(
		VALUE,
		choice<ValueType>({
			displayName: 'Type of Value',
			default: 'choice',
			options: [
				{ name: 'Choice', value: 'choice' },
				{ name: 'Date', value: 'date' },
				{ name: 'E-Mail', value: 'email' },
				{ name: 'Free Text', value: 'text' },
				{ name: 'Location', value: 'location' },
				{ name: 'Number', value: 'number' },
				{ name: 'Phone Number', value: 'phone' },
				{ name: 'Yes or No', value: 'yesNo' },
			],
		}),
	),
	choices: shownWhen(
		{ ...VALUE, valueType: ['choice'] },
		listOf(
			{ displayName: 'Choices', entry: 'choice', entryName: 'Choice' },
			{
				label: text({ displayName: 'Label', placeholder: 'e.g. Delivery' }),
				words: optionalText({
					displayName: 'Other Words',
					placeholder: 'e.g. bring it, deliver, 🚚',
					description: 'Other words and emoji that mean this choice, with commas between them',
				}),
			},
		),
	),
	yesLabel: shownWhen(
		{ ...VALUE, valueType: ['yesNo'] },
		text({ displayName: 'Yes Label', default: 'Yes' }),
	),
	noLabel: shownWhen(
		{ ...VALUE, valueType: ['yesNo'] },
		text({ displayName: 'No Label', default: 'No' }),
	),
	answerBy: choice({
		displayName: 'Answer By',
		default: 'chat',
		options: [
			{
				name: 'Chat',
				value: 'chat',
				description:
					'By number, word, tap, quoted reply or reaction. Needs a published workflow with a WARest Trigger for the session.',
			},
			{
				name: 'Link',
				value: 'link',
				description: 'They open a page. Whoever has the link can answer.',
			},
		],
	}),
	approverIds: shownWhen(
		{ answerBy: ['chat'] },
		byAuthor(
			people(
				{
					displayName: 'Who May Answer in a Group',
					description:
						'Only these people can answer in a group; everyone in it if empty. An approval in a group needs them.',
				},
				{ required: false },
			),
		),
	),
	options: options(sendAndWaitOptions),
};

export type Entered = Values<typeof fields>;
