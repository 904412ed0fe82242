import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import { ofSession } from '../by-session';
import { cursorOf } from '../catch-up/stored-cursor';
import { postSigned, type Address } from '../receiving/signed-post';
import type { Settings } from '../settings/settings';
import { liveOthers } from '../../webhook/register';
import { processState, storedState } from '../state';
import type { Neighbour } from './hand-over';

/** Many executions may go on. */
const TIMEOUT_MS = 30_000;

/** Who shares the webhooks of the sessions, as far as it was seen. */
const neighboursOf = (context: IPollFunctions, url: string, sessions: string[]): Neighbour[] =>
	sessions.flatMap((session) =>
		liveOthers(processState(context).members.get(session) ?? [], url).map((name) => ({
			session,
			name,
		})),
	);

/** Whether Catch Up looks at all that may be an answer. */
const looksAtAll = ({ catchUp, events, filters: { kind } }: Settings): boolean =>
	catchUp !== null && events.has('message') && kind === 'all';

/**
 * Has the trigger's own webhook wake the questions whose time is over, and hand the others to those that share the
 * webhook: only there it is known which these are.
 */
export async function askToEnd(
	context: IPollFunctions,
	address: Address,
	settings: Settings,
): Promise<void> {
	const { sessions } = settings;
	const [id] = sessions;
	const end = neighboursOf(context, address.url, sessions);
	const registry = ofSession(storedState(context).registries, id) ?? null;
	const hasLooked = looksAtAll(settings) && sessions.every((one) => !cursorOf(context, one).isOpen);
	const body = questionBody({ end, hasLooked }, { id, registry }, Date.now());
	try {
		await postSigned(context, address, body, TIMEOUT_MS);
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}
