import type { KnownJid } from '../../identity/known';
import type { Field, Parameter } from '../engine/field';
import type { Item } from '../engine/item';
import { addresses, historyOf } from './address';
import { session, type OfSession } from './session';

const parameter: Parameter = {
	displayName: 'Chat ID / JID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person or group',
	typeOptions: { loadOptionsDependsOn: ['sessionId.value'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a chat…',
			typeOptions: { searchListMethod: 'searchChats', searchable: true },
		},
		{
			displayName: 'By Phone Number or ID',
			// n8n would call one with the name "id" just "By ID".
			name: 'number',
			type: 'string',
			placeholder: 'e.g. 6281200010000 or 120363041234567890@g.us',
		},
	],
};

const byModel = {
	describes:
		'Chat: WhatsApp number with country code, or group ID ending in @g.us. A name is refused.',
};

/** One chat of the session: from the list of recent ones, or by JID, phone number or group ID. */
export const chat: Field<KnownJid, OfSession> = {
	parameter,
	byModel,
	parse: async (raw, item: Item, values) => {
		const [jid] = await addresses([raw], item, values, () => item.around('chatId'));
		return jid;
	},
	names: 'chat',
};

/** Session and chat: what every operation on a chat asks for. */
export const ofChat = { sessionId: session(), chatId: chat };

export interface OfChat extends OfSession {
	chatId: KnownJid;
}

/** A chat whose history is read: also one with somebody who hides their number. */
export const chatToRead: Field<string, OfSession> = { parameter, byModel, parse: historyOf };
