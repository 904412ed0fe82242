import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { isRateLimited } from '../../transport/failures/errors';
import { fromHtml } from '../../transport/failures/html';
import { addHint, userError } from '../../transport/failures/user-error';
import { catchUp } from '../catch-up/catch-up';
import { rememberReplaced } from '../catch-up/loopback';
import { ownAddress, type Address } from '../receiving/signed-post';
import { cursorOf } from '../catch-up/stored-cursor';
import { askToEnd } from '../inbox/check';
import { askForQuestions } from '../inbox/hand-over';
import { complaintsOf } from './complaints';
import { settingsFor, type Settings } from '../settings/settings';
import { processState, storedState, type ProcessState } from '../state';
import { connectionOf, disconnected } from './connection';
import { taken } from './refusals';
import { madeAt } from '../../webhook/address';
import { membersOf } from '../../webhook/register';
import { isVouchedFor, noteMembers, stillThere, vouch } from './members';
import { othersIn, Registration, type Place } from './registration';
import { stepFor, type WebhookOwner } from './slot';

/** Why a registration had to be renewed, by who has its place. */
const REASONS: Partial<Record<WebhookOwner, string>> = {
	nobody: 'WARest had erased it, or it belonged to a trigger that is no longer active',
	outdated: 'it had been switched off, or its secret changed',
	program: 'another program had replaced it',
};

/** Something is reported once it was seen so often: a reconnect takes a while, and a check may come in between. */
const SEEN = 2;

/** One check of one trigger. */
export interface Check {
	context: IPollFunctions;
	api: Api;
	settings: Settings;
	state: ProcessState;
	registration: Registration;
	address: Address;
	renewals: IDataObject[];
	/** What keeps events away, or may have. */
	troubles: Array<{ message: string; hint: string }>;
}

/** Counts what happens in a row. */
function count(counts: Map<string, number>, key: string, happened: boolean): number {
	const times = happened ? (counts.get(key) ?? 0) + 1 : 0;
	counts.set(key, times);
	return times;
}

/** What was replaced gets its place back also after a restart of n8n. */
async function remember(
	{ context, state, address }: Check,
	{ sessionId, config, registry }: Place,
): Promise<void> {
	const replaced = { ...config, at: Date.now() };
	state.replaced.set(sessionId, replaced);
	try {
		await rememberReplaced(context, address, { id: sessionId, registry }, replaced);
	} catch (error) {
		context.logger.warn(
			`WARest Trigger replaced the webhook of session '${sessionId}', and forgets whose it was when n8n is restarted. ${(error as Error).message}`,
		);
	}
}

/** Looks at the place of a session, and takes it again where it was lost; gives who had it. */
async function checkPlace(check: Check, sessionId: string): Promise<WebhookOwner> {
	const { context, settings, registration, renewals } = check;
	if (await isVouchedFor(check, sessionId)) return 'member';
	const place = await registration.look(sessionId);
	const { owner } = place;
	const step = stepFor('check', owner, settings);
	if (step === 'leave') {
		if (place.register) noteMembers(check, sessionId, membersOf(place.register));
		// The head may have renewed it because it was lost; only one of its processes knows.
		const renewedAt = madeAt(place.config.url, Date.now());
		if (settings.catchUp !== null) cursorOf(context, sessionId).dropped(renewedAt);
		return owner;
	}
	if (step === 'join') {
		await registration.join(place);
		const { register, registry } = place;
		if (!register) return owner;
		noteMembers(check, sessionId, membersOf(register));
		await askForQuestions(context, check.api, register, registration.url, {
			id: sessionId,
			registry,
		});
		return owner;
	}
	if (step === 'refuse') throw taken(context.getNode(), registration.url, place);
	const known = othersIn(place, { state: check.state, url: registration.url });
	const others = await stillThere(check, place, known);
	if (owner !== 'here') check.state.webhookLostAt.set(sessionId, Date.now());
	if (step === 'replace') await remember(check, place);
	await registration.renew(place, others);
	await vouch(check, place, others);
	const reason = REASONS[owner];
	if (!reason) return owner;
	context.logger.warn(`WARest Trigger renewed the webhook of session '${sessionId}': ${reason}`);
	const sentAt = new Date().toISOString();
	renewals.push({ event: 'webhookRenewed', sessionId, reason, sentAt });
	return owner;
}

