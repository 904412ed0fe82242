import type { IDataObject } from 'n8n-workflow';
import { soughtIn } from '../../../identity/sought';
import { read } from '../../../transport/call';
import { CONTACTS_PAGE, contactsFrom } from '../../../transport/contacts';
import { collect, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { contains, hasWildcard } from '../../../whatsapp/contains';
import { isoTime } from '../../../whatsapp/time';
import { byModel } from '../../engine/by-model';
import { number, text } from '../../engine/fields';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { session } from '../../fields/session';
import { identitiesOf, type Identity } from '../identified';
import { briefChat } from './brief';

interface Search {
	sessionId: string;
	/** In the form in which names and JIDs can have it. */
	sought: string;
	wanted: number;
}

async function chatsWith({ sessionId, sought, wanted }: Search, item: Item) {
	return await collect(
		async (offset, limit) => {
			const query = { sessionId, limit, offset, search: sought };
			return pageOf(await item.api.send(read(path`/chats`, query)));
		},
		// The server takes % and _ for any character.
		{ wanted, keep: ({ jid, name }) => !hasWildcard(sought) || contains(sought, jid, name) },
	);
}

/** Contacts without a chat; the server can't search them. */
async function contactsWith(
	{ sessionId, sought, wanted }: Search,
	chats: readonly IDataObject[],
	{ api }: Item,
): Promise<IDataObject[]> {
	const listed = new Set(chats.map(({ jid }) => jid));
	const found: IDataObject[] = [];
	for (let offset = 0; found.length < wanted; offset += CONTACTS_PAGE) {
		const page = `contacts of ${sessionId} from ${offset}`;
		const contacts = await api.once(page, async () => await contactsFrom(api, sessionId, offset));
		found.push(
			...contacts.filter(({ jid, name }) => !listed.has(jid) && contains(sought, jid, name)),
		);
		if (contacts.length < CONTACTS_PAGE) break;
	}
	return found.slice(0, wanted);
}

/** What is known of the number of a match: a person chooses by it, as anybody can call themselves anything. */
function numberOf({ jid, phone, lid }: Identity): string {
	if (jid?.endsWith('@g.us')) return 'group';
	if (phone !== null) return 'known';
	return lid === null ? 'unverified' : 'hidden';
}

const NONE =
	'No such chat. WARest knows chats that had messages, and contacts of the phone. Ask for the phone number, or try a part of the name.';

/**
 * See docs/warest/chats.md#c1. A name is no address: what a stranger calls himself takes the place of the name that the
 * person saved, so matches come with their numbers to choose from, and nothing is sent.
 */
export const findChat = operation({
	name: 'Find Chat',
	action: 'Find a WhatsApp chat or contact by name or number',
	effect: 'read',
	risk: 'reads',
	description:
		'Find chats and contacts by name or number, one item each. Anybody can take any name: compare the number before you send.',
	toModel: { brief: (chat, most) => (chat.found === true ? briefChat(chat, most) : chat) },
	fields: {
		sessionId: session(),
		search: byModel(
			text({
				displayName: 'Name or Number',
				placeholder: 'e.g. Budi',
				description: 'A part of the name, or of the phone number',
			}),
			'A part of the name, or of the phone number',
		),
		limit: number({
			displayName: 'Limit',
			default: 15,
			min: 1,
			max: 500,
			description: 'Max number of results to return',
		}),
	},
	run: async ({ sessionId, search: entered, limit }, item) => {
		const { text: sought } = soughtIn(entered, item.defaultCountryCode);
		const search = { sessionId, sought, wanted: limit };
		const chats = await chatsWith(search, item);
		const missing = { ...search, wanted: limit - chats.length };
		const found = [...chats, ...(await contactsWith(missing, chats, item))];
		if (found.length === 0)
			return items([{ sessionId, found: false, search: entered, note: NONE }]);
		const jids = found.map(({ jid }) => jid);
		const identities = await identitiesOf(jids, sessionId, item);
		return items(
			found.map(({ jid, name, isGroup, lastMessage, lastMessageTimestamp }) => {
				const identity = identities.get(jid) ?? { jid: null, phone: null, lid: null };
				const { jid: chatId, phone, lid } = identity;
				const at = Number(lastMessageTimestamp ?? 0);
				return {
					sessionId,
					found: true,
					name: typeof name === 'string' ? name : null,
					chatId,
					number: numberOf(identity),
					phone,
					lid,
					isGroup: isGroup === true,
					hasChat: lastMessageTimestamp !== undefined,
					lastMessage: lastMessage ?? null,
					lastMessageAt: at > 0 ? isoTime(at * 1000) : null,
				};
			}),
		);
	},
});
