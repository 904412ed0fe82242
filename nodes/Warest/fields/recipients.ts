import type { KnownJid } from '../../identity/known';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { Field } from '../engine/field';
import type { Item } from '../engine/item';
import { addresses } from './address';
import type { OfSession } from './session';
import { listed } from '../engine/entries';

/** Each recipient once, in the order given; refuses the list if one of them can't be used. */
async function recipientJids(
	raw: unknown,
	item: Item,
	values: OfSession,
): Promise<KnownJid[] | Refusal> {
	const jids = new Set<KnownJid>();
	const entered = listed(raw);
	const found = await addresses(entered, item, values, () => item.around('to'));
	for (const [index, jid] of found.entries()) {
		const recipient = entered[index];
		if (isRefusal(jid) && entered.length === 1) return jid;
		if (isRefusal(jid)) {
			const which = typeof recipient === 'string' ? recipient.trim() : JSON.stringify(recipient);
			return { ...jid, problem: `has a recipient, "${which}", that ${jid.problem}` };
		}
		jids.add(jid);
	}
	return jids.size > 0
		? [...jids]
		: {
				problem: 'is empty',
				expected: 'Choose a recipient, or enter a phone number, JID or group ID.',
			};
}

/** Whom a message goes to: from the list of chats, contacts and groups, or by hand one or several. */
export function recipients(): Field<KnownJid[], OfSession> {
	return {
		parameter: {
			displayName: 'To',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'A person or group, or several: each gets a message and an output item',
			hint: "To answer a message, drag 'chatId' of the WARest Trigger here",
			typeOptions: { loadOptionsDependsOn: ['sessionId.value'] },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a recipient…',
					typeOptions: { searchListMethod: 'searchRecipients', searchable: true },
				},
				{
					displayName: 'By Phone Number or ID',
					// n8n would call one with the name "id" just "By ID".
					name: 'number',
					type: 'string',
					placeholder: 'e.g. 6281200010000 or 6281200010000, 120363041234567890@g.us',
				},
			],
		},
		byModel: {
			describes:
				'Recipient: WhatsApp number with country code, or group ID ending in @g.us. A name is refused.',
		},
		parse: recipientJids,
		names: 'chat',
	};
}
