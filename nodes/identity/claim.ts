import type { KnownJid, Lid } from './known';

/**
 * Digits that a list, a search or the history of the server gives for a person: a phone number, or those of the LID
 * of somebody whose number is hidden (docs/warest/chats.md#c1). An object, so that it can't become text by mistake;
 * only {@link Prover} makes more of it.
 */
export interface ClaimedJid {
	readonly claimed: string;
}

/** Who or what a row of the server names. */
export type Listed = KnownJid | Lid | ClaimedJid;

/** How a claim is written where it leaves the node, so that it is still known for one when it comes back. */
const MARK = 'unverified:';
const WRITTEN = /^unverified:\s*(\d{5,20})$/i;
const PERSON = /^(\d{5,20})(?:\.\d+)?(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/;
const OTHER = /^[\d-]+@(?:g\.us|newsletter|broadcast)$|^status@broadcast$/;
const LID = /^(\d{5,20})(?:\.\d+)?(?::\d+)?@lid$/;

export const isClaimed = (jid: Listed | null): jid is ClaimedJid =>
	typeof jid === 'object' && jid !== null;

export const isLid = (jid: Listed | null): jid is Lid =>
	typeof jid === 'string' && jid.endsWith('@lid');

/** What a row of a list, search or history of the server names; null if that is no JID. */
export function listedJid(jid: unknown): Listed | null {
	if (typeof jid !== 'string') return null;
	const [, person] = PERSON.exec(jid) ?? [];
	if (person) return { claimed: person };
	const [, lid] = LID.exec(jid) ?? [];
	if (lid) return `${lid}@lid` as Lid;
	return OTHER.test(jid) ? (jid as KnownJid) : null;
}

/** A claim as text, for items and for the values of lists. */
export const claimText = ({ claimed }: ClaimedJid): string => `${MARK}${claimed}`;

/** The claim that a text is; null if it is none. */
export function claimIn(text: string): ClaimedJid | null {
	const [, digits] = WRITTEN.exec(text.trim()) ?? [];
	return digits ? { claimed: digits } : null;
}

/** A value that was chosen from a list, also of a workflow from before values said that they are claims. */
export function asListed(value: unknown): unknown {
	const listed = listedJid(value);
	return listed !== null && isClaimed(listed) ? claimText(listed) : value;
}

/** Where the server keeps the history of a chat: that of a LID as if its digits were a phone number. For reading only. */
export const storedJid = (listed: Listed): string =>
	isClaimed(listed)
		? `${listed.claimed}@s.whatsapp.net`
		: listed.replace(/@lid$/, '@s.whatsapp.net');

/** The JIDs that a claim may stand for, to compare what comes with. */
export const eitherOf = ({ claimed }: ClaimedJid): string[] => [
	`${claimed}@s.whatsapp.net`,
	`${claimed}@lid`,
];
