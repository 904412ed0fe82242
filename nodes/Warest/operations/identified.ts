import type { IDataObject } from 'n8n-workflow';
import { claimText, isClaimed, isLid, listedJid, type Listed } from '../../identity/claim';
import { phoneOf, type KnownPhone, type Lid } from '../../identity/known';
import type { Verdict } from '../../identity/prover';
import { Cancelled } from '../../transport/limits/wait-budget';
import { proverOf } from '../../transport/on-whatsapp';
import { toggle } from '../engine/fields';
import type { Item } from '../engine/item';

/** Who or what a row names, in the same form in all outputs. */
export interface Identity extends IDataObject {
	/** What 'To' takes; the LID where the number is hidden; "unverified:…" where WhatsApp must be asked first. */
	jid: string | null;
	phone: KnownPhone | null;
	lid: Lid | null;
}

export const verify = () =>
	toggle({
		displayName: 'Verify Numbers',
		default: false,
		description:
			'Whether to ask WhatsApp which numbers are real. If off, doubtful ones are marked "unverified" and checked before a send.',
	});

function identityOf(listed: Listed | null, verdict: Verdict): Identity {
	if (listed === null) return { jid: null, phone: null, lid: null };
	if (verdict === null) {
		const jid = isClaimed(listed) ? claimText(listed) : listed;
		return { jid, phone: null, lid: null };
	}
	return { jid: verdict, phone: phoneOf(verdict), lid: isLid(verdict) ? verdict : null };
}

async function settled(listed: Listed[], sessionId: string, item: Item): Promise<Verdict[]> {
	const prover = proverOf(item.api, sessionId);
	const verdicts = await prover
		.settle(listed)
		.catch(async (error: unknown) =>
			error instanceof Cancelled ? await Promise.reject(error) : null,
		);
	if (verdicts && !verdicts.includes(null)) return verdicts;
	item.hint(
		'WhatsApp could not be asked which of the listed numbers are real. Doubtful ones are marked "unverified" and checked when a message is sent to them.',
	);
	return listed.map((each) => prover.atOnce(each) ?? null);
}

/**
 * Whom the JIDs of lists and of the history name. The server writes the LID of a person who hides their number as if it
 * were a phone number (docs/warest/chats.md#c1), and an item doesn't show where a JID came from. So WhatsApp is asked
 * before a JID leaves the node, in one request for all that are neither clear in themselves nor known from before.
 */
export async function identitiesOf(
	jids: readonly unknown[],
	sessionId: string,
	item: Item,
	asks = true,
): Promise<ReadonlyMap<unknown, Identity>> {
	const unique = [...new Set(jids)];
	const named = unique.map(listedJid);
	const listed = named.filter((each) => each !== null);
	const prover = proverOf(item.api, sessionId);
	const verdicts = asks
		? await settled(listed, sessionId, item)
		: listed.map((each) => prover.atOnce(each) ?? null);
	return new Map(
		unique.map((jid, index) => {
			const each = named[index];
			return [jid, identityOf(each, each && verdicts[listed.indexOf(each)])];
		}),
	);
}
