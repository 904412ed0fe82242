import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { phoneOfDigits, type KnownDigits } from '../../identity/known';
import { planFor } from '../../identity/numbering';
import { objectsIn } from '../../transport/answer';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { ownDigits, proverOf } from '../../transport/on-whatsapp';
import { PAGE_SIZE, pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { FOREIGN_SESSION } from '../../transport/server-facts';
import { containsWords } from '../../whatsapp/contains';
import { chatsWith } from './chats';
import { sessionFor } from './chosen';
import { CONTACTS_PAGE, contactsFrom } from '../../transport/contacts';
import { entryOf, type Entry } from './entry';
import { soughtIn, type Sought } from '../../identity/sought';
import { untilFound } from './until-found';

/** Chats of somebody else's session may be read, its groups may not (docs/warest/server.md#1-2). */
async function groupsOf(api: Api, sessionId: string): Promise<IDataObject[]> {
	const call = read(path`/groups`, { sessionId });
	const { results } = await api.send({ ...call, accepts: [FOREIGN_SESSION] });
	return objectsIn(results[0]?.data);
}

/** Who stands among the recent chats already. */
async function withChat(api: Api, sessionId: string): Promise<ReadonlySet<unknown>> {
	const { rows } = pageOf(await api.send(read(path`/chats`, { sessionId, limit: PAGE_SIZE })));
	return new Set(rows.map(({ jid }) => jid));
}

/** What a list of people is for. */
interface Purpose {
	groups: boolean;
	/** The entry for a phone number that no list has. */
	offer(phone: string): string;
}

/**
 * Recent chats first, then the other contacts, then, in a search, the other groups; the token names the list and how
 * far it was read.
 */
function listOf(api: Api, sessionId: string, { text, number }: Sought, { groups }: Purpose) {
	const prover = proverOf(api, sessionId);
	const entries = async (rows: IDataObject[]): Promise<Entry[]> => {
		const listed = await api.once('with chat', async () => await withChat(api, sessionId));
		return rows
			.filter(({ jid, name }) => !listed.has(jid) && containsWords(text, jid, name))
			.flatMap((row) => entryOf(row, prover) ?? []);
	};
	return async (token = 'chats:0'): Promise<INodeListSearchResult> => {
		const [list, position] = token.split(':');
		if (list === 'chats') {
			const page = await chatsWith(api, sessionId, text, position);
			const { results, paginationToken: next } = page;
			return {
				results: results.filter(({ value }) => groups || !String(value).endsWith('@g.us')),
				paginationToken: next === undefined ? 'contacts:0' : `chats:${String(next)}`,
			};
		}
		if (list === 'contacts') {
			const contacts = await contactsFrom(api, sessionId, Number(position));
			const more = contacts.length === CONTACTS_PAGE;
			// Listing the groups reports each of them to the webhook: only when somebody looks for one.
			const last = groups && text !== '' && number === null ? 'groups:0' : undefined;
			return {
				results: await entries(contacts),
				paginationToken: more ? `contacts:${Number(position) + CONTACTS_PAGE}` : last,
			};
		}
		const rows = await groupsOf(api, sessionId);
		return { results: await entries(rows.map(({ id, subject }) => ({ jid: id, name: subject }))) };
	};
}

/** The number that is dialled so where the session's own account is at home; whoever chooses it sees it in full. */
async function dialledAtHome(
	api: Api,
	sessionId: string,
	filter: string,
): Promise<KnownDigits | null> {
	if (api.defaultCountryCode !== '' || !/^\s*0/.test(filter)) return null;
	const home = planFor((await ownDigits(api, sessionId)) ?? '');
	return home ? soughtIn(filter, home.callingCode).number : null;
}

async function search(
	context: ILoadOptionsFunctions,
	purpose: Purpose,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await Api.open(context);
	const sessionId = await sessionFor(context, api);
	const sought = soughtIn(filter, api.defaultCountryCode);
	const page = await untilFound(listOf(api, sessionId, sought, purpose), paginationToken);
	if (paginationToken !== undefined) return page;
	const number = sought.number ?? (await dialledAtHome(api, sessionId, filter));
	if (number === null) return page;
	if (page.results.some(({ value }) => String(value).includes(number))) return page;
	const phone = phoneOfDigits(number);
	return { ...page, results: [{ name: purpose.offer(phone), value: phone }, ...page.results] };
}

/** Whom a message can go to: chats, contacts, groups, and a number that was typed. */
export async function searchRecipients(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const purpose: Purpose = { groups: true, offer: (phone) => `Send to ${phone}` };
	return await search(this, purpose, filter, paginationToken);
}

/** People who can be added to a group: from chats and contacts, and a number that was typed. */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const purpose: Purpose = { groups: false, offer: (phone) => `Add ${phone}` };
	return await search(this, purpose, filter, paginationToken);
}
