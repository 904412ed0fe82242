import type { Api } from '../../../transport/api';

/** The server keeps the WhatsApp login of a session under this name (docs/warest/server.md#1-3). */
const folder = (sessionId: string) => sessionId.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Another session that shares its WhatsApp login with this one, because their IDs differ too little. */
export async function twinOf(api: Api, sessionId: string): Promise<string | null> {
	const ids = (await api.sessions()).map(({ id }) => String(id));
	return ids.find((id) => id !== sessionId && folder(id) === folder(sessionId)) ?? null;
}
