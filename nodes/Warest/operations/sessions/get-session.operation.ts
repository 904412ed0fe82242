import { sessionState } from '../../../transport/failures/session-state';
import { holderOf } from '../../../webhook/holder';
import { configIn, storedWebhook } from '../../../webhook/stored';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { session } from '../../fields/session';
import { describedSession } from './described-session';

/** See docs/warest/sessions.md#s7 and #s6. */
export const getSession = operation({
	name: 'Get Session',
	action: 'Get the state of a WhatsApp session',
	effect: 'read',
	risk: 'reads',
	description:
		'Get the state of a session in plain words, its phone number, and who has its webhook',
	fields: { sessionId: session() },
	run: async ({ sessionId }, item) => {
		const { api } = item;
		const sessions = await api.sessions();
		const found = sessions.find(({ id }) => id === sessionId);
		const stored = found && (await storedWebhook(api, sessionId));
		if (!found || !stored) {
			const { message, hint } = sessionState(sessionId, sessions);
			throw item.failure(message, hint);
		}
		const { who, words, address } = holderOf(configIn(stored), item.n8nAddress, api);
		const webhook = { webhook: words, webhookOwner: who, webhookUrl: address };
		return items([{ ...describedSession(found, sessions), ...webhook }]);
	},
});
