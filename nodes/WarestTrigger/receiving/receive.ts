import type {
	INodeExecutionData,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { instantActionsFor, saying } from '../actions/answer';
import { OVERLAP_MS } from '../catch-up/cursor';
import { ownMessageIn } from '../catch-up/loopback';
import { lossAt, noteCheck, noteFailures, noteLoss, took } from '../catch-up/stored-cursor';
import type { SimplifiedEvent } from '../events/simplified-event';
import { questionMessageOf, receiveQuestion } from '../inbox/message';
import { inherited } from '../registration/replaced';
import type { Settings } from '../settings/settings';
import {
	heirsOf,
	knownIn,
	loadKnown,
	processState,
	storedState,
	storeKnown,
	type ProcessState,
} from '../state';
import { ownUrl } from '../../webhook/address';
import { bringAnswer, heard, withoutAnswers } from './answers';
import { clockAhead } from './complaints';
import { isRejection, type Delivery, type Rejection } from './delivery';
import { answerOf, passOn, relayedIn, toldIn } from './relay';
import { answered, check, isPreflight, rawBody, reject, type Checked } from './verify';
import { fresh, identitiesOf, wantedOf, type Wanted } from './wanted';

/** The server gives up waiting for an answer after 10 s (docs/warest/webhooks.md#6-1), some of which the way takes. */
const TOO_SLOW_MS = 9000;

function items(
	happened: SimplifiedEvent[],
	{ body }: Delivery,
	output: Settings['output'],
): INodeExecutionData[] {
	if (output === 'raw') return [{ json: body }];
	return happened.map((simple) => {
		const json: IDataObject = {
			...simple,
			...(body.caughtUp === true && { caughtUp: true }),
			...(output === 'both' && { raw: body }),
		};
		return { json };
	});
}

const outputOf = (found: Wanted[], { output }: Settings): INodeExecutionData[][] => [
	found.flatMap(({ event, happened }) => items(happened, event, output)),
];

/** Takes what the trigger says to itself: what was missed, many messages at a time, and what is to be stored. */
async function receiveOwn(
	context: IWebhookFunctions,
	state: ProcessState,
	checked: Checked<Delivery>,
	own: NonNullable<ReturnType<typeof ownMessageIn>>,
	now: Date,
): Promise<IWebhookResponseData> {
	const { delivery, settings } = checked;
	const { sessionId } = delivery;
	const stored = storedState(context);
	if (own.replaced) {
		const [known] = heirsOf(sessionId, stored, state);
		const heir = inherited(known, own.replaced, ownUrl(context));
		if (heir) state.replaced.set(sessionId, heir);
	}
	if (own.roll) state.rolls.set(sessionId, { ...own.roll, checkedAt: now.getTime() });
	const missed = await withoutAnswers(context, state, settings, own.missed, own.answers);
	const wanted = missed.flatMap((event) => wantedOf(event, checked, now, null));
	const found = fresh(context, state, wanted);
	noteFailures(context, settings);
	noteCheck(context, settings, sessionId, own);
	if (own.asksForKnown) storeKnown(stored, state);
	const answer = {
		accepted: true,
		...(own.asksForKnown && { known: knownIn(stored) }),
		changedAt: lossAt(context, sessionId),
		complaints: state.complaints.list(),
		roll: state.rolls.get(sessionId) ?? null,
		unreached: Object.fromEntries(state.unreached),
	};
	if (found.length === 0) return { webhookResponse: answer };
	return { ...answered(context, 200, answer), workflowData: outputOf(found, settings) };
}

/** Says that n8n's clock is so far ahead that what gets lost may not be found. */
function watchClock(
	context: IWebhookFunctions,
	{ complaints }: ProcessState,
	{ delivery: { ts, sessionId }, settings }: Checked<Delivery>,
	now: Date,
): void {
	const late = now.getTime() - ts;
	if (late <= OVERLAP_MS / 2) return complaints.settle('late');
	const complaint = clockAhead(sessionId, late);
	if (settings.catchUp !== null && complaints.raise('late', complaint, now.getTime())) {
		context.logger.warn(`WARest Trigger: ${complaint.message}. ${complaint.hint}`);
	}
}

/** Whether others share the webhook, and have to get this delivery from here. */
const isHead = (context: IWebhookFunctions): boolean =>
	relayedIn(context.getHeaderData()) === null && !isPreflight(context);

/** Takes what WARest delivers, and passes it on to the others that share the webhook. */
async function receiveEvent(
	context: IWebhookFunctions,
	state: ProcessState,
	checked: Checked<Delivery>,
	now: Date,
): Promise<IWebhookResponseData> {
	const { delivery, settings, account } = checked;
	const headers = context.getHeaderData();
	const signature = String(headers['x-warest-signature']);
	const identities = identitiesOf(delivery, signature);
	const outcome = await bringAnswer(context, state, checked, identities, { canReply: true });
	const { isAnswer, reply } = outcome;
	const passing = isHead(context)
		? passOn(context, state, delivery, account, await rawBody(context), outcome)
		: [];
	state.complaints.settle('secret', 'clocks');
	noteFailures(context, settings);
	// An earlier attempt failed, or the webhook may be gone without a trace (docs/warest/webhooks.md#6, #7-3).
	const isRepeated = Number(headers['x-warest-delivery-attempt'] ?? 1) > 1;
	if (!isRepeated) watchClock(context, state, checked, now);
	if (isRepeated || toldIn(headers).lost || delivery.event === 'session_status') {
		noteLoss(context, settings, delivery.sessionId);
	}
	const wanted = wantedOf(delivery, checked, now, signature);
	const isNews = !isAnswer || settings.startForAnswers;
	// Also what doesn't start the workflow is known from now on.
	const answer = isAnswer ? [heard(delivery, identities)] : [];
	const found = fresh(context, state, isNews && wanted.length > 0 ? wanted : answer);
	const accepted = { accepted: true, ...(reply && saying(reply)) };
	if (found.length > 0) took(context, settings, delivery);
	const [{ happened } = { happened: [] }] = found;
	if (happened.length === 0) return { webhookResponse: answerOf(accepted, await passing) };

	const own = { ...instantActionsFor(context, delivery, happened), ...accepted };
	return {
		...answered(context, 200, answerOf(own, await passing)),
		workflowData: outputOf(found, settings),
	};
}

/** What is too old for this trigger, a question may wait for, and the others that share the webhook may take. */
async function passOnOld(
	context: IWebhookFunctions,
	state: ProcessState,
	checked: Checked<Rejection>,
): Promise<void> {
	const { delivery } = checked.delivery;
	const isEvent = delivery && !ownMessageIn(delivery) && !questionMessageOf(delivery);
	if (!isEvent || !isHead(context)) return;
	const identities = identitiesOf(delivery, String(context.getHeaderData()['x-warest-signature']));
	// The answer to it says no more than that it wasn't taken.
	const genuine = { ...checked, delivery };
	const outcome = await bringAnswer(context, state, genuine, identities, { canReply: false });
	await passOn(context, state, delivery, checked.account, await rawBody(context), outcome);
}

async function take(
	context: IWebhookFunctions,
	state: ProcessState,
	now: Date,
): Promise<IWebhookResponseData> {
	const checked = await check(context, state, now.getTime());
	const { delivery } = checked;
	if (isRejection(delivery)) {
		const rejected = { ...checked, delivery };
		await passOnOld(context, state, rejected);
		return reject(context, state, rejected, now.getTime());
	}
	const genuine = { ...checked, delivery };
	const question = questionMessageOf(delivery);
	if (question !== null) return await receiveQuestion(context, state, question, genuine);
	const own = ownMessageIn(delivery);
	return own
		? await receiveOwn(context, state, genuine, own, now)
		: await receiveEvent(context, state, genuine, now);
}

/**
 * Takes one request to the webhook: what is verified, wanted and new starts the workflow. What WARest did not
 * deliver comes from the trigger's own checks. What ends with an error, or too late, WARest may drop.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = new Date();
	const state = processState(context);
	const stored = storedState(context);
	// Test events come to another process than the others in n8n's queue mode, and nothing of them is stored.
	const isLive = context.getMode() !== 'manual';
	if (isLive) {
		state.wasReached = true;
		loadKnown(stored, state);
	}
	let isTaken = false;
	try {
		const answer = await take(context, state, now);
		isTaken = Date.now() - now.getTime() <= TOO_SLOW_MS;
		return answer;
	} finally {
		if (!isTaken) state.failedAt = Date.now();
		if (isLive) storeKnown(stored, state);
	}
}
