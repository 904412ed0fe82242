import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import {
	verdictIn,
	type Verdict,
	type WaitingQuestion,
	type WakeRequest,
} from '../../Warest/send-and-wait/protocol';
import { resumeUrl } from '../../Warest/send-and-wait/resume';
import { ownUrl, triggerIn } from '../../webhook/address';
import { accountOf } from '../receiving/account';
import { signatureOf } from '../receiving/signature';
import type { ProcessState } from '../state';
import { waitingBase } from './waiting-base';

/** What comes of waking a question. */
export type Woken =
	| Verdict
	/** Nothing can answer it any more, says n8n. */
	| 'over'
	/** The execution runs at the moment, or n8n wasn't reached: what is to come of it can't be known yet. */
	| 'unreached';

/**
 * What is brought to a question. It is signed anew each time: what came is signed with the secret of whoever passed it
 * on, or of an API key that has changed since.
 */
export interface Brought extends Pick<WakeRequest, 'body' | 'look'> {
	/** The user name that the body is signed with; '' for what the trigger itself says. */
	username: string;
}

const TIMEOUT_MS = 3000;
const SHORTEST_TIMEOUT_MS = 500;
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

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/** @returns null where no answer came: n8n may have taken it all the same */
async function attempt(
	context: IWebhookFunctions,
	question: WaitingQuestion,
	warest: WakeRequest,
	timeout: number,
): Promise<Woken | null> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url: resumeUrl(waitingBase(context), question),
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ warest }),
			json: false,
			timeout,
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
		return null;
	}
}

const isUnverified = (woken: Woken | null): boolean =>
	woken !== null && typeof woken === 'object' && 'isUnverified' in woken;

async function signed(
	context: IWebhookFunctions,
	state: ProcessState,
	{ username, ...brought }: Brought,
	{ tries }: WaitingQuestion,
): Promise<WakeRequest> {
	const { secret } = await accountOf(context, state, { inDoubt: false });
	const signature = signatureOf(brought.body, `${secret}${username}`);
	return { ...brought, signature, trigger: triggerIn(ownUrl(context)), tries };
}

/**
 * Brings something to a waiting question, which verifies it and decides. Tries again until `deadline` where n8n isn't
 * reached or the execution runs: it does so for a moment after the question was sent.
 * @param deadline in milliseconds since 1970; without it, it is tried once
 */
export async function wake(
	context: IWebhookFunctions,
	state: ProcessState,
	question: WaitingQuestion,
	brought: Brought,
	deadline = 0,
): Promise<Woken> {
	let warest = await signed(context, state, brought, question);
	let isInDoubt = false;
	let isAccountNew = false;
	for (;;) {
		const left = deadline - Date.now();
		const timeout = deadline === 0 ? TIMEOUT_MS : Math.max(left, SHORTEST_TIMEOUT_MS);
		const woken = await attempt(context, question, warest, timeout);
		if (isUnverified(woken) && !isAccountNew) {
			// The question reads its credential each time, the trigger keeps its own for a while: the API key has changed.
			state.account = null;
			isAccountNew = true;
			warest = await signed(context, state, brought, question);
			continue;
		}
		// It was this answer that ended it, as far as can be known: it must not be taken for something else, too.
		if (woken === 'over' && isInDoubt) return { taken: true };
		if (woken !== null && woken !== 'unreached') return woken;
		isInDoubt ||= woken === null && brought.look !== true;
		if (Date.now() + AGAIN_AFTER_MS >= deadline) return 'unreached';
		await sleep(AGAIN_AFTER_MS);
	}
}
