import { Router } from 'express';
import { reply } from '../envelopes';
import { countryOf, dialCodeOf, normalisedNumber } from '../phone-numbers';
import { digitsOf, localPart, withoutDevice } from '../recipients';
import { miscText } from '../tools/parameters';
import { tool } from '../tools/route';
import { sessionFor } from '../tools/session-choice';
import { PeopleLibrary } from '../world/people-library';
import type { Contact, Session } from '../world/types';
import type { World } from '../world/world';

const knownBy = ({ contacts }: Session, test: (contact: Contact) => boolean) =>
	[...contacts.values()].find(test);

/** Anything with a digit becomes somebody's phone number, even a group (docs/warest/misc.md#6). */
function userJidOf(address: string): string {
	if (/@(s\.whatsapp\.net|c\.us)$/i.test(address)) {
		return `${localPart(withoutDevice(address.toLowerCase()))}@s.whatsapp.net`;
	}
	if (address.endsWith('@lid')) return address;
	const digits = digitsOf(address);
	return digits === '' ? address : `${digits}@s.whatsapp.net`;
}

const countryOfJid = (jid: string) => countryOf(digitsOf(localPart(jid)));

function resolved(session: Session, input: string) {
	if (input.endsWith('@lid')) {
		const jid = knownBy(session, ({ lid }) => lid === input)?.jid ?? null;
		const country = jid && countryOfJid(jid);
		return { isValid: true, type: 'lid', lid: input, jid, country };
	}
	if (!input.includes('@') && digitsOf(input) === '') {
		return { isValid: false, type: 'invalid', lid: null, jid: null, country: null };
	}
	const jid = input.includes('@')
		? userJidOf(input)
		: `${normalisedNumber(input, dialCodeOf(null))}@s.whatsapp.net`;
	const lid = knownBy(session, (contact) => contact.jid === jid)?.lid ?? null;
	return { isValid: true, type: 'jid', lid, jid, country: countryOfJid(jid) };
}

/** A look-up that fails means "no" (docs/warest/misc.md#5, #6). */
async function isOnWhatsApp(world: World, session: Session, jid: string): Promise<boolean> {
	try {
		const found = await new PeopleLibrary(world, session).onWhatsApp(jid);
		return found.some(({ exists }) => exists);
	} catch {
		return false;
	}
}

async function validated(world: World, session: Session, jid: string) {
	if (jid === 'status@broadcast') return { exists: true, type: 'broadcast' };
	if (jid.endsWith('@lid')) return { exists: false, type: 'lid' };
	if (jid.endsWith('@g.us')) return { exists: false, type: 'group' };
	return { exists: await isOnWhatsApp(world, session, jid), type: 'user' };
}

/** Misc about people: phone numbers, JIDs and LIDs (docs/warest/misc.md#5 to #7). */
export function peopleRoutes(world: World): Router {
	const routes = Router();

	routes.post(
		'/whatsapp/resolve/jid-or-lid',
		tool((req, res) => {
			const input = miscText(req, 'input', 'value', 'id');
			if (input === null) return reply(res, 2001, 'input is required');
			const session = sessionFor(world, req, res);
			if (session) reply(res, 1000, 'Identifier resolved', { data: resolved(session, input) });
		}),
	);

	routes.post(
		'/whatsapp/validate/jid',
		tool(async (req, res) => {
			const given = miscText(req, 'jid', 'id', 'target');
			if (given === null) return reply(res, 2001, 'jid is required');
			const session = sessionFor(world, req, res);
			if (!session) return;
			const jid = given === 'status@broadcast' ? given : userJidOf(given);
			const data = await validated(world, session, jid);
			reply(res, 1000, 'JID validation complete', { data });
		}),
	);

	routes.post(
		'/whatsapp/validate/phone',
		tool(async (req, res) => {
			const phone = miscText(req, 'phone', 'number');
			if (phone === null) return reply(res, 2001, 'phone is required');
			if (digitsOf(phone) === '') return reply(res, 2002, 'Invalid phone number');
			const session = sessionFor(world, req, res);
			if (!session) return;
			const digits = normalisedNumber(phone, dialCodeOf(miscText(req, 'country', 'region')));
			const jid = `${digits}@s.whatsapp.net`;
			const exists = await isOnWhatsApp(world, session, jid);
			const contact = knownBy(session, (candidate) => candidate.jid === jid);
			reply(res, 1000, 'Phone validation complete', {
				data: {
					exists,
					e164: `+${digits}`,
					jid,
					lid: contact?.lid ?? (exists ? `9${digits}@lid` : null),
					country: countryOf(digits),
				},
			});
		}),
	);

	return routes;
}
