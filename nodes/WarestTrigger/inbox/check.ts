import type { IPollFunctions } from 'n8n-workflow';
import {
	placeOf,
	questionBody,
	type Looked,
	type QuestionMessage,
} from '../../Warest/send-and-wait/protocol';
import { isObject } from '../../transport/answer';
import type { Api } from '../../transport/api';
import { ofSession } from '../by-session';
import { cursorOf } from '../catch-up/stored-cursor';
import { textsOf } from '../events/values';
import { postSigned, type Address } from '../receiving/signed-post';
import type { Settings } from '../settings/settings';
import { liveOthers } from '../../webhook/register';
import { processState, storedState } from '../state';
import type { Neighbour } from './hand-over';
import { allowance, lookBack } from './look-back';

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

/** Where nothing is missing, as far as Catch Up can know. */
function lookedIn(context: IPollFunctions, settings: Settings, at: number): Looked {
	if (!looksAtAll(settings)) return null;
	const isOpen = settings.sessions.some((id) => cursorOf(context, id).isOpen);
	return isOpen ? { places: [], at } : 'everywhere';
}

/**
 * Has the trigger's own webhook wake the questions whose time is over, and hand the others to those that share the
 * webhook: only there it is known which these are. Where something may be missing, it is looked first whether somebody
 * answered in time.
 */
export async function askToEnd(
	context: IPollFunctions,
	api: Api,
	address: Address,
	settings: Settings,
): Promise<void> {
	const { sessions, catchUp: reachesBack } = settings;
	const { registries } = storedState(context);
	const sessionOf = (id: string) => ({ id, registry: ofSession(registries, id) ?? null });
	const tell = async (message: QuestionMessage) => {
		const body = questionBody(message, sessionOf(sessions[0]), Date.now());
		const answer = await postSigned(context, address, body, TIMEOUT_MS);
		return isObject(answer) ? textsOf(answer.held) : [];
	};
	const at = Date.now();
	const looked = lookedIn(context, settings, at);
	try {
		const held = await tell({ end: neighboursOf(context, address.url, sessions), looked });
		if (held.length === 0 || looked === null || reachesBack === null) return;
		const places: string[] = [];
		const left = allowance();
		for (const session of sessions.map(sessionOf)) {
			const inSession = held.map((place) => place.split(' ')).filter(([id]) => id === session.id);
			const chats = inSession.map(([, chat]) => chat);
			const done = await lookBack({ context, api, session, address, chats, reachesBack, left });
			places.push(...done.map((chat) => placeOf({ sessionId: session.id, chat })));
		}
		if (places.length > 0) await tell({ end: [], looked: { places, at } });
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}
