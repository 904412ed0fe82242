import type { IHookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { actionsOf } from '../actions/answer';
import { begin, end } from '../catch-up/cursor';
import { memoryOf } from '../state';
import { Registration } from './registration';
import { takeReplaced } from './replaced';
import { settingsOf, type Settings } from '../settings/settings';

interface SetUp {
	registration: Registration;
	settings: Settings;
	url: string;
}

async function setUp(context: IHookFunctions): Promise<SetUp> {
	const api = await Api.open(context);
	const node = context.getNode();
	const settings = settingsOf(
		node,
		(name, fallback) => context.getNodeParameter(name, fallback),
		api.defaultCountryCode,
	);
	const url = context.getNodeWebhookUrl('default') ?? '';
	return { registration: new Registration(api, node, url), settings, url };
}

/** Whether WARest has the address of this trigger for each session. n8n asks on each activation. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const { registration, settings, url } = await setUp(context);
	actionsOf(context);
	begin(context, settings);
	const memory = memoryOf(context);
	if (settings.manualSecret !== null) {
		memory.url = url;
		return true;
	}
	const registries: Record<string, string | null> = {};
	for (const sessionId of settings.sessions) {
		const { holder, registry } = await registration.look(sessionId);
		if (holder !== 'self') return false;
		registries[sessionId] = registry;
	}
	Object.assign(memory, { url, registries });
	return true;
}

/**
 * Registers the address of this trigger for each session: all of them or, if something else has one of the
 * places, none. What was there is remembered.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const { registration, settings, url } = await setUp(context);
	const memory = memoryOf(context);
	const places = new Map<string, Awaited<ReturnType<Registration['look']>>>();
	for (const sessionId of settings.sessions) {
		const place = await registration.look(sessionId);
		const others = place.holder === 'trigger' || place.holder === 'stranger';
		if (others && !settings.takeOver) throw registration.taken(sessionId, place);
		places.set(sessionId, place);
	}
	const before = { ...memory.before };
	const done: string[] = [];
	try {
		for (const [sessionId, { holder, slot }] of places) {
			if (holder !== 'self' && holder !== 'outdated') before[sessionId] = slot;
			await registration.register(sessionId);
			done.push(sessionId);
		}
	} finally {
		const undone = done.length < places.size ? done : [];
		for (const id of undone) await registration.release(id, before[id] ?? null);
	}
	const registries = Object.fromEntries([...places].map(([id, { registry }]) => [id, registry]));
	Object.assign(memory, { url, registries, before });
	return true;
}

/** Gives the places back that this trigger has; a server that can't be asked doesn't keep n8n from stopping. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const { registration, settings } = await setUp(context);
	end(context, settings);
	const memory = memoryOf(context);
	// After a failed activation n8n goes on polling, but nobody answers at the address.
	delete memory.url;
	if (settings.manualSecret !== null) return true;
	for (const sessionId of settings.sessions) {
		try {
			const before = takeReplaced(context, sessionId) ?? memory.before?.[sessionId] ?? null;
			await registration.release(sessionId, before);
		} catch (error) {
			context.logger.warn(
				`WARest Trigger could not give back the webhook of session '${sessionId}'. WARest forgets it after the next event. ${(error as Error).message}`,
			);
		}
	}
	delete memory.before;
	return true;
}
