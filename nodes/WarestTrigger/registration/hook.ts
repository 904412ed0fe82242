import type { IHookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { KeyedQueue } from '../../Warest/engine/concurrency';
import { ofSession } from '../by-session';
import { askForKnown } from '../catch-up/loopback';
import { begin } from '../catch-up/stored-cursor';
import { ownAddress } from '../receiving/signed-post';
import { settingsFor, type Settings } from '../settings/settings';
import {
	loadKnown,
	processState,
	storedState,
	storeKnown,
	type ProcessState,
	type StoredState,
} from '../state';
import { ownUrl } from '../../webhook/address';
import { Registration } from './registration';

/** What the hooks of n8n work with. */
export interface Hook {
	api: Api;
	settings: Settings;
	url: string;
	registration: Registration;
	stored: StoredState;
	state: ProcessState;
	/** "Listen for test event". */
	isTest: boolean;
}

/** What n8n calls a hook with, and what is known of the trigger. */
export async function hookOf(context: IHookFunctions): Promise<Hook> {
	const api = await Api.open(context);
	const settings = await settingsFor(context, api.defaultCountryCode);
	const url = ownUrl(context);
	const stored = storedState(context);
	const state = processState(context);
	const isTest = context.getMode() === 'manual';
	if (!isTest) loadKnown(stored, state);
	return {
		api,
		settings,
		url,
		registration: new Registration(api, context.getNode(), url, stored.url),
		stored,
		state,
		isTest,
	};
}

/** Several workflows that are published at once must not write over each other. */
const places = new KeyedQueue();

/**
 * Learns what other processes of n8n have stored since this one loaded it: what a hook stores replaces all that.
 */
export async function learn(
	context: IHookFunctions,
	{ settings, registration, stored, state }: Hook,
): Promise<void> {
	const [id] = settings.sessions;
	const address = ownAddress(registration, settings);
	const session = { id, registry: ofSession(stored.registries, id) ?? null };
	try {
		Object.assign(stored, await askForKnown(context, address, session));
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
	}
	storeKnown(stored, state);
}

/**
 * Runs what changes places, one after the other. What n8n stores afterwards was loaded before: so what was taken
 * meanwhile is added.
 */
export async function inTurn<T>(
	{ settings: { sessions }, state, stored }: Hook,
	task: () => Promise<T>,
): Promise<T> {
	try {
		return await places.run(sessions, async () => await state.oneByOne(task));
	} finally {
		storeKnown(stored, state);
	}
}

/** From now on the trigger answers at its address. */
export async function start(context: IHookFunctions, hook: Hook): Promise<void> {
	const { settings, url, stored, state, isTest } = hook;
	if (isTest) {
		state.isListening = true;
		return;
	}
	await learn(context, hook);
	begin(context, settings);
	stored.url = url;
	state.url = url;
}
