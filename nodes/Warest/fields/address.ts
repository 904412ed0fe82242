import { claimIn, isClaimed, isLid, storedJid, type Listed } from '../../identity/claim';
import { parseChat } from '../../identity/jid';
import type { KnownJid, Lid } from '../../identity/known';
import type { Prover } from '../../identity/prover';
import { numberBehind, proverOf } from '../../transport/on-whatsapp';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import type { Item } from '../engine/item';
import type { OfSession } from './session';
import { listed } from '../engine/entries';
import { nameRefusal } from '../engine/guard';

const ONE_CHAT = 'Give one chat: run the node once for each, with an expression for the chat.';

/** The one chat that was entered; what JSON has made of it (numbers, arrays) is taken only if it is certain. */
export function entered(raw: unknown): string | Refusal {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number') {
		return Number.isSafeInteger(raw)
			? String(raw)
			: {
					problem: 'is a number too long to be exact',
					expected: 'Give it as text, in quotation marks, so that no digit is lost.',
				};
	}
	if (Array.isArray(raw)) {
		return raw.length === 1 ? entered(raw[0]) : { problem: 'is a list', expected: ONE_CHAT };
	}
	if (raw === null || raw === undefined) return '';
	return { problem: 'is not a chat', expected: ONE_CHAT };
}

const HIDDEN: Refusal = {
	problem: 'is someone who hides their number',
	expected:
		"This customer hides their number; WARest can't write to them. Answer on the phone, or use their number with its country code, e.g. +62 812-0001-0000.",
};

const NOT_ASKED: Refusal = {
	problem: 'may be someone who hides their number, and WhatsApp could not be asked',
	expected:
		'Nothing was done. Try again in a moment, or use the phone number with its country code, e.g. +62 812-0001-0000.',
};

/** The phone number behind a LID: the server itself would take the LID's digits for one (docs/warest/chats.md#0-4). */
const resolveLid = async (lid: Lid, { sessionId }: OfSession, item: Item) =>
	(await numberBehind(item.api, sessionId, lid)) ?? HIDDEN;

/** Whom the author of an agent means by a name; null where it is nobody's. */
export const nameGiven = (text: string, { guard }: Item): KnownJid | null =>
	guard?.named(text) ?? null;

/** Why a text is no chat; to a model, that names aren't taken. */
export const refusalOf = (text: string, refusal: Refusal, { guard }: Item): Refusal =>
	(guard && nameRefusal(text)) ?? refusal;

/** What was entered or chosen; what was taken from a list is a claim until WhatsApp was asked. */
function namedBy(raw: unknown, item: Item): Listed | Refusal {
	const text = entered(raw);
	if (isRefusal(text)) return text;
	const named = nameGiven(text, item);
	if (named !== null) return named;
	const chat = claimIn(text) ?? parseChat(text, item.api.defaultCountryCode);
	if ('jid' in chat) return chat.jid;
	return isRefusal(chat) ? refusalOf(text, chat, item) : chat;
}

/** Settles what the same field has in the items around this one with it, so that there is one request for all. */
async function settleAround(around: readonly unknown[], prover: Prover): Promise<void> {
	const entries = around.flatMap(listed);
	const claims = entries.flatMap((raw) => (typeof raw === 'string' && claimIn(raw)) || []);
	await prover.settle(claims);
}

/**
 * For each entry the JID that is surely the chat's, or why there is none. WhatsApp is asked for all claims among them
 * in one request; LIDs are resolved.
 * @param around what the same field has in the items around this one
 */
export async function addresses(
	entries: readonly unknown[],
	item: Item,
	{ sessionId }: OfSession,
	around: () => readonly unknown[] = () => [],
): Promise<Array<KnownJid | Refusal>> {
	const named = entries.map((raw) => namedBy(raw, item));
	const claims = named.flatMap((each) => (!isRefusal(each) && isClaimed(each) ? [each] : []));
	const prover = proverOf(item.api, sessionId);
	if (claims.length > 0) {
		await item.api.once(
			`claims of ${item.block} in ${sessionId}`,
			async () => await settleAround(around(), prover),
		);
	}
	const settled = claims.length > 0 ? await prover.settle(claims) : [];
	const found: Array<KnownJid | Refusal> = [];
	for (const each of named) {
		if (isRefusal(each)) {
			found.push(each);
			continue;
		}
		const jid = isClaimed(each) ? settled[claims.indexOf(each)] : each;
		if (jid === null) found.push(NOT_ASKED);
		else found.push(isLid(jid) ? await resolveLid(jid, { sessionId }, item) : jid);
	}
	return found;
}

/**
 * Where the server keeps the history of the chat that was entered: also of somebody who hides their number. For
 * reading only.
 */
export async function historyOf(
	raw: unknown,
	item: Item,
	values: OfSession,
): Promise<string | Refusal> {
	const named = namedBy(raw, item);
	if (isRefusal(named)) return named;
	const number = isLid(named) ? await resolveLid(named, values, item) : named;
	return storedJid(isRefusal(number) ? named : number);
}
