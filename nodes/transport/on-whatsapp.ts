import type { IDataObject } from 'n8n-workflow';
import { isLid } from '../identity/claim';
import {
	digitsOf,
	jidOfDigits,
	type KnownDigits,
	type KnownJid,
	type Lid,
} from '../identity/known';
import { personOf } from '../identity/person';
import { A_DAY_MS, Prover } from '../identity/prover';
import { objectsIn } from './answer';
import type { Api } from './api';
import { readByPost, read } from './call';
import { path } from './path';

async function found(
	api: Api,
	sessionId: string,
	digits: readonly string[],
): Promise<ReadonlySet<string>> {
	const query = { sessionId, checkNumbers: digits.join(',') };
	const call = read(path`/profile/on-whatsapp`, query);
	const { results } = await api.send({ ...call, slow: true });
	// The object itself for one number, a list for several (docs/warest/groups.md#trap-11).
	const [{ data, ...only } = {} as IDataObject] = results;
	const rows = objectsIn(data ?? only).filter(({ isOnWhatsApp }) => isOnWhatsApp === true);
	return new Set(rows.map(({ phone }) => String(phone)));
}

/** The session's own number; null as long as the session never was connected, or belongs to another API key. */
export async function ownDigits(api: Api, sessionId: string): Promise<KnownDigits | null> {
	return await api.once(`own number of ${sessionId}`, async () => {
		const session = (await api.sessions()).find(({ id }) => id === sessionId);
		const [{ id } = {} as IDataObject] = objectsIn(session?.me);
		return digitsOf(personOf([id]).jid);
	});
}

/** Finds out through a session what its lists and its history only claim; remembered for a while. */
export function proverOf(api: Api, sessionId: string): Prover {
	return new Prover({
		own: async () => await ownDigits(api, sessionId),
		registered: async (digits) => await found(api, sessionId, digits),
		memory: api.seen,
	});
}

/** What WARest's contacts say of a LID, or of the JID of a number; WhatsApp isn't asked (docs/warest/misc.md#7). */
async function resolved(api: Api, sessionId: string, input: string): Promise<IDataObject> {
	const call = readByPost(path`/misc/whatsapp/resolve/jid-or-lid`, { sessionId, input });
	const { results } = await api.send(call);
	const [data = {}] = objectsIn(results[0]?.data);
	return data;
}

/** Remembers for a day what was found, and only for a while that nothing was. */
const remember = ({ seen }: Api, thing: string, found: string | null): void =>
	seen.note(thing, found === null ? undefined : A_DAY_MS, found ?? '');

const behind = (lid: Lid, sessionId: string) => `number behind ${lid} in ${sessionId}`;

/** What {@link numberBehind} gave a while ago; undefined if it must be asked. */
export function rememberedNumberBehind(
	{ seen }: Api,
	sessionId: string,
	lid: Lid,
): KnownJid | null | undefined {
	const jid = seen.valueOf(behind(lid, sessionId));
	return jid === undefined ? undefined : personJid(jid);
}

const personJid = (jid: string): KnownJid | null => {
	const digits = digitsOf(personOf([jid]).jid);
	return digits && jidOfDigits(digits);
};

const ofNumber = (jid: string, sessionId: string) => `LID of ${jid} in ${sessionId}`;

/** What {@link lidOfNumber} has found; undefined if it must be asked. */
export function rememberedLid({ seen }: Api, sessionId: string, jid: string): Lid | undefined {
	return personOf([seen.valueOf(ofNumber(jid, sessionId))]).lid ?? undefined;
}

/**
 * The LID of the person with the JID of a phone number; null where WARest doesn't know it. That isn't remembered: it may
 * learn one from the person's next message.
 */
export async function lidOfNumber(api: Api, sessionId: string, jid: string): Promise<Lid | null> {
	const { lid } = personOf([(await resolved(api, sessionId, jid)).lid]);
	if (lid !== null) remember(api, ofNumber(jid, sessionId), lid);
	return lid;
}

/**
 * The JID of the phone number behind a LID, asked once in an execution; null where WARest doesn't know it: it knows
 * that of contacts only.
 */
export async function numberBehind(
	api: Api,
	sessionId: string,
	lid: Lid,
): Promise<KnownJid | null> {
	return await api.once(behind(lid, sessionId), async () => {
		const { type, jid } = await resolved(api, sessionId, lid);
		const found = type === 'lid' ? personOf([jid, lid]).jid : null;
		const number = isLid(found) ? null : found;
		remember(api, behind(lid, sessionId), number);
		return number;
	});
}
