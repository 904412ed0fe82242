import { changeByGet } from '../../../transport/call';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { keepingWebhook } from './webhook';

/** See docs/warest/sessions.md#s4. */
export const reconnect = operation({
	name: 'Reconnect Session',
	action: 'Reconnect a WhatsApp session',
	effect: 'change',
	risk: 'changes',
	description: 'Reconnect a session and restore its webhook, which WARest otherwise drops',
	fields: { sessionId: session() },
	run: async ({ sessionId }, { api }) => {
		const { message } = await keepingWebhook(
			api,
			sessionId,
			async () => await api.send(changeByGet(path`/session/reconnect`, { sessionId })),
		);
		return [{ json: { sessionId, success: true, message } }];
	},
});
