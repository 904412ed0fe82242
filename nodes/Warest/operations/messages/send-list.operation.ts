import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { optionalText, text } from '../../engine/fields';
import { listOf } from '../../engine/list-of';
import { idOf, interactive, interactiveOptions } from './interactive';
import { sending } from './sending';
import { writtenSections } from './written';

const rows = listOf(
	{ displayName: 'Rows', entry: 'row', entryName: 'Row' },
	{
		title: text({ displayName: 'Title', placeholder: 'e.g. Cappuccino' }),
		description: optionalText({ displayName: 'Description', placeholder: 'e.g. With oat milk' }),
		header: optionalText({ displayName: 'Header', placeholder: 'e.g. New' }),
		id: optionalText({
			displayName: 'ID',
			placeholder: 'e.g. cappuccino',
			description:
				'Comes back with the answer, to tell rows apart. If left empty, the title of the row.',
		}),
	},
);

const labelled = ({ id, title }: { id?: string; title: string }) => ({ id, text: title });

/** See docs/warest/messages.md#3-9. */
export const sendList = sending({
	name: 'Send List',
	action: 'Send a WhatsApp list to choose from',
	description: 'Send a text with a button that opens a list to choose from',
	fields: {
		text: byModel(
			text({ displayName: 'Text', rows: 3, placeholder: 'e.g. What would you like?' }),
			'The text of the message',
		),
		buttonText: text({
			displayName: 'Button Text',
			default: 'Open',
			description: 'Label of the button that opens the list',
		}),
		sections: listOf(
			{
				displayName: 'Sections',
				entry: 'section',
				entryName: 'Section',
				written: {
					describes:
						'Choices, one per line: Cappuccino | with oat milk. A line # Coffee begins a section.',
					entries: writtenSections,
				},
			},
			{
				title: optionalText({ displayName: 'Title', placeholder: 'e.g. Coffee' }),
				rows,
			},
		),
	},
	options: { ...interactiveOptions },
	compose: ({ text: content, buttonText, sections: entered, options }) => {
		const all = entered.flatMap((section) => section.rows.map(labelled));
		const sections = entered.map((section) => ({
			...section,
			rows: section.rows.map((row) => ({ ...row, id: idOf(labelled(row), all) })),
		}));
		const body = { text: content, buttonText, sections, ...interactive(options) };
		return { path: path`/messages/send/list`, body };
	},
});
