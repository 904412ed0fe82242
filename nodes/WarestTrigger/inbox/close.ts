import type { ProcessState } from '../state';
import type { Woken } from './wake';

/** Whether nothing can answer a question any more. */
export const isOver = (woken: Woken): boolean =>
	woken === 'over' || (woken !== 'unreached' && (woken.taken || 'isOver' in woken));

/** A question no longer waits. */
export function close(state: ProcessState, id: string): void {
	state.questions.close(id, Date.now());
}

/** Keeps nothing of questions that no longer wait: another process may have closed them. */
export function forgetClosed({ questions, reaskedAt, handedTo }: ProcessState): void {
	for (const notes of [reaskedAt, handedTo]) {
		for (const id of notes.keys()) if (!questions.find(id)) notes.delete(id);
	}
}
