import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { collect, PAGE_SIZE, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { contains, hasWildcard } from '../../../whatsapp/contains';
import { isoTime } from '../../../whatsapp/time';
import { choice, options, optionalText, toggle } from '../../engine/fields';
import { paging } from '../../fields/paging';
import { session } from '../../fields/session';
import { simplify } from '../../fields/simplify';
import { identitiesOf, verify, type Identity } from '../identified';
import { operation } from '../../engine/operation';
import { briefChat } from './brief';
import { items } from '../../engine/output';

/** What the server can sort by; anything else it takes for the last message (docs/warest/chats.md#c1). */
const SORT_KEYS = { id: 'id', lastMessage: 'lastMessageTimestamp', name: 'name' } as const;

type SortBy = keyof typeof SORT_KEYS;
type SortOrder = 'asc' | 'desc';

function sorted(chats: IDataObject[], sortBy: SortBy, sortOrder: SortOrder): IDataObject[] {
	const key = SORT_KEYS[sortBy];
	const direction = sortOrder === 'asc' ? 1 : -1;
	const order = (a: unknown, b: unknown) =>
		(a as string) < (b as string) ? -direction : (a as string) > (b as string) ? direction : 0;
	return [...chats].sort((a, b) => order(a[key], b[key]));
}

/** The fields that people look at, called as those of a message are. */
const simplifiedChat = (
	{ isGroup, name, unreadCount, lastMessage, lastMessageTimestamp }: IDataObject,
	identity: Identity | undefined,
	sessionId: string,
): IDataObject => ({
	sessionId,
	chatId: identity?.jid ?? null,
	phone: identity?.phone ?? null,
	lid: identity?.lid ?? null,
	isGroup,
	name,
	unreadCount,
	lastMessage,
	// 0 where the server doesn't know it.
	lastMessageAt:
		Number(lastMessageTimestamp) > 0 ? isoTime(Number(lastMessageTimestamp) * 1000) : null,
});

/** See docs/warest/chats.md#c1. */
export const listChats = operation({
	name: 'List Chats',
	action: 'List WhatsApp chats, newest first',
	effect: 'read',
	risk: 'reads',
	description: "Get a session's chats, one item each",
	toModel: {
		brief: briefChat,
		nothing: 'No chats found: there are none, or none fits the search.',
	},
	fields: {
		sessionId: session(),
		...paging(),
		simplify,
		options: options({
			hasMedia: toggle({
				displayName: 'Has Media',
				default: true,
				description: 'Whether to return only chats with pictures, videos or other files',
			}),
			search: optionalText({
				displayName: 'Search',
				placeholder: 'e.g. Budi',
				description: 'Return only chats with this in their name or JID',
			}),
			sortBy: choice<SortBy>({
				displayName: 'Sort By',
				default: 'lastMessage',
				options: [
					{ name: 'JID', value: 'id' },
					{ name: 'Last Message', value: 'lastMessage' },
					{ name: 'Name', value: 'name' },
				],
			}),
			sortOrder: choice<SortOrder>({
				displayName: 'Sort Order',
				default: 'desc',
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
			}),
			verify: verify(),
		}),
	},
	run: async ({ sessionId, limit, simplify: simplified, options: entered }, item) => {
		const { api } = item;
		const { hasMedia, sortBy = 'lastMessage', sortOrder = 'desc' } = entered;
		const search = entered.search?.trim();
		const filtered = search !== undefined && hasWildcard(search);
		// Only the order by JID stays the same while messages come in, so no page skips a chat.
		const complete = limit === undefined || limit > PAGE_SIZE || filtered;
		const order = complete ? { sortBy: 'id', sortOrder: 'asc' } : { sortBy, sortOrder };
		const chats = await collect(
			async (offset, size) =>
				pageOf(
					await api.send(
						read(path`/chats`, { sessionId, limit: size, offset, hasMedia, search, ...order }),
					),
				),
			{
				wanted: complete ? undefined : limit,
				keep: filtered ? ({ jid, name }) => contains(search, jid, name) : undefined,
			},
		);
		const wanted = complete ? sorted(chats, sortBy, sortOrder).slice(0, limit) : chats;
		const jids = wanted.map(({ jid }) => jid);
		const identities = await identitiesOf(jids, sessionId, item, entered.verify);
		return items(
			wanted.map((chat) => {
				const identity = identities.get(chat.jid);
				if (simplified) return simplifiedChat(chat, identity, sessionId);
				return { sessionId, chatId: identity?.jid, ...chat, id: identity?.jid, ...identity };
			}),
		);
	},
});
