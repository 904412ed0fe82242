import type { ProcessState } from '../state';
import type { Woken } from './wake';

/** Whether nothing can answer a question any more. */
export const isOver = (woken: Woken): boolean =>
	woken === 'over' || (woken !== 'unreached' && (woken.taken || 'isOver' in woken));

/** A question no longer waits. */
export function close(state: ProcessState, id: string): void {
	const { questions, reaskedAt, handedTo } = state;
	questions.close(id, Date.now());
	handedTo.delete(id);
	reaskedAt.delete(id);
}
