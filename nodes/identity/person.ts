import { phoneOf, type KnownJid, type KnownPhone, type Lid } from './known';

/** A person, by what is really known of them: a LID never stands in for a phone number. */
export interface Person {
	/** The JID of the phone number, or the LID where the number isn't known. */
	jid: KnownJid | Lid | null;
	phone: KnownPhone | null;
	lid: Lid | null;
	name: string | null;
}

const PERSON = /^(\d+)@(s\.whatsapp\.net|lid)$/;

/** Without the linked device: "628…:7@s.whatsapp.net". */
export const withoutDevice = (jid: unknown): string =>
	typeof jid === 'string' ? jid.replace(/(?:\.\d+)?(?::\d+)?(?=@)/, '') : '';

/**
 * Who several JIDs, all of the same person, name: those of a live delivery, the number/LID pair of a group's member,
 * the account of a session. Not for what lists and the history of the server give: see {@link Prover}.
 *
 * The server makes phone numbers of the digits of LIDs (docs/warest/webhooks.md#5-1): such a one is left out if the
 * LID is among the JIDs as well.
 */
export function personOf(jids: unknown[], name: string | null = null): Person {
	const given = jids.map((each) => PERSON.exec(withoutDevice(each)));
	const digits = (domain: string) =>
		given.flatMap((each) => (each?.[2] === domain ? [each[1]] : []));
	const lids = digits('lid');
	const number = digits('s.whatsapp.net').find((each) => !lids.includes(each));
	const jid = number === undefined ? null : (`${number}@s.whatsapp.net` as KnownJid);
	const lid = lids.length > 0 ? (`${lids[0]}@lid` as Lid) : null;
	return { jid: jid ?? lid, phone: phoneOf(jid), lid, name };
}
