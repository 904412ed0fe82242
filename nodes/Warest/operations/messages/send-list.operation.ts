import { path } from '../../../transport/path';
import { listOf, options, optionalText, text } from '../../engine/fields';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { interactive, interactiveOptions } from './interactive';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

const rows = listOf(
	{ displayName: 'Rows', entry: 'row', entryName: 'Row' },
	{
		title: text({ displayName: 'Title', placeholder: 'e.g. Cappuccino' }),
		description: optionalText({ displayName: 'Description', placeholder: 'e.g. With oat milk' }),
		header: optionalText({ displayName: 'Header', placeholder: 'e.g. New' }),
		id: optionalText({
			displayName: 'ID',
			placeholder: 'e.g. cappuccino',
			description: 'What the answer carries, so that a workflow can tell the rows apart',
		}),
	},
);

/** See docs/warest/messages.md#3-9. */
export const sendList = operation({
	name: 'Send List',
	action: 'Send list',
	effect: 'send',
	description: 'Send a text with a button that opens a list to choose from',
	fields: {
		sessionId: session(),
		to: recipients(),
		text: text({ displayName: 'Text', rows: 3, placeholder: 'e.g. What would you like?' }),
		buttonText: text({
			displayName: 'Button Text',
			default: 'Open',
			description: 'What stands on the button that opens the list',
		}),
		sections: listOf(
			{ displayName: 'Sections', entry: 'section', entryName: 'Section' },
			{
				title: optionalText({ displayName: 'Title', placeholder: 'e.g. Coffee' }),
				rows,
			},
		),
		options: options({ ...sendOptions, ...interactiveOptions }),
	},
	run: async ({ text: content, buttonText, sections, options: entered, ...values }, item) => {
		const body = { text: content, buttonText, sections, ...interactive(entered) };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/list`, sending, to, body),
		);
	},
});
