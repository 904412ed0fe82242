import { parseChat } from '../../identity/jid';
import type { KnownJid } from '../../identity/known';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { Field } from '../engine/field';
import type { Item } from '../engine/item';
import { entered, nameGiven, refusalOf } from './address';

const ALLOWED =
	'Choose the group from the list, or give its ID, e.g. 120363041234567890 or 120363041234567890@g.us.';

/** The JID of the one group that was entered; refuses everything that is no group. */
export function groupJid(raw: unknown): KnownJid | Refusal {
	const text = entered(raw);
	if (isRefusal(text)) return { problem: text.problem, expected: ALLOWED };
	if (text.trim() === '') return { problem: 'is empty', expected: ALLOWED };
	const chat = parseChat(text);
	const isGroup = !isRefusal(chat) && chat.kind === 'group';
	return isGroup ? chat.jid : { problem: 'is not a group ID', expected: ALLOWED };
}

/** One group of the session: from the list of its groups, or by ID with or without `@g.us`. */
export function group(): Field<KnownJid> {
	return {
		parameter: {
			displayName: 'Group',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			typeOptions: { loadOptionsDependsOn: ['sessionId.value'] },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a group…',
					typeOptions: { searchListMethod: 'searchGroups', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 120363041234567890@g.us',
				},
			],
		},
		parse: (raw, item: Item) => {
			const text = entered(raw);
			if (isRefusal(text)) return groupJid(raw);
			const jid = groupJid(nameGiven(text, item) ?? text);
			return isRefusal(jid) ? refusalOf(text, jid, item) : jid;
		},
		byModel: { describes: 'Group ID ending in @g.us, from List Groups' },
		names: 'chat',
	};
}
