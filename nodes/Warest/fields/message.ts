import { isSegment } from '../../transport/path';
import type { Field } from '../engine/field';
import { text } from '../engine/fields';

/** A message of the chosen chat: from the list of its recent ones, or by its ID. */
export function message(): Field<string> {
	const { parse } = text({ displayName: 'Message' }, (entered) => {
		const id = entered.trim();
		if (!isSegment(id)) {
			return { problem: 'is not a message ID', expected: 'It looks like 3EB0C431C26A1916E07A.' };
		}
		// Rows like "Ana pinned a message" are the server's own (docs/warest/chats.md#trap-17).
		return id.startsWith('sys_')
			? {
					problem: 'is a note of WARest, not a WhatsApp message',
					expected: 'Choose a message that someone wrote.',
				}
			: id;
	});
	return {
		parameter: {
			displayName: 'Message',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'A message of the chat',
			typeOptions: { loadOptionsDependsOn: ['sessionId.value', 'chatId.value'] },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a message…',
					typeOptions: { searchListMethod: 'searchMessages', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 3EB0C431C26A1916E07A',
				},
			],
		},
		byModel: { describes: 'The messageId of a message of this chat, from Fetch Chat Messages' },
		parse,
	};
}
