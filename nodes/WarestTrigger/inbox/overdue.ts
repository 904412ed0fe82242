import type { IWebhookFunctions } from 'n8n-workflow';
import {
	placeOf,
	timedOutBody,
	type Looked,
	type WaitingQuestion,
} from '../../Warest/send-and-wait/protocol';
import type { ProcessState } from '../state';
import { close, forgetClosed, isOver } from './close';
import { mayBeAnswered } from './unreached';
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

const placesOf = (questions: WaitingQuestion[]) => [...new Set(questions.map(placeOf))];

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
	forgetClosed(state);
	const end = async (question: WaitingQuestion) => {
		const body = timedOutBody(question.id, now);
		const woken = await wake(context, state, question, { body, username: '' });
		if (typeof woken === 'object' && woken.taken && woken.ended) {
			state.lateAnswers.add(question.chat, woken.ended, now);
		}
		if (isOver(woken)) close(state, question.id);
	};
	const overdue = state.questions.all().filter(({ until }) => until !== null && now >= until);
	const isHeld = (question: WaitingQuestion) =>
		isLookedFor(placeOf(question), question.until ?? 0, looked, state.since);
	const due = overdue.filter((question) => !isHeld(question)).slice(0, AT_ONCE);
	// What is being brought there came first: it may be the answer, also where n8n could not be given it.
	const endAt = async (place: string) =>
		await state.places.run([place], async () => {
			const open = due.filter((one) => placeOf(one) === place && state.questions.find(one.id));
			await Promise.all(open.filter((one) => !mayBeAnswered(state, one)).map(end));
		});
	await Promise.all(placesOf(due).map(endAt));
	return placesOf(overdue.filter(isHeld));
}
