import type { IWebhookFunctions } from 'n8n-workflow';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { wake } from './wake';

/**
 * Brings the answers again that n8n could not be given. One that doesn't fit is dropped: the answer to its delivery, which
 * could have asked again, is long gone.
 */
export async function answerUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
): Promise<void> {
	const { questions, unreachedAnswers } = state;
	for (const [id, request] of unreachedAnswers) {
		const question = questions.find(id);
		const looked = question && (await wake(context, question, { ...request, look: true }));
		if (looked === 'unreached') continue;
		const fits = looked !== null && looked !== 'over' && 'fits' in looked && looked.fits;
		const woken = question && fits ? await wake(context, question, request) : looked;
		if (woken === 'unreached') continue;
		unreachedAnswers.delete(id);
		if (woken !== null && isOver(woken)) close(state, id);
	}
}
