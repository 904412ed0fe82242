/** Known to this folder alone: what carries it was made here, from something that proves it. */
declare const proven: unique symbol;

/** A JID that surely is this person's, group's, channel's or broadcast list's: the only thing that is written to. */
export type KnownJid = string & { readonly [proven]: 'jid' };

/** `…@lid`: surely this person's, whose number is hidden. No request can be addressed to it. */
export type Lid = string & { readonly [proven]: 'lid' };

/** A person's phone number for reading, with its plus sign: "+6281200010000". */
export type KnownPhone = string & { readonly [proven]: 'phone' };

/** A person's phone number as requests take it, with country code and without plus sign: "6281200010000". */
export type KnownDigits = string & { readonly [proven]: 'digits' };

const PERSON = /^(\d+)@s\.whatsapp\.net$/;

/** The number of a person as digits; null for groups, channels, broadcasts and LIDs. */
export const digitsOf = (jid: KnownJid | Lid | null): KnownDigits | null =>
	(PERSON.exec(jid ?? '')?.[1] as KnownDigits | undefined) ?? null;

/** The number of a person for reading; null for groups, channels, broadcasts and LIDs. */
export function phoneOf(jid: KnownJid | Lid | null): KnownPhone | null {
	const digits = digitsOf(jid);
	return digits && phoneOfDigits(digits);
}

export const jidOfDigits = (digits: KnownDigits) => `${digits}@s.whatsapp.net` as KnownJid;

export const phoneOfDigits = (digits: KnownDigits) => `+${digits}` as KnownPhone;
