import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../engine/item';

async function connected({ api }: Item): Promise<IDataObject[]> {
	return (await api.sessions()).filter(({ status }) => status === 'open');
}

/**
 * The session that a look-up goes through: the chosen one, else the credential's, else the first that is connected. The server would
 * choose by itself too, but not say which (docs/warest/misc.md#1-7).
 */
export async function sessionForLookUp(chosen: string | undefined, item: Item): Promise<string> {
	if (chosen !== undefined) return chosen;
	if (item.api.defaultSession !== '') return item.api.defaultSession;
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
