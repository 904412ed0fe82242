import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import {
	resumeUrl,
	verdictIn,
	type Verdict,
	type WaitingQuestion,
	type WakeRequest,
} from '../../Warest/send-and-wait/protocol';
import { waitingBase } from './waiting-base';

/** What comes of waking a question. */
export type Woken =
	| Verdict
	/** Nothing can answer it any more, says n8n. */
	| 'over'
	/** The execution runs at the moment, or n8n wasn't reached: what is to come of it can't be known yet. */
	| 'unreached';

const TIMEOUT_MS = 3000;
const AGAIN_AFTER_MS = 300;
/** n8n's words for an execution that no longer waits for this (n8n 2.41, WaitingWebhooks). */
const OVER: Record<number, RegExp> = {
	200: /no action required/i,
	404: /does not exist/i,
	409: /has finished/i,
};

interface FullResponse {
	statusCode: number;
	body: unknown;
}

async function attempt(
	context: IWebhookFunctions,
	question: WaitingQuestion,
	warest: WakeRequest,
): Promise<Woken> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url: resumeUrl(waitingBase(context), question),
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ warest }),
			json: false,
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		})) as FullResponse;
		const said = typeof body === 'string' ? body : JSON.stringify(body);
		const verdict = statusCode === 200 ? verdictIn(parsed(said)) : null;
		if (verdict !== null) return verdict;
		return OVER[statusCode]?.test(said) ? 'over' : 'unreached';
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
		return 'unreached';
	}
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/**
 * Brings something to a waiting question, which verifies it and decides. Tries again until `deadline` where n8n isn't
 * reached or the execution runs: it does so for a moment after the question was sent.
 * @param deadline in milliseconds since 1970
 */
export async function wake(
	context: IWebhookFunctions,
	question: WaitingQuestion,
	request: Omit<WakeRequest, 'tries'>,
	deadline = 0,
): Promise<Woken> {
	const { tries } = question;
	let woken = await attempt(context, question, { ...request, tries });
	while (woken === 'unreached' && Date.now() + AGAIN_AFTER_MS < deadline) {
		await sleep(AGAIN_AFTER_MS);
		woken = await attempt(context, question, { ...request, tries });
	}
	return woken;
}
