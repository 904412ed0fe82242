import type { IHookFunctions } from 'n8n-workflow';
import { userError } from '../../transport/failures/user-error';
import { actionsOf } from '../actions/answer';
import { bySession, ofSession, withSession } from '../by-session';
import { askOwnWebhook, bequeath } from '../catch-up/loopback';
import { askForQuestions } from '../inbox/hand-over';
import { ownAddress } from '../receiving/signed-post';
import { heirsOf } from '../state';
import { isEmpty, signedAddress } from '../../webhook/address';
import { joined, registerIn } from '../../webhook/register';
import { mustBeConnected } from './connection';
import { hookOf, inTurn, start, type Hook } from './hook';
import { taken } from './refusals';
import { othersIn, type Place } from './registration';
import { undo } from './release';
import type { Replaced } from './replaced';
import { stepFor } from './slot';

/** Whether WARest has the address of this trigger for each session. n8n asks on each activation. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const hook = await hookOf(context);
	const { settings, registration, stored } = hook;
	actionsOf(context);
	if (settings.manualSecret !== null) {
		await start(context, hook);
		return true;
	}
	return await inTurn(hook, async () => {
		const registries: Array<[string, string | null]> = [];
		for (const sessionId of settings.sessions) {
			const { owner, registry } = await registration.look(sessionId);
			if (owner !== 'here' && owner !== 'member') return false;
			registries.push([sessionId, registry]);
		}
		await start(context, hook);
		stored.registries = bySession(registries);
		return true;
	});
}

/**
 * The place of a session. That of another trigger can be shared after all if the API key has changed, and that one's
 * next check has yet to tell WARest: it answers to what is signed with the new key.
 */
async function placeFor(
	context: IHookFunctions,
	{ api, registration, url }: Hook,
	sessionId: string,
): Promise<Place> {
	const place = await registration.look(sessionId);
	const register = registerIn(place.config.url);
	if (place.owner !== 'sibling' || !joined(register, url)) return place;
	const head = signedAddress(api, register.head);
	return await askOwnWebhook(context, head, { id: sessionId, registry: place.registry }).then(
		() => ({ ...place, owner: 'shared', register }),
		() => place,
	);
}

/** What has a place back later if it is taken now; undefined if nothing has. */
function heirOf(
	{ sessionId, isOwn, owner, config }: Place,
	{ registration, state, stored }: Hook,
): Replaced | undefined {
	const [known] = heirsOf(sessionId, stored, state);
	const replaced = { ...config, at: Date.now() };
	if (owner === 'shared' || owner === 'member') return known;
	if (isOwn) return owner === 'there' ? (known ?? replaced) : known;
	if (owner !== 'nobody') return replaced;
	// Erased, or switched off: what was replaced before counts for more. A trigger that is gone wants nothing back.
	const isLeft = isEmpty(config) && config.secret !== registration.secret;
	return known ?? (isLeft ? replaced : undefined);
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
		const place = await placeFor(context, hook, sessionId);
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
			const step = stepFor(occasion, owner, settings);
			if (step === 'leave') continue;
			begun.push(sessionId);
			if (step === 'join') await join(context, hook, place);
			else await registration.register(sessionId, othersIn(place, hook));
		}
		isWhole = true;
	} finally {
		const undone = isWhole ? [] : begun;
		for (const id of undone) await undo(context, hook, id, ofSession(before, id));
	}
	stored.registries = bySession(places.map(({ sessionId, registry }) => [sessionId, registry]));
	stored.before = before;
	for (const place of places) {
		const heir = ofSession(before, place.sessionId);
		if (!heir || (isTest && place.isOwn)) continue;
		// A delivery that is under way stores what it has loaded before; and what a test replaces has its place back even
		// if the workflow is activated meanwhile.
		state.replaced.set(place.sessionId, heir);
		if (isTest) await entrust(context, hook, place, heir);
	}
	await start(context, hook);
	return true;
}

/**
 * Shares the webhook with those that have it: they pass events on over this trigger's address.
 * @throws NodeOperationError if n8n doesn't reach itself there
 */
async function join(
	context: IHookFunctions,
	{ api, registration, settings, url }: Hook,
	place: Place,
): Promise<void> {
	const { sessionId, registry, register: shared } = place;
	const address = ownAddress(registration, settings);
	await askOwnWebhook(context, address, { id: sessionId, registry }).catch((error: Error) => {
		throw userError(
			context.getNode(),
			error.message,
			`Another workflow receives the events of session '${sessionId}', and passes them on to this one over its address. The address comes from n8n's setting WEBHOOK_URL, and n8n must reach it, too.`,
		);
	});
	await registration.join(place);
	if (shared) await askForQuestions(context, api, shared, url, { id: sessionId, registry });
}

/** n8n stores nothing of a test: the active workflow, if there is one, remembers what the test has replaced. */
async function entrust(
	context: IHookFunctions,
	{ state: { url }, registration: { secret } }: Hook,
	place: Place,
	heir: Replaced,
): Promise<void> {
	if (url === null || heir.url === '') return;
	try {
		await bequeath(context, { ...place, config: { url, secret }, secret }, heir);
	} catch (error) {
		context.logger.warn(
			`WARest Trigger replaced the webhook of session '${place.sessionId}' for a test, and forgets whose it was if n8n is restarted during the test. ${(error as Error).message}`,
		);
	}
}