/** Checks the places of all sessions; gives those sessions that events can come from. */
async function checkPlaces(check: Check): Promise<string[]> {
	const { context, settings, state, troubles } = check;
	const listening: string[] = [];
	for (const sessionId of settings.sessions) {
		if (state.hasEnded) return [];
		let owner: WebhookOwner | null = null;
		let skipped = false;
		try {
			owner = await checkPlace(check, sessionId);
		} catch (error) {
			// The server's limits are used up by a run: nothing is lost, and the next check asks again.
			skipped = isRateLimited(error);
			if (!skipped) {
				const { message, description } = error as Error & { description?: string };
				troubles.push({ message, hint: fromHtml(description ?? '') });
			}
		}
		if (count(state.skipped, sessionId, skipped) === SEEN) {
			context.logger.warn(
				`WARest Trigger could not check the webhook of session '${sessionId}' ${SEEN} times: WARest's rate limit is used up. If WARest loses the webhook now, events are missed until a check succeeds.`,
			);
		}
		if (skipped) continue;
		const isWell = owner === 'here' || owner === 'member';
		if (!isWell && settings.catchUp !== null) cursorOf(context, sessionId).open(Date.now());
		if (owner !== null && owner !== 'there') listening.push(sessionId);
	}
	return listening;
}

/** Says which sessions are not connected: the place is right, and nothing arrives all the same. */
async function checkConnections({ context, api, settings, state, troubles }: Check): Promise<void> {
	const sessions = await api.sessions().catch(() => null);
	if (sessions === null) return;
	for (const sessionId of settings.sessions) {
		const found = disconnected(sessionId, sessions);
		const times = count(state.disconnected, sessionId, found !== null);
		if (found && times >= SEEN) troubles.push(found);
		if (settings.catchUp === null) continue;
		cursorOf(context, sessionId).saw(connectionOf(sessionId, sessions), Date.now());
	}
}

/** Throws what is new among the troubles, so that n8n records it once as a failed execution. */
function report({ context, state, troubles }: Check): void {
	const before = state.reported;
	state.reported = new Set(troubles.map(({ message }) => message));
	const fresh = troubles.filter(({ message }) => !before.has(message));
	if (fresh.length === 0) return;
	const text = fresh.map(({ message }) => message).join(' ');
	context.logger.warn(`WARest Trigger gets no events: ${text}`);
	const error = userError(context.getNode(), text, '');
	for (const hint of new Set(fresh.map((trouble) => trouble.hint))) addHint(error, hint);
	throw error;
}

/**
 * Looks whether WARest still has the registrations, and renews them: a failed delivery, a reconnect or another
 * program may have removed one (docs/warest/webhooks.md#6-2, #7). Gives the renewals if they are to start the
 * workflow, and catches up what was missed until then.
 * @throws once for each new trouble that it can't mend, so that n8n records it as a failed execution
 */
export async function checkRegistration(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const { url } = storedState(context);
	const api = await Api.open(context);
	const settings = await settingsFor(context, api.defaultCountryCode);
	if (url === undefined) return null;
	const state = processState(context);
	const registration = new Registration(api, context.getNode(), url);
	const address = ownAddress(registration, settings);
	const troubles: Check['troubles'] = [];
	const check: Check = {
		context,
		api,
		settings,
		state,
		registration,
		address,
		renewals: [],
		troubles,
	};
	let listening = settings.sessions;
	if (settings.manualSecret === null) {
		listening = await state.oneByOne(async () => await checkPlaces(check));
	}
	if (settings.manualSecret === null || settings.catchUp !== null) await checkConnections(check);
	if (state.hasEnded) return null;
	await catchUp(context, api, settings, listening, address);
	// Only then: an answer that came in time may have been missed until now.
	await askToEnd(context, api, address, settings);
	troubles.push(...(await complaintsOf(context, state, address, settings)));
	report(check);
	const reports = settings.reportRenewals ? context.helpers.returnJsonArray(check.renewals) : [];
	return reports.length > 0 ? [reports] : null;
}
