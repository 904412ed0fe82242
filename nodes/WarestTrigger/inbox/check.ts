import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import { ofSession } from '../by-session';
import { postSigned, type Address } from '../receiving/signed-post';
import type { Settings } from '../settings/settings';
import { isTest, nameOf } from '../../webhook/register';
import { processState, storedState } from '../state';

/** Many executions may go on. */
const TIMEOUT_MS = 30_000;

/** Who gets the events of sessions in the place of this trigger, as far as it was seen. */
function headsOf(context: IPollFunctions, url: string, sessions: string[]) {
	const { members } = processState(context);
	return sessions.flatMap((session) => {
		const [head] = members.get(session) ?? [];
		const isOther = head !== undefined && head !== nameOf(url) && !isTest(head);
		return isOther ? [{ session, head }] : [];
	});
}

/**
 * Has the trigger's own webhook wake the questions whose time is over, and hand the others to who gets the answers: only
 * there it is known which these are.
 */
export async function askToEnd(
	context: IPollFunctions,
	address: Address,
	{ sessions }: Settings,
): Promise<void> {
	const [id] = sessions;
	const end = headsOf(context, address.url, sessions);
	const registry = ofSession(storedState(context).registries, id) ?? null;
	const body = questionBody({ end }, { id, registry }, Date.now());
	try {
		await postSigned(context, address, body, TIMEOUT_MS);
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}
