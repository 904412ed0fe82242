import { withOwnPhone } from '../../../identity/own-phone';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';

/** See docs/warest/sessions.md#s5: one record of the session's own account, also when it isn't connected. */
export const devices = operation({
	name: 'List Devices',
	action: 'Get the account and device of a WhatsApp session',
	effect: 'read',
	risk: 'reads',
	description: "Get the name, phone number and device of a session's account",
	fields: {
		sessionId: session(),
		options: options({
			refresh: toggle({
				displayName: 'Refresh',
				default: true,
				description: 'Whether to ask again instead of using an answer up to 15 seconds old',
			}),
		}),
	},
	request: ({ sessionId, options: { refresh } }) =>
		read(path`/session/devices`, { sessionId, ...(refresh && { refresh: 1 }) }),
	output: ({ results }, { sessionId }) =>
		results.map((result) => ({ sessionId, ...withOwnPhone(result) })),
});
