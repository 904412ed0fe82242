import type { KnownJid, Lid } from './known';
import { isValidNumber } from './numbering';
import { phoneDigits } from './phone';
import { isRefusal, type Refusal } from '../whatsapp/refusal';

/** Who or what a person names. A LID names somebody whose phone number is hidden: resolve it first. */
export type Chat =
	{ kind: 'person' | 'group' | 'channel' | 'broadcast'; jid: KnownJid } | { kind: 'lid'; jid: Lid };

/** Whether it is a status, broadcast list or channel: many read it, and WARest stores nothing of it. */
export const isPublic = (jid: string): boolean => /@(?:broadcast|newsletter)$/.test(jid);

const known = (kind: Exclude<Chat['kind'], 'lid'>, jid: string): Chat => ({
	kind,
	jid: jid as KnownJid,
});

const ALLOWED =
	'Give one chat: a phone number with its country code (e.g. 6281200010000), a JID (e.g. 6281200010000@s.whatsapp.net) or a group ID (e.g. 120363041234567890@g.us).';

/** Groups made since 2021 have an ID of their own; older ones are named "creator's number-time". */
const GROUP_ID = /^(?:120363\d{10,14}|[1-9]\d{6,14}-\d{10})$/;

/** By domain: which local parts exist, and the JID that WhatsApp knows the chat by. */
const DOMAINS: Record<string, (local: string) => Chat | null> = {
	's.whatsapp.net': person,
	'c.us': person,
	'g.us': (local) => (GROUP_ID.test(local) ? known('group', `${local}@g.us`) : null),
	newsletter: (local) =>
		/^\d{10,25}$/.test(local) ? known('channel', `${local}@newsletter`) : null,
	broadcast: (local) =>
		/^(?:status|\d{5,25})$/.test(local) ? known('broadcast', `${local}@broadcast`) : null,
	lid: (local) => {
		const digits = withoutDevice(local);
		return /^\d{5,20}$/.test(digits) ? { kind: 'lid', jid: `${digits}@lid` as Lid } : null;
	},
};

function person(local: string): Chat | null {
	const digits = withoutDevice(local);
	if (!/^[1-9]\d{6,14}$/.test(digits)) return null;
	// Digits that no numbering plan allows are those of a LID, which the server writes like a phone number.
	return isValidNumber(digits)
		? known('person', `${digits}@s.whatsapp.net`)
		: { kind: 'lid', jid: `${digits}@lid` as Lid };
}

/** "628…:7" and "628….0:7" name one linked device of the person. */
function withoutDevice(local: string): string {
	return local.replace(/(?:\.\d+)?(?::\d+)?$/, '');
}

/**
 * The one chat that a person means by `text`: their word, not the server's (see {@link listedJid}). A JID, a phone
 * number in any usual writing, a group ID with or without `@g.us`.
 *
 * Whatever the server would silently turn into somebody else's number (LIDs, bare group IDs, lists glued
 * together; docs/warest/chats.md#0-4) is made right here or refused.
 */
export function parseChat(text: string, defaultCountryCode = ''): Chat | Refusal {
	const plain = text.trim();
	if (plain === '') return { problem: 'is empty', expected: ALLOWED };
	if (/[,;\n|]/.test(plain)) return { problem: 'names more than one chat', expected: ALLOWED };

	const [local, domain, ...more] = plain.split('@');
	if (domain === undefined) {
		if (GROUP_ID.test(plain)) return known('group', `${plain}@g.us`);
		const digits = phoneDigits(plain, defaultCountryCode);
		return isRefusal(digits) ? digits : known('person', `${digits}@s.whatsapp.net`);
	}
	const name = domain.toLowerCase();
	const chat = more.length === 0 && Object.hasOwn(DOMAINS, name) ? DOMAINS[name](local) : null;
	return chat ?? { problem: 'is not a JID that WhatsApp knows', expected: ALLOWED };
}
