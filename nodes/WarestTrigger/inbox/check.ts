import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import { ofSession } from '../by-session';
import type { Address } from '../catch-up/loopback';
import { signatureOf } from '../receiving/signature';
import type { Settings } from '../settings/settings';
import { storedState } from '../state';

/** Many executions may go on. */
const TIMEOUT_MS = 30_000;

/** Has the trigger's own webhook wake the questions whose time is over: only there it is known which these are. */
export async function askToEnd(
	context: IPollFunctions,
	{ url, secret }: Address,
	{ sessions: [id] }: Settings,
): Promise<void> {
	const registry = ofSession(storedState(context).registries, id) ?? null;
	const body = questionBody({ end: true }, { id, registry }, Date.now());
	try {
		await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: {
				'content-type': 'application/json',
				'x-warest-signature': signatureOf(body, secret),
			},
			body,
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
		});
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}
