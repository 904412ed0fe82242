import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { ofSession } from '../by-session';
import { noteLoss } from '../catch-up/stored-cursor';
import { ownUrl, triggerIn } from '../../webhook/address';
import { PREFLIGHT_STATUS } from '../registration/refusals';
import { settingsFor, type Settings } from '../settings/settings';
import { storedState, type ProcessState } from '../state';
import { accountOf, type Account } from './account';
import { clocksApart, wrongSecret } from './complaints';
import { isRejection, readDelivery, type Delivery, type Rejection } from './delivery';
import { relayedIn } from './relay';
import { replaceFormerSecret, withFormerSecret } from './former-secret';

interface WithRawBody {
	rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

/** The body exactly as it came. n8n keeps it beside the parsed one; only that one can be verified. */
export async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as WithRawBody;
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/** A request with what it was measured by. */
export interface Checked<D = Delivery | Rejection> {
	delivery: D;
	account: Account;
	settings: Settings;
}

export const isPreflight = (context: IWebhookFunctions) =>
	context.getHeaderData()['x-warest-preflight'] !== undefined;

/** Checks a request: with the credential as it was, with the credential loaded anew, with what WARest signs with. */
export async function check(
	context: IWebhookFunctions,
	state: ProcessState,
	now: number,
): Promise<Checked> {
	const { registries } = storedState(context);
	const headers = context.getHeaderData();
	const relayed = relayedIn(headers);
	const own = triggerIn(ownUrl(context));
	const raw = await rawBody(context);
	const checkWith = async (account: Account): Promise<Checked> => {
		const settings = await settingsFor(context, account.defaultCountryCode);
		const secret = settings.manualSecret ?? account.secret;
		const delivery = readDelivery(relayed?.signature ?? headers['x-warest-signature'], raw, {
			secret: relayed === null ? secret : account.relaySecretOf(own, relayed.told),
			sessions: new Map(settings.sessions.map((id) => [id, ofSession(registries, id) ?? null])),
			now,
			tolerance: settings.tolerance,
		});
		return { delivery, account, settings };
	};
	const first = await checkWith(await accountOf(context, state, { inDoubt: false }));
	if (!isRejection(first.delivery)) return first;
	const second = await checkWith(await accountOf(context, state, { inDoubt: true }));
	const { delivery, account, settings } = second;
	if (!isRejection(delivery) || delivery.sessionId === undefined) return second;
	if (delivery.ahead !== undefined || settings.manualSecret !== null) return second;
	// Setting up must not succeed with a secret that isn't the trigger's.
	if (isPreflight(context) || relayed !== null) return second;
	return (await checkWithFormer(context, state, delivery.sessionId, account, checkWith)) ?? second;
}

/** Checks a delivery with what WARest signs with now, and registers the trigger's own secret if that is another one. */
async function checkWithFormer(
	context: IWebhookFunctions,
	state: ProcessState,
	sessionId: string,
	account: Account,
	checkWith: (account: Account) => Promise<Checked>,
): Promise<Checked | null> {
	const third = await withFormerSecret(context, state, sessionId, async (secret) => {
		const checked = await checkWith({ ...account, secret });
		// What the trigger signs itself, it signs with its own secret all the same.
		return isRejection(checked.delivery) ? null : { ...checked, account };
	});
	if (third === null) return null;
	// The answer doesn't wait for it: the server's time-out is 10 seconds.
	replaceFormerSecret(context, state, sessionId).catch((error: Error) =>
		context.logger.warn(
			`WARest Trigger couldn't renew the webhook of session '${sessionId}' with its new secret; the next check tries again. ${error.message}`,
		),
	);
	return third;
}

/** What comes so soon after another rejection is the same loss: forgeries must not make n8n store much. */
const ONE_LOSS_MS = 10_000;

function noteRejected(
	context: IWebhookFunctions,
	settings: Settings,
	sessionId: string,
	now: number,
): void {
	const last = ofSession(storedState(context).changedAt, sessionId) ?? 0;
	if (Math.abs(now - last) >= ONE_LOSS_MS) noteLoss(context, settings, sessionId);
}

/**
 * Answers by itself. Where n8n 2 answers for a node, it starts the workflow first, and thereby forgets that what is
 * stored with it has changed: what was taken would be taken again after a restart (n8n 2.41, LiveWebhooks,
 * ObservableObject).
 */
export function answered(context: IWebhookFunctions, status: number, body: IDataObject) {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/**
 * The answer to what isn't taken. A genuine server whose secret is outdated (the API key was changed) must not be
 * told "no": one 4xx makes it erase the registration, a 401 or 403 mutes the address for 15 minutes, and a 5xx
 * is retried with the same wrong signature until the address is erased and muted all the same
 * (docs/warest/webhooks.md#6-2, #6-3). A forger learns nothing from a 200 either. Only a preflight is told the truth:
 * its answer has no such consequences, and setting up must not succeed where no event could be verified.
 */
export function reject(
	context: IWebhookFunctions,
	state: ProcessState,
	{ delivery, settings }: Checked<Rejection>,
	now: number,
): IWebhookResponseData {
	const { rejected, sessionId, ahead } = delivery;
	context.logger.debug(`WARest Trigger did not take a delivery: ${rejected}`);
	if (isPreflight(context)) {
		const status = ahead === undefined ? PREFLIGHT_STATUS.unverified : PREFLIGHT_STATUS.clocks;
		return answered(context, status, { accepted: false });
	}
	if (sessionId !== undefined) {
		noteRejected(context, settings, sessionId, now);
		const complaint =
			ahead !== undefined
				? ({ cause: 'clocks', ...clocksApart(sessionId, ahead) } as const)
				: settings.manualSecret !== null
					? ({ cause: 'secret', ...wrongSecret(sessionId) } as const)
					: null;
		if (complaint && state.complaints.raise(complaint.cause, complaint, now)) {
			context.logger.warn(`WARest Trigger: ${complaint.message}. ${complaint.hint}`);
		}
	}
	return { webhookResponse: { accepted: false } };
}
