import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from './answer';
import type { Api } from './api';
import { read } from './call';
import { path } from './path';
import { FOREIGN_SESSION } from './server-facts';

/** The most that the server returns at once (docs/warest/profile.md#endpoint-30). */
export const CONTACTS_PAGE = 1000;

/** A page of the contacts; none of somebody else's session, whose contacts may not be read (docs/warest/server.md#1-2). */
export async function contactsFrom(
	api: Api,
	sessionId: string,
	offset: number,
): Promise<IDataObject[]> {
	const query = { sessionId, limit: String(CONTACTS_PAGE), offset: String(offset) };
	const call = read(path`/profile/list-contacts`, query);
	const { results } = await api.send({ ...call, accepts: [FOREIGN_SESSION] });
	return objectsIn(results[0]?.data);
}

/** The names of all contacts, by their JIDs. */
export async function contactNames(api: Api, sessionId: string): Promise<Map<unknown, unknown>> {
	const names = new Map<unknown, unknown>();
	for (let offset = 0; ; offset += CONTACTS_PAGE) {
		const contacts = await contactsFrom(api, sessionId, offset);
		for (const { jid, name } of contacts) names.set(jid, name);
		if (contacts.length < CONTACTS_PAGE) return names;
	}
}
