import type { IHookFunctions } from 'n8n-workflow';
import { bySession } from '../by-session';
import { bequeath } from '../catch-up/loopback';
import { end, reopen } from '../catch-up/stored-cursor';
import { handOver } from '../inbox/hand-over';
import { endListening, endProcessState, heirsOf, processState, storedState } from '../state';
import { freshUrl, secretFor, triggerIn, type WebhookConfig } from '../../webhook/address';
import { hookOf, inTurn, learn, type Hook } from './hook';
import { isTest, nameOf, without } from '../../webhook/register';
import type { Place } from './registration';
import type { Replaced } from './replaced';
import { stepFor } from './slot';

function tellOfQuestions(context: IHookFunctions, count: number): void {
	if (count === 0) return;
	context.logger.info(
		`WARest Trigger keeps ${count} open ${count === 1 ? 'question' : 'questions'} of 'Send and Wait for Response': answers arrive again once a workflow with this trigger is published`,
	);
}

/**
 * Leaves a place to the other triggers that share it, with what is to have it after them; else gives it to the first
 * that still answers. Who only listens for a test event keeps nobody else waiting.
 * @param heirs what had the place before
 * @param active the published workflow's own address, at the end of a test: it comes first, and is nobody's heir
 */
async function giveUp(
	context: IHookFunctions,
	{ api, registration, state, stored, isTest: isForTest }: Hook,
	place: Place,
	heirs: Replaced[],
	active: WebhookConfig[] = [],
): Promise<void> {
	const [heir] = heirs;
	const next = place.register && without(place.register, registration.url);
	const isLeft = next !== null && !(heir && isTest(nameOf(next.head) ?? ''));
	const head = isLeft ? await registration.leave(place) : null;
	const questions = isForTest ? [] : state.questions.ofSession(place.sessionId);
	if (head === null) {
		tellOfQuestions(context, questions.length);
		return await registration.giveBack(place.sessionId, [...active, ...heirs]);
	}
	const secret = secretFor(api, triggerIn(head));
	const session = { id: place.sessionId, registry: place.registry };
	const answered = isForTest ? '' : state.answers.stored(stored.answered ?? '');
	await handOver(context, { questions, answered }, { url: head, secret }, session);
	if (!heir || heir.url === '') return;
	const left = { ...heir, by: registration.url };
	await bequeath(context, { ...place, config: { url: head, secret }, secret }, left);
}

/**
 * Gives a place back that was taken, or may have been: the answer to a registration can be lost. What can't be given
 * back now is remembered: n8n deactivates the trigger after a failed activation.
 */
export async function undo(
	context: IHookFunctions,
	hook: Hook,
	sessionId: string,
	heir: Replaced | undefined,
): Promise<void> {
	try {
		const place = await hook.registration.look(sessionId);
		const isOurs = place.owner === 'here' || place.owner === 'member';
		if (isOurs) await giveUp(context, hook, place, heir ? [heir] : []);
	} catch (error) {
		if (heir) hook.state.replaced.set(sessionId, heir);
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}

/** Nobody answers at this address any more. After a failed activation n8n goes on polling. */
function stop(context: IHookFunctions): void {
	if (context.getMode() === 'manual') return endListening(context);
	delete storedState(context).url;
	endProcessState(context);
}

/**
 * Gives the places back that this trigger has; a server that can't be asked doesn't keep n8n from stopping.
 * @throws if the settings or the credential can't be read: then nothing is given back, but the trigger has ended
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const hook = await hookOf(context).catch((error: Error) => {
		stop(context);
		throw error;
	});
	const { settings, isTest } = hook;
	if (!isTest) {
		end(context, settings);
		stop(context);
	}
	if (settings.manualSecret === null) {
		await inTurn(hook, async () => await releaseAll(context, hook));
	}
	if (!isTest) {
		await learn(context, hook);
		return true;
	}
	// What came while the place was another one's is missing to the active workflow.
	for (const sessionId of settings.sessions) reopen(context, sessionId);
	stop(context);
	return true;
}

async function releaseAll(context: IHookFunctions, hook: Hook): Promise<void> {
	const { settings, stored, state, isTest: isForTest } = hook;
	const kept = new Map<string, Replaced>();
	for (const sessionId of settings.sessions) {
		const heirs = heirsOf(sessionId, stored, state);
		try {
			if (await release(context, hook, sessionId, heirs)) {
				// What a test had replaced stays with the workflow that was activated meanwhile.
				if (!isForTest || state.url === null) state.replaced.delete(sessionId);
				continue;
			}
		} catch (error) {
			context.logger.warn(
				`WARest Trigger couldn't restore the webhook of session '${sessionId}'. WARest drops it after the next event. ${(error as Error).message}`,
			);
			if (!isForTest) tellOfQuestions(context, state.questions.ofSession(sessionId).length);
		}
		if (heirs.length > 0) kept.set(sessionId, heirs[0]);
	}
	stored.before = bySession(kept);
}

/** Gives one place back. False if that can't be done yet: what is to have it must be remembered. */
async function release(
	context: IHookFunctions,
	hook: Hook,
	sessionId: string,
	heirs: Replaced[],
): Promise<boolean> {
	const { api, settings, registration, state, isTest: isForTest } = hook;
	const place = await registration.look(sessionId);
	const { url, secret } = place.config;
	// Erased, or shown so for 5 seconds after a reconnect (docs/warest/webhooks.md#7-3): whose it was, it was left to
	// this one.
	const wasOurs = url === '' && (heirs.length > 0 || secret === registration.secret);
	if (wasOurs || stepFor('release', place.owner, settings) === 'give back') {
		// The workflow may have been activated while a test went on.
		const active =
			isForTest && state.url !== null
				? [{ url: freshUrl(state.url, Date.now()), secret: registration.secret }]
				: [];
		await giveUp(context, hook, place, heirs, active);
		return true;
	}
	const [heir] = heirs;
	if (place.owner === 'there') {
		// A test goes on.
		if (heir && state.isListening) processState(context).replaced.set(sessionId, heir);
		return false;
	}
	if (heir && (place.owner === 'sibling' || place.owner === 'other n8n')) {
		const left = { ...heir, by: registration.url };
		await bequeath(context, { ...place, secret: secretFor(api, triggerIn(url)) }, left);
	}
	return true;
}
