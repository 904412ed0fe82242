import { Router } from 'express';
import type { Request, Response } from 'express';
import { callerOf } from '../authentication';
import { reply } from '../envelopes';
import { bodyOf } from '../parameters';
import { countryOf, dialCodeOf, normalisedNumber } from '../phone-numbers';
import { digitsOf, localPart, withoutDevice } from '../recipients';
import { isSessionId } from '../session-choice';
import { identityOf } from '../world/accounts';
import type { Contact, Session } from '../world/types';
import type { World } from '../world/world';

const scalars = new Set(['string', 'number', 'boolean']);

const filled = (value: unknown) =>
	scalars.has(typeof value) && String(value).trim() !== '' ? String(value).trim() : null;

/** Body, then query of the same name, then the next alias (misc 1.4). */
function miscText(req: Request, ...names: string[]): string | null {
	const body = bodyOf(req);
	const values = names.map((name) => filled(body[name]) ?? filled(req.query[name]));
	return values.find((value) => value !== null) ?? null;
}

const isOpen = ({ runtime }: Session) => runtime?.status === 'open';

function ownDigits({ runtime }: Session): string {
	return runtime?.account ? digitsOf(identityOf(runtime.account).split('@')[0]) : '';
}

/** The session of a misc request, or an answer that there is none (misc 1.7). */
function sessionFor(world: World, req: Request, res: Response): Session | null {
	const { registry } = callerOf(req).user;
	const own = [...world.sessions.values()].filter(({ owner }) => owner === registry);
	const id = miscText(req, 'sessionId', 'session', 'sid');
	if (id !== null) {
		const session = own.find((candidate) => candidate.id === id);
		if (!isSessionId(id)) reply(res, 2002, 'sessionId is invalid');
		else if (!session) reply(res, 1101, 'Session not found');
		else if (isOpen(session)) return session;
		else reply(res, 1106, 'Session is not ready');
		return null;
	}
	const open = own.filter(isOpen);
	const names = ['sessionPhone', 'sessionNumber', 'sessionMsisdn', 'senderPhone'];
	const phone = digitsOf(miscText(req, ...names) ?? '');
	const session =
		phone === ''
			? open.toSorted((a, b) => a.createdAt - b.createdAt)[0]
			: open.find((candidate) => ownDigits(candidate) === phone);
	if (!session) {
		reply(res, 1101, phone === '' ? 'No active session available' : 'Matching session not found');
	}
	return session ?? null;
}

const knownBy = ({ contacts }: Session, test: (contact: Contact) => boolean) =>
	[...contacts.values()].find(test);

/** Anything with a digit becomes somebody's phone number, groups too (misc 6). */
function userJidOf(address: string): string {
	if (/@(s\.whatsapp\.net|c\.us)$/i.test(address)) {
		return `${localPart(withoutDevice(address.toLowerCase()))}@s.whatsapp.net`;
	}
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

/** Misc: the two look-ups that need a session (misc 5, 7). */
export function miscRoutes(world: World): Router {
	const routes = Router();

	routes.post('/whatsapp/resolve/jid-or-lid', (req, res) => {
		const input = miscText(req, 'input', 'value', 'id');
		if (input === null) return reply(res, 2001, 'input is required');
		const session = sessionFor(world, req, res);
		if (session) reply(res, 1000, 'Identifier resolved', { data: resolved(session, input) });
	});

	routes.post('/whatsapp/validate/phone', (req, res) => {
		const phone = miscText(req, 'phone', 'number');
		if (phone === null) return reply(res, 2001, 'phone is required');
		if (digitsOf(phone) === '') return reply(res, 2002, 'Invalid phone number');
		const session = sessionFor(world, req, res);
		if (!session) return;
		const digits = normalisedNumber(phone, dialCodeOf(miscText(req, 'country', 'region')));
		const jid = `${digits}@s.whatsapp.net`;
		const contact = knownBy(session, (candidate) => candidate.jid === jid);
		const exists = contact !== undefined || !digits.endsWith('000000');
		reply(res, 1000, 'Phone validation complete', {
			data: {
				exists,
				e164: `+${digits}`,
				jid,
				lid: contact?.lid ?? (exists ? `9${digits}@lid` : null),
				country: countryOf(digits),
			},
		});
	});

	return routes;
}
