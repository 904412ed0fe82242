import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { path } from '../../transport/path';
import { contains } from '../../whatsapp/contains';
import { phoneOfJid } from '../../whatsapp/jid';
import { searchChats } from './chats';
import { chosen } from './chosen';

const PAGE = 500;

type Entry = INodeListSearchResult['results'][number];

/** Chats of somebody else's session may be read, its contacts and groups may not (contract sessions-server 1.2). */
const FORBIDDEN = ['403/2201'] as const;

async function contactsAfter(api: Api, sessionId: string, offset: number): Promise<IDataObject[]> {
	const query = { sessionId, limit: String(PAGE), offset: String(offset) };
	const { results } = await api.send({
		...read(path`/profile/list-contacts`, query),
		accepts: FORBIDDEN,
	});
	return objectsIn(results[0]?.data);
}

async function groupsOf(api: Api, sessionId: string): Promise<IDataObject[]> {
	const { results } = await api.send({ ...read(path`/groups`, { sessionId }), accepts: FORBIDDEN });
	return objectsIn(results[0]?.data);
}

function contactEntry({ jid, name }: IDataObject): Entry {
	const phone = phoneOfJid(String(jid));
	return {
		name: name && phone ? `${name} (${phone})` : String(name ?? phone ?? jid),
		value: String(jid),
	};
}

/**
 * Recent chats first, then the contacts, then the groups, a page at a time; the token names the list and how
 * far it was read. Who has a chat stands among the contacts once more: the list has no memory of its pages.
 */
export async function searchRecipients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = 'chats:0',
): Promise<INodeListSearchResult> {
	const sessionId = chosen(this, 'sessionId', 'Session');
	const [list, position] = paginationToken.split(':');
	if (list === 'chats') {
		const { results, paginationToken: next } = await searchChats.call(this, filter, position);
		return { results, paginationToken: next === undefined ? 'contacts:0' : `chats:${next}` };
	}
	const api = await Api.open(this);
	if (list === 'contacts') {
		const contacts = await contactsAfter(api, sessionId, Number(position));
		const results = contacts.map(contactEntry).filter(({ name }) => contains(filter, name));
		const more = contacts.length === PAGE;
		return { results, paginationToken: more ? `contacts:${Number(position) + PAGE}` : 'groups:0' };
	}
	const groups = await groupsOf(api, sessionId);
	return {
		results: groups
			.map(({ id, subject }) => ({ name: `${subject} (group)`, value: String(id) }))
			.filter(({ name }) => contains(filter, name)),
	};
}
