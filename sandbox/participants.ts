import { digitsOf, localPart, withoutDevice } from './recipients';
import type { PeopleLibrary } from './world/people-library';
import type { Session } from './world/types';

const personJid = (local: string) => `${local}@s.whatsapp.net`;

/** A LID is taken for the phone number with the same digits, unless the contacts know better. */
async function jidOfLid(lid: string, session: Session, people: PeopleLibrary) {
	const known = [...session.contacts.values()].find((contact) => contact.lid === lid);
	if (known) return known.jid;
	const jid = personJid(digitsOf(lid));
	const [answer] = await people.onWhatsApp(jid).catch(() => []);
	return answer?.exists ? jid : null;
}

/**
 * The server's reading of one participant (docs/warest/groups.md#2-a): no country codes, lists glued together,
 * null for what it drops in silence.
 */
async function jidOf(element: unknown, session: Session, people: PeopleLibrary) {
	if (typeof element !== 'string' && typeof element !== 'number') return null;
	const text = String(element).trim();
	if (/@lid$/i.test(text)) return await jidOfLid(withoutDevice(text), session, people);
	if (/@(s\.whatsapp\.net|c\.us)$/i.test(text)) return personJid(localPart(text));
	const digits = digitsOf(text);
	return text.includes('@') || digits === '' ? null : personJid(digits);
}

/** The participants that the server continues with, in order. */
export async function participantJids(
	elements: unknown[],
	session: Session,
	people: PeopleLibrary,
): Promise<string[]> {
	const jids: string[] = [];
	for (const element of elements) {
		const jid = await jidOf(element, session, people);
		if (jid !== null) jids.push(jid);
	}
	return jids;
}
