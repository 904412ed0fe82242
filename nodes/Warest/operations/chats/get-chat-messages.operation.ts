import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { collect, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import { contains, hasWildcard } from '../../../whatsapp/contains';
import { isoTime } from '../../../whatsapp/time';
import { dateTime, options, optionalText, toggle } from '../../engine/fields';
import { chatToRead } from '../../fields/chat';
import { paging } from '../../fields/paging';
import { session } from '../../fields/session';
import { simplify } from '../../fields/simplify';
import { identitiesOf } from '../identified';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { briefMessage } from './brief';
import { chatNameIn, jidsIn, messagesOfHistory, senderOf } from './messages-of-history';

interface Reaction {
	from?: unknown;
}

const reactionsOf = ({ reactions }: IDataObject) => (reactions ?? []) as Reaction[];
const mentionsIn = ({ mentionedJids }: IDataObject) => (mentionedJids ?? []) as unknown[];

/** The rows with what is really known about the people in them. */
async function withPeople(
	rows: IDataObject[],
	sessionId: string,
	item: Item,
): Promise<IDataObject[]> {
	const identities = await identitiesOf(rows.flatMap(jidsIn), sessionId, item);
	const jidOf = (jid: unknown) => identities.get(jid)?.jid ?? null;
	const writerOf = ({ senderJid, fromMe }: IDataObject) => {
		const sender = identities.get(senderJid);
		return sender && senderOf(sender, fromMe === true);
	};
	return rows.map((row) => ({
		sessionId,
		chatId: jidOf(row.toJid),
		sender: writerOf(row),
		...row,
		toJid: jidOf(row.toJid),
		senderJid: jidOf(row.senderJid),
		mentionedJids: mentionsIn(row).map(jidOf),
		reactions: reactionsOf(row).map((each) => ({ ...each, from: jidOf(each.from) })),
	}));
}

const NO_CAPTIONED_DOCUMENTS =
	'Documents with a caption are missing: WARest does not store them. The WARest Trigger gets them when they come.';

/** See docs/warest/chats.md#c2. */
export const getChatMessages = operation({
	name: 'Fetch Chat Messages',
	action: 'Fetch the messages of a WhatsApp chat, newest first',
	effect: 'read',
	risk: 'reads',
	description: 'Get the messages of a chat as WARest has stored them',
	toModel: {
		brief: briefMessage,
		nothing:
			'No messages found: WARest has none stored that fit, or knows no such chat. List Chats gives the chats that it knows.',
	},
	fields: {
		sessionId: session(),
		chatId: chatToRead,
		...paging(),
		simplify,
		options: options({
			endTime: dateTime({
				displayName: 'End Time',
				description: 'Return only messages up to this time',
			}),
			isFromMe: toggle({
				displayName: 'From Me',
				default: true,
				description:
					'Whether to return only what this session sent (on) or only what others sent (off)',
			}),
			mediaOnly: toggle({
				displayName: 'Media Only',
				default: true,
				description: 'Whether to return only pictures, videos and other files',
			}),
			search: optionalText({
				displayName: 'Search',
				placeholder: 'e.g. invoice',
				description: 'Return only messages with this in their text or caption',
			}),
			startTime: dateTime({
				displayName: 'Start Time',
				description: 'Return only messages from this time onward',
			}),
		}),
	},
	run: async ({ sessionId, chatId, limit, simplify: simplified, options: entered }, item) => {
		const { api } = item;
		const { isFromMe, mediaOnly, search, startTime } = entered;
		// Without it, every look into a chat would say so.
		if (mediaOnly) item.hint(NO_CAPTIONED_DOCUMENTS);
		// The server ignores the direction, and treats % and _ in a search as wildcards.
		const keep = ({ fromMe, body }: IDataObject) =>
			(isFromMe === undefined || fromMe === isFromMe) &&
			(search === undefined || !hasWildcard(search) || contains(search, body));
		// Messages that arrive during the reading would shift the pages, so the first page fixes the end.
		let endTime = entered.endTime;
		let chatName: string | null = null;
		const messages = await collect(
			async (offset, size) => {
				const query = { sessionId, limit: size, offset, mediaOnly, search, startTime, endTime };
				const answer = await api.send(read(path`/chats/${chatId}/messages`, query));
				const page = pageOf(answer);
				chatName ??= chatNameIn(answer);
				endTime ??= isoTime(Number(page.rows[0]?.timestamp) * 1000) ?? undefined;
				return page;
			},
			{ wanted: limit, keep },
		);
		return items(
			simplified
				? await messagesOfHistory(messages, { sessionId, chatName }, item)
				: await withPeople(messages, sessionId, item),
		);
	},
});
