import { ofSession } from '../by-session';
import { askOwnWebhook, tellRoll } from '../catch-up/loopback';
import { cursorOf } from '../catch-up/stored-cursor';
import { storedState } from '../state';
import { signedAddress } from '../../webhook/address';
import { addressOf, membersOf, nameOf } from '../../webhook/register';
import type { Check } from './check';
import type { Place } from './registration';

/** So old may be what the head of a shared webhook says of it. */
const VOUCHED_FOR_MS = 180_000;

/** Remembers who shares a webhook. A new head, also this trigger, may have taken it because it was lost. */
export function noteMembers(
	{ context, settings, state }: Check,
	id: string,
	members: readonly string[],
): void {
	const [head] = state.members.get(id) ?? [];
	const isNew = head !== undefined && head !== members[0];
	state.members.set(id, members);
	if (isNew && settings.catchUp !== null) cursorOf(context, id).open(Date.now());
}

/**
 * Whether the head of a webhook that this trigger shares has seen it among the members: so that only the head needs
 * WARest's requests.
 */
export async function isVouchedFor(check: Check, id: string): Promise<boolean> {
	const { context, api, settings, state, address } = check;
	state.vouchedAt.delete(id);
	const [first] = state.members.get(id) ?? [];
	const name = nameOf(address.url);
	if (first === undefined || first === name || name === null) return false;
	const head = signedAddress(api, addressOf(first, address.url));
	const registry = ofSession(storedState(context).registries, id) ?? null;
	const answer = await askOwnWebhook(context, head, { id, registry }).catch(() => null);
	if (answer === null) return false;
	const { roll, changedAt, unreached } = answer;
	const unreachedAt = unreached.get(name) ?? 0;
	// What the head has lost, it could pass on to nobody.
	const lostAt = Math.max(roll?.lostAt ?? 0, changedAt, unreachedAt);
	if (settings.catchUp !== null) cursorOf(context, id).dropped(lostAt);
	else if (unreachedAt > state.since) check.troubles.push(unreachedBy(id));
	const isFresh = roll !== null && Math.abs(Date.now() - roll.checkedAt) < VOUCHED_FOR_MS;
	if (!isFresh || !roll.members.includes(name)) return false;
	noteMembers(check, id, roll.members);
	state.vouchedAt.set(id, roll.checkedAt);
	return true;
}

const unreachedBy = (id: string) => ({
	message: `An event of session '${id}' did not reach this workflow`,
	hint: "Another workflow receives the events of this session, and passes them on over this one's production address. n8n's log says why that failed. With 'Catch Up', missed messages are fetched.",
});

/** Lets the members of a shared webhook know that WARest has them, and those that it hasn't. */
export async function vouch(check: Check, place: Place, others: readonly string[]): Promise<void> {
	const { context, address, state } = check;
	const { sessionId, registry } = place;
	const before = state.members.get(sessionId) ?? [];
	const members = membersOf({ head: address.url, others });
	noteMembers(check, sessionId, members);
	if (before.length < 2 && others.length === 0) return;
	const lostAt = state.webhookLostAt.get(sessionId) ?? 0;
	const session = { id: sessionId, registry };
	await tellRoll(context, address, session, { members, lostAt }).catch((error: Error) =>
		context.logger.debug(`WARest Trigger: ${error.message}`),
	);
}

/**
 * Those of a shared webhook that weren't gone at the last delivery, or are back: n8n activates one workflow after the
 * other when it starts.
 */
export async function stillThere(
	{ context, api, state, address }: Check,
	{ sessionId, registry }: Place,
	names: readonly string[],
): Promise<string[]> {
	for (const name of names.filter((one) => state.gone.has(one))) {
		const member = signedAddress(api, addressOf(name, address.url));
		await askOwnWebhook(context, member, { id: sessionId, registry }).then(
			() => state.gone.delete(name),
			(error: Error) => context.logger.debug(`WARest Trigger: ${error.message}`),
		);
	}
	return names.filter((name) => !state.gone.has(name));
}
