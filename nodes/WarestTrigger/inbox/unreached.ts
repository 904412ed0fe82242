import type { IWebhookFunctions } from 'n8n-workflow';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { wake, type Brought } from './wake';

/**
 * Brings the answers again that n8n could not be given. One that doesn't fit is dropped: the answer to its delivery, which
 * could have asked again, is long gone.
 */
export async function answerUnreached(
	context: IWebhookFunctions,
	state: ProcessState,
): Promise<void> {
	for (const [id, requests] of state.unreachedAnswers) {
		for (const request of requests) if (!(await bringAgain(context, state, id, request))) break;
	}
}

/** False if n8n still can't be reached. */
async function bringAgain(
	context: IWebhookFunctions,
	state: ProcessState,
	id: string,
	request: Brought,
): Promise<boolean> {
	const { questions, unreachedAnswers } = state;
	const question = questions.find(id);
	const looked = question
		? await wake(context, state, question, { ...request, look: true })
		: 'over';
	const fits = looked !== 'over' && looked !== 'unreached' && 'fits' in looked && looked.fits;
	const woken = question && fits ? await wake(context, state, question, request) : looked;
	if (woken === 'unreached') return false;
	const left = unreachedAnswers.get(id)?.filter((each) => each !== request) ?? [];
	if (left.length > 0) unreachedAnswers.set(id, left);
	else unreachedAnswers.delete(id);
	if (isOver(woken)) close(state, id);
	return true;
}
