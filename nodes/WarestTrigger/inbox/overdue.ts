import type { IWebhookFunctions } from 'n8n-workflow';
import {
	placeOf,
	timedOutBody,
	type Looked,
	type WaitingQuestion,
} from '../../Warest/send-and-wait/protocol';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { wake } from './wake';

/** A check wakes so many at the same time; the next one goes on. */
const AT_ONCE = 50;

/** So long after n8n has started, others that share the session may look for answers that came in time. */
const LOOKING_MS = 120_000;

/** The history shows a message 0.8 s late (docs/warest/chats.md#0-9). */
const LATE_MS = 2000;

/** Whether an answer that came in time may still be found; whole seconds of `until` are kept. */
function isLookedFor(place: string, until: number, looked: Looked, since: number): boolean {
	if (looked === 'everywhere') return false;
	if (looked === null) return until + 1000 < since && Date.now() - since < LOOKING_MS;
	return looked.at < until + LATE_MS || !looked.places.includes(place);
}

/**
 * Wakes the questions whose time is over: without an answer they go on. One that can't be reached is woken again by the
 * next check.
 * @returns the places of those that don't go on before it was looked there for an answer
 */
export async function endOverdue(
	context: IWebhookFunctions,
	state: ProcessState,
	looked: Looked,
): Promise<string[]> {
	const now = Date.now();
	const end = async (question: WaitingQuestion) => {
		const body = timedOutBody(question.id, now);
		const woken = await wake(context, state, question, { body, username: '' });
		if (typeof woken === 'object' && woken.taken && woken.ended) {
			state.lateAnswers.add(question.chat, woken.ended, now);
		}
		if (isOver(woken)) close(state, question.id);
	};
	const overdue = state.questions.all().filter(({ until }) => until !== null && now >= until);
	// What n8n could not be given yet may be the answer.
	const isHeld = (question: WaitingQuestion) =>
		state.unreachedAnswers.has(question.chat) ||
		isLookedFor(placeOf(question), question.until ?? 0, looked, state.since);
	const due = overdue.filter((question) => !isHeld(question));
	await Promise.all(due.slice(0, AT_ONCE).map(end));
	return [...new Set(overdue.filter(isHeld).map(placeOf))];
}
