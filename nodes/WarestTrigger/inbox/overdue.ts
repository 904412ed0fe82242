import type { IWebhookFunctions } from 'n8n-workflow';
import { timedOutBody, type WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { wake } from './wake';

/** A check wakes so many at the same time; the next one goes on. */
const AT_ONCE = 50;

/** So long after n8n has started, it may be looked for answers that came in time: here, or by others of the session. */
const LOOKING_MS = 120_000;

/**
 * Wakes the questions whose time is over: without an answer they go on. One that can't be reached is woken again by the
 * next check.
 * @param hasLooked whether nothing is missing, as far as the trigger's Catch Up can know
 */
export async function endOverdue(
	context: IWebhookFunctions,
	state: ProcessState,
	hasLooked: boolean,
): Promise<void> {
	const now = Date.now();
	const isLookedFor = !hasLooked && now - state.since < LOOKING_MS;
	const end = async (question: WaitingQuestion) => {
		const body = timedOutBody(question.id, now);
		const woken = await wake(context, state, question, { body, username: '' });
		if (typeof woken === 'object' && woken.taken && woken.ended) {
			state.lateAnswers.add(question.chat, woken.ended, now);
		}
		if (isOver(woken)) close(state, question.id);
	};
	// Whole seconds are kept.
	const mayBeMissed = (until: number) => until + 1000 < state.since;
	const isOverdue = ({ until }: WaitingQuestion) =>
		until !== null && now >= until && !(isLookedFor && mayBeMissed(until));
	await Promise.all(state.questions.all().filter(isOverdue).slice(0, AT_ONCE).map(end));
}
