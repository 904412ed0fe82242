import type { Api } from '../../transport/api';
import type { Refusal } from '../../whatsapp/refusal';

const CREDENTIAL = "the 'Default Session' of the credential";

/**
 * The session that is meant where none is chosen: the credential's, else the only one that is connected. In one run it
 * stays the same.
 */
export async function defaultSession(api: Api): Promise<string | Refusal> {
	if (api.defaultSession !== '') return api.defaultSession;
	return await api.once('default session', async () => {
		const sessions = await api.sessions();
		const open = sessions.filter(({ status }) => status === 'open');
		// The only one there is says by itself why it isn't connected.
		const [first, ...others] = open.length > 0 ? open : sessions;
		if (first === undefined) {
			return {
				problem: 'is empty, and this API key has no session',
				expected: 'Create one with Sessions → Create Session.',
			};
		}
		if (others.length === 0) return String(first.id);
		const names = [first, ...others].map(({ id }) => `'${String(id)}'`).join(', ');
		return open.length > 0
			? {
					problem: `is empty, and ${open.length} sessions are connected`,
					expected: `Choose one of them, or name one as ${CREDENTIAL}: ${names}.`,
				}
			: {
					problem: 'is empty, and no session is connected',
					expected: `Connect one with Sessions → Create Session, or choose one: ${names}.`,
				};
	});
}
