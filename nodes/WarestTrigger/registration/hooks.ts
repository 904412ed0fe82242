import type { IHookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { actionsOf } from '../actions/answer';
import { bySession, ofSession, withSession } from '../by-session';
import { begin, end, reopen } from '../catch-up/stored-cursor';
import { bequeath } from '../catch-up/loopback';
import { settingsFor, type Settings } from '../settings/settings';
import {
	endListening,
	endProcessState,
	processState,
	storedState,
	storeTaken,
	type ProcessState,
	type StoredState,
} from '../state';
import { freshUrl, secretFor, triggerIn, type WebhookConfig } from './address';
import { mustBeConnected } from './connection';
import { taken } from './refusals';
import { Registration, type Place } from './registration';
import { stepFor } from './slot';

/** What the hooks of n8n work with. */
interface Hook {
	api: Api;
	settings: Settings;
	url: string;
	registration: Registration;
	stored: StoredState;
	state: ProcessState;
	/** "Listen for test event". */
	isTest: boolean;
}

async function hookOf(context: IHookFunctions): Promise<Hook> {
	const api = await Api.open(context);
	const settings = await settingsFor(context, api.defaultCountryCode);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const stored = storedState(context);
	return {
		api,
		settings,
		url,
		registration: new Registration(api, context.getNode(), url, stored.url),
		stored,
		state: processState(context),
		isTest: context.getMode() === 'manual',
	};
}

/**
 * Runs what changes places, one after the other. What n8n stores afterwards was loaded before: so what was taken
 * meanwhile is added.
 */
async function inTurn<T>({ state, stored }: Hook, task: () => Promise<T>): Promise<T> {
	try {
		return await state.oneByOne(task);
	} finally {
		storeTaken(stored, state);
	}
}

/** From now on the trigger answers at its address. */
function start(context: IHookFunctions, { settings, url, stored, state, isTest }: Hook): void {
	if (isTest) {
		state.isListening = true;
		return;
	}
	begin(context, settings);
	stored.url = url;
	state.url = url;
}

/** Whether WARest has the address of this trigger for each session. n8n asks on each activation. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const hook = await hookOf(context);
	const { settings, registration, stored } = hook;
	actionsOf(context);
	if (settings.manualSecret !== null) {
		start(context, hook);
		return true;
	}
	return await inTurn(hook, async () => {
		const registries: Array<[string, string | null]> = [];
		for (const sessionId of settings.sessions) {
			const { owner, registry } = await registration.look(sessionId);
			if (owner !== 'here') return false;
			registries.push([sessionId, registry]);
		}
		start(context, hook);
		stored.registries = bySession(registries);
		return true;
	});
}

/** What has a place back later if it is taken now; undefined if nothing has. */
function heirOf(
	{ sessionId, isOwn, owner, config }: Place,
	{ registration, state, stored }: Hook,
): WebhookConfig | undefined {
	const known = state.replaced.get(sessionId) ?? ofSession(stored.before, sessionId);
	if (isOwn) return owner === 'there' ? (known ?? config) : known;
	if (owner !== 'nobody') return config;
	// Erased, or given up by its n8n: what was replaced before counts for more.
	return known ?? (config.secret === registration.secret ? undefined : config);
}

/**
 * Registers the address of this trigger for each session: all of them or, if something else has one of the
 * places, none. What was there is remembered.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const hook = await hookOf(context);
	return await inTurn(hook, async () => await registerAll(context, hook));
}

async function registerAll(context: IHookFunctions, hook: Hook): Promise<boolean> {
	const { api, settings, registration, stored, state, isTest, url } = hook;
	if (isTest) await mustBeConnected(context.getNode(), api, settings.sessions);
	const occasion = isTest ? 'listen' : 'activate';
	const places: Place[] = [];
	for (const sessionId of settings.sessions) {
		const place = await registration.look(sessionId);
		if (stepFor(occasion, place.owner, settings) === 'refuse') {
			throw taken(context.getNode(), url, place);
		}
		places.push(place);
	}
	let { before } = stored;
	const begun: string[] = [];
	let isWhole = false;
	try {
		for (const place of places) {
			const { sessionId, owner } = place;
			const heir = heirOf(place, hook);
			if (heir) before = withSession(before, sessionId, heir);
			if (stepFor(occasion, owner, settings) === 'leave') continue;
			begun.push(sessionId);
			await registration.register(sessionId);
		}
		isWhole = true;
	} finally {
		const undone = isWhole ? [] : begun;
		for (const id of undone) await undo(context, hook, id, ofSession(before, id));
	}
	stored.registries = bySession(places.map(({ sessionId, registry }) => [sessionId, registry]));
	stored.before = before;
	// What a test replaces has its place back even if the workflow is activated meanwhile.
	if (isTest) {
		for (const place of places) {
			const heir = ofSession(before, place.sessionId);
			if (place.isOwn || !heir) continue;
			state.replaced.set(place.sessionId, heir);
			await entrust(context, hook, place, heir);
		}
	}
	start(context, hook);
	return true;
}

/**
 * Gives a place back that was taken, or may have been: the answer to a registration can be lost. What can't be given
 * back now is remembered: n8n deactivates the trigger after a failed activation.
 */
async function undo(
	context: IHookFunctions,
	{ registration, state }: Hook,
	sessionId: string,
	heir: WebhookConfig | undefined,
): Promise<void> {
	try {
		const { owner } = await registration.look(sessionId);
		if (owner === 'here') await registration.giveBack(sessionId, heir ? [heir] : []);
	} catch (error) {
		if (heir) state.replaced.set(sessionId, heir);
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
}

/** n8n stores nothing of a test: the active workflow, if there is one, remembers what the test has replaced. */
async function entrust(
	context: IHookFunctions,
	{ state: { url }, registration: { secret } }: Hook,
	place: Place,
	heir: WebhookConfig,
): Promise<void> {
	if (url === null || heir.url === '') return;
	try {
		await bequeath(context, { ...place, config: { url, secret }, secret }, heir);
	} catch (error) {
		context.logger.warn(
			`WARest Trigger has replaced the webhook of session '${place.sessionId}' for a test, and forgets whose it was if n8n is restarted during the test. ${(error as Error).message}`,
		);
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
	if (isTest) {
		// What came while the place was another one's is missing to the active workflow.
		for (const sessionId of settings.sessions) reopen(context, sessionId);
		stop(context);
	}
	return true;
}

async function releaseAll(context: IHookFunctions, hook: Hook): Promise<void> {
	const { settings, stored, state, isTest } = hook;
	const kept = new Map<string, WebhookConfig>();
	for (const sessionId of settings.sessions) {
		const known = [state.replaced.get(sessionId), ofSession(stored.before, sessionId)];
		// A test gives the place to the active workflow first.
		if (isTest) known.reverse();
		const heirs = known.filter((heir) => heir !== undefined);
		try {
			if (await release(context, hook, sessionId, heirs)) continue;
		} catch (error) {
			context.logger.warn(
				`WARest Trigger could not give back the webhook of session '${sessionId}'. WARest forgets it after the next event. ${(error as Error).message}`,
			);
		}
		if (heirs.length > 0) kept.set(sessionId, heirs[0]);
	}
	stored.before = bySession(kept);
}

/** Gives one place back. False if that can't be done yet: what is to have it must be remembered. */
async function release(
	context: IHookFunctions,
	{ api, settings, registration, state, isTest }: Hook,
	sessionId: string,
	heirs: WebhookConfig[],
): Promise<boolean> {
	const place = await registration.look(sessionId);
	const { url, secret } = place.config;
	// Erased, or shown so for 5 seconds after a reconnect (docs/warest/webhooks.md#7-3): whose it was, it was left to
	// this one.
	const wasOurs = url === '' && (heirs.length > 0 || secret === registration.secret);
	if (wasOurs || stepFor('release', place.owner, settings) === 'give back') {
		// The workflow may have been activated while a test went on.
		const active =
			isTest && state.url !== null
				? [{ url: freshUrl(state.url, Date.now()), secret: registration.secret }]
				: [];
		await registration.giveBack(sessionId, [...active, ...heirs]);
		if (active.length === 0) state.replaced.delete(sessionId);
		return true;
	}
	const [heir] = heirs;
	if (place.owner === 'there') {
		// A test goes on.
		if (heir && state.isListening) processState(context).replaced.set(sessionId, heir);
		return false;
	}
	if (heir && (place.owner === 'sibling' || place.owner === 'other n8n')) {
		await bequeath(context, { ...place, secret: secretFor(api, triggerIn(url)) }, heir);
	}
	return true;
}
