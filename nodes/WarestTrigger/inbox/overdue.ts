import type { IWebhookFunctions } from 'n8n-workflow';
import { timedOutBody, type WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import type { Settings } from '../settings/settings';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { wake } from './wake';

/** A check wakes so many at the same time; the next one goes on. */
const AT_ONCE = 50;

/** So long after n8n has started, workflows that share a webhook may look for answers that came in time. */
const OTHERS_LOOK_MS = 120_000;

/** Whether a trigger's own Catch Up, which comes before the end, finds all answers. */
const looksItself = ({ catchUp, events, filters: { kind } }: Settings): boolean =>
	catchUp !== null && events.has('message') && kind === 'all';

/**
 * Wakes the questions whose time is over: without an answer they go on. One that can't be reached is woken again by the
 * next check.
 */
export async function endOverdue(
	context: IWebhookFunctions,
	state: ProcessState,
	settings: Settings,
): Promise<void> {
	const now = Date.now();
	const othersLook = !looksItself(settings) && now - state.since < OTHERS_LOOK_MS;
	const end = async (question: WaitingQuestion) => {
		const body = timedOutBody(question.id, now);
		const woken = await wake(context, state, question, { body, username: '' });
		if (typeof woken === 'object' && woken.taken && woken.ended) {
			state.lateAnswers.add(question.chat, woken.ended, now);
		}
		if (isOver(woken)) close(state, question.id);
	};
	// Whole seconds are kept.
	const hasMissed = (until: number) => until + 1000 < state.since;
	const isOverdue = ({ until }: WaitingQuestion) =>
		until !== null && now >= until && !(othersLook && hasMissed(until));
	await Promise.all(state.questions.all().filter(isOverdue).slice(0, AT_ONCE).map(end));
}
