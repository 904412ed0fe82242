import type { IDataObject } from 'n8n-workflow';
import { withOwnApart } from '../../../identity/own-phone';
import { personOf } from '../../../identity/person';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { isRefusal } from '../../../whatsapp/refusal';
import { choice, options, toggle } from '../../engine/fields';
import { groupJid } from '../../fields/group';
import { paging } from '../../fields/paging';
import { listed } from '../../engine/entries';
import { session } from '../../fields/session';
import type { Field } from '../../engine/field';
import type { Item } from '../../engine/item';
import { identitiesOf, verify, type Identity } from '../identified';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** The most that the server returns at once. */
const PAGE = 1000;
/** With details, each contact takes several lookups, and messages wait behind them. */
const DEEP_PAGE = 10;

const GROUPS = 'Only Groups';

/** The server knows groups only by their full JIDs; bare IDs match nobody. */
const groupIds: Field<string[] | undefined> = {
	parameter: {
		displayName: GROUPS,
		type: 'string',
		default: '',
		placeholder: 'e.g. 120363041234567890@g.us',
		description: 'Return only members of these groups: their IDs, with commas between them',
	},
	parse: (raw) => {
		const jids: string[] = [];
		for (const entry of listed(raw ?? '')) {
			const jid = groupJid(entry);
			if (isRefusal(jid)) return jid;
			jids.push(jid);
		}
		return jids.length > 0 ? jids : undefined;
	},
};

type Type = 'contacts' | 'groups';

interface Query extends IDataObject {
	sessionId: string;
	type: Type;
	deep?: 'true';
	groupIds?: string;
}

/**
 * All contacts up to `wanted`; the server doesn't say how many there are (docs/warest/profile.md#endpoint-30,
 * docs/warest/groups.md#trap-7).
 */
async function contacts(query: Query, wanted: number, { api }: Item): Promise<IDataObject[]> {
	const found = new Map<unknown, IDataObject>();
	const size = Math.min(wanted, query.deep ? DEEP_PAGE : PAGE);
	for (let offset = 0; ; offset += size) {
		// As text: the server doesn't read numbers in JSON, and gives one contact if it reads no limit.
		const page = { ...query, limit: String(size), offset: String(offset) };
		const call = read(path`/profile/list-contacts`, page);
		const { results } = await api.send({ ...call, slow: true });
		const { phone, data } = results[0] ?? {};
		const rows = objectsIn(data);
		const before = found.size;
		for (const row of rows) found.set(row.jid, { ...row, isMe: row.phone === phone });
		const isLast = rows.length < size || found.size === before;
		if (isLast || found.size >= wanted) return [...found.values()].slice(0, wanted);
	}
}

/** Members of groups come with the numbers that WhatsApp pairs with their LIDs. */
function memberOf(listed: unknown): Identity {
	const { jid, phone, lid } = personOf([listed]);
	return { jid, phone, lid };
}

/** See docs/warest/profile.md#endpoint-30. */
export const listContacts = operation({
	name: 'List Contacts',
	action: 'List WhatsApp contacts',
	effect: 'read',
	risk: 'reads',
	description:
		'Get the people a session knows, and its own account, one item each. For those who hide their number, WARest gives other digits as if they were one.',
	fields: {
		sessionId: session(),
		...paging(),
		options: options({
			deep: toggle({
				displayName: 'Details',
				default: true,
				description:
					"Whether to also look up each one's picture, about text and business profile. Slow, and messages wait meanwhile.",
			}),
			groupIds,
			verify: verify(),
			type: choice<Type>({
				displayName: 'Type',
				default: 'contacts',
				options: [
					{ name: 'Contacts', value: 'contacts' },
					{
						name: 'Group Members',
						value: 'groups',
						description:
							"Members of the session's groups whose number is known. WARest then reports each group to the webhook as updated.",
					},
				],
			}),
		}),
	},
	run: async ({ sessionId, limit = Infinity, options: entered }, item) => {
		const { deep, groupIds: only, type = only ? 'groups' : 'contacts' } = entered;
		if (only && type !== 'groups') {
			throw item.refusal(
				GROUPS,
				only.join(', '),
				"works only with the type 'Group Members'",
				"Set the option 'Type' to 'Group Members'.",
			);
		}
		const query: Query = {
			sessionId,
			type,
			...(deep && { deep: 'true' }),
			...(only && { groupIds: only.join(',') }),
		};
		const found = await contacts(query, limit, item);
		if (found.length === 0 && type === 'groups') {
			item.hint(
				'WARest lists no group members. It also does so when WhatsApp does not answer: if you expect some, run this again.',
			);
		}
		const jids = found.map(({ jid }) => jid);
		const known = type === 'groups';
		const identities = known
			? new Map<unknown, Identity>(jids.map((jid) => [jid, memberOf(jid)]))
			: await identitiesOf(jids, sessionId, item, entered.verify);
		return items(
			found.map(({ jid, isMe, ...contact }) => {
				const identity = identities.get(jid);
				const phone = identity?.phone ?? null;
				return { sessionId, ...contact, ...withOwnApart({ ...identity, phone, isMe }) };
			}),
		);
	},
});
