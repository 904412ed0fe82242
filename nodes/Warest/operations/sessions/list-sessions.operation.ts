import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { personOf } from '../../../identity/person';
import { isoTime } from '../../../whatsapp/time';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** The session as the server lists it, with its own phone number, and whether it can be used. */
export function listedSession(session: IDataObject): IDataObject {
	const { me, lastConn, status } = session;
	const [account = {}] = objectsIn(me);
	return {
		sessionId: session.id,
		...session,
		// Milliseconds or an ISO string, depending on where the server has it from.
		lastConn: typeof lastConn === 'string' ? lastConn : isoTime(lastConn),
		// Only "open" means that (docs/warest/sessions.md#2-1): `me` is kept from the last connection.
		connected: status === 'open',
		ownPhone: personOf([account.id, account.lid]).phone,
	};
}

/** See docs/warest/sessions.md#s7. */
export const listSessions = operation({
	name: 'List Sessions',
	action: 'List WhatsApp sessions',
	effect: 'read',
	risk: 'reads',
	description: "Get the API key's sessions with their state, one item each",
	fields: {},
	run: async (_values, { api }) => items((await api.sessions()).map(listedSession)),
});
