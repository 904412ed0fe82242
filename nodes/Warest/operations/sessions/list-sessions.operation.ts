import type { IDataObject } from 'n8n-workflow';
import { phoneOfJid } from '../../../whatsapp/jid';
import { operation, items } from '../../operation/operation';

/** `lastConn` is milliseconds or an ISO string, depending on where the server has it from. */
const isoTime = (time: unknown) =>
	typeof time === 'number' ? new Date(time).toISOString() : (time ?? null);

/** The session as the server lists it, with its phone number, and whether it can be used. */
export function listedSession(session: IDataObject): IDataObject {
	const { me, lastConn, status } = session;
	const { id = '' } = (me ?? {}) as { id?: string };
	return {
		...session,
		lastConn: isoTime(lastConn) as string | null,
		phone: phoneOfJid(id),
		// Only "open" means that (contract sessions-server 2.1): `me` is kept from the last connection.
		connected: status === 'open',
	};
}

/** Contract sessions-server S7. */
export const listSessions = operation({
	name: 'List Sessions',
	action: 'List sessions',
	description: 'Get the sessions of this API key with their state, one item for each',
	fields: {},
	run: async (_values, { api }) => items((await api.sessions()).map(listedSession)),
});
