import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { phoneOfJid } from '../../../identity/jid';
import type { Item } from '../../operation/item';

async function connected({ api }: Item): Promise<IDataObject[]> {
	return (await api.sessions()).filter(({ status }) => status === 'open');
}

/**
 * The session that a look-up goes through: the chosen one, else the first that is connected. The server would
 * choose by itself too, but not say which (contract misc 1.7).
 */
export async function sessionForLookUp(chosen: string | undefined, item: Item): Promise<string> {
	if (chosen !== undefined) return chosen;
	const first = await item.api.once('first connected session', async () => {
		const [session] = await connected(item);
		if (session) return String(session.id);
		throw item.failure(
			'No session of this API key is connected',
			"Connect one with Sessions → Create Session, or choose one in the option 'Session'.",
		);
	});
	return first;
}

/** The session's own account: its JID without device; null as long as the session never was connected. */
export async function ownJid(sessionId: string, { api }: Item): Promise<string | null> {
	return await api.once(`own JID of ${sessionId}`, async () => {
		const session = (await api.sessions()).find(({ id }) => id === sessionId);
		const [{ id } = {} as IDataObject] = objectsIn(session?.me);
		const phone = phoneOfJid(String(id));
		return phone ? `${phone.slice(1)}@s.whatsapp.net` : null;
	});
}
