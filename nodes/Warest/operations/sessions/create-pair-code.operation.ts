import { changeByGet } from '../../../transport/call';
import { path } from '../../../transport/path';
import { phone } from '../../fields/phone';
import { newSession } from '../../fields/session';
import { operation } from '../../engine/operation';
import { refuseTwin } from './create-session.operation';
import { ALREADY_OPEN } from './scanning';
import { keepingWebhook } from './webhook';

/** See docs/warest/sessions.md#s2. */
export const createPairCode = operation({
	name: 'Create Pair Code',
	action: 'Connect a WhatsApp number (pair code)',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		'Start a session and get a code to type on the phone under Linked devices → Link with phone number',
	fields: {
		sessionId: newSession(),
		phone: phone({
			displayName: 'Phone',
			description: 'Phone number of the WhatsApp account to link',
		}),
	},
	run: async ({ sessionId, phone: number }, item) => {
		await refuseTwin({ sessionId }, item);
		const { code, message, results } = await keepingWebhook(
			item.api,
			sessionId,
			async () =>
				await item.api.send(
					changeByGet(path`/session/create/pair-code`, { sessionId, phone: number }),
				),
		);
		const [result = {}] = results;
		const open = code === ALREADY_OPEN;
		const pairCode = result.pairCode || null;
		if (!open && pairCode === null) {
			item.hint(
				'WhatsApp has not given a pair code yet. Run this again in a few seconds; if the problem persists, check the phone number.',
			);
		}
		const status = open ? 'open' : 'connecting';
		return [{ json: { ...result, pairCode, status, message, ownPhone: `+${number}` } }];
	},
});
