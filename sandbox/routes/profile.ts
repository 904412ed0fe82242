import { Router } from 'express';
import type { Request, Response } from 'express';
import { polished } from '../business-profile';
import { reply } from '../envelopes';
import { readNumber } from '../numbers';
import { named, ownOpenSession } from '../own-session';
import type { NoSession } from '../own-session';
import { bodyOf } from '../parameters';
import { pictureOf } from '../picture-input';
import { pictureView, Profiles } from '../profile-views';
import { defaultCountryCode, digitsOf, localPart } from '../recipients';
import type { OpenSession } from '../session-choice';
import { ownJid } from '../world/accounts';
import { GroupLibrary, phoneJidsOf } from '../world/group-library';
import { ownJids } from '../world/people';
import { PeopleLibrary } from '../world/people-library';
import { enqueue } from '../world/queue';
import type { Session } from '../world/types';
import type { World } from '../world/world';

const none: NoSession = { code: 2001, message: 'Provide sessionId or phone', isProfile: true };

interface Turn extends OpenSession {
	world: World;
	req: Request;
	res: Response;
	people: PeopleLibrary;
	profiles: Profiles;
}

type Act = (turn: Turn) => Promise<void>;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const info: Act = async ({ res, account, people, profiles }) => {
	const { phone, device, name } = account;
	const [jid, ...others] = ownJids(account);
	await people.fetchStatus(jid).catch(() => null);
	const about = await profiles.about(people, [jid, others[0], jid, others[1]]);
	const picture = pictureView(await profiles.picture(people, [jid, ...others]));
	reply(res, 1000, 'Profile info', {
		phone,
		verifiedName: name,
		pushName: name,
		about,
		pictureId: picture.id,
		businessProfile: await profiles.business(people, jid),
		entries: { User: phone, Agent: device, Device: null, Server: 's.whatsapp.net' },
		profilePicture: picture,
	});
};

async function replyPicture({ res, account, people, profiles }: Turn, message: string) {
	const picture = pictureView(await profiles.picture(people, ownJids(account)));
	reply(res, 1000, message, { phone: account.phone, ...picture });
}

const picture: Act = (turn) => replyPicture(turn, 'Profile picture');

const setPicture: Act = async (turn) => {
	const { req, res, session, people, profiles } = turn;
	const text = named(req, ['picture', 'image', 'photo', 'avatar'], true);
	if (text === null) return reply(res, 2001, 'picture is required');
	const bytes = await pictureOf(text);
	if (!bytes) return reply(res, 2002, 'picture is invalid or unreadable');
	try {
		await people.updatePicture(ownJid(session), bytes);
	} catch (error) {
		return reply(res, 2800, messageOf(error));
	}
	profiles.forgetPicture(ownJid(session));
	await replyPicture(turn, 'Profile picture updated');
};

const removePicture: Act = async ({ res, session, people, profiles }) => {
	try {
		await people.removePicture(ownJid(session));
		profiles.forgetPicture(ownJid(session));
		reply(res, 1000, 'Profile picture removed');
	} catch (error) {
		reply(res, 2800, messageOf(error));
	}
};

/** Three of them read keys that the library does not have (docs/warest/profile.md#endpoint-29). */
const privacy: Act = async ({ res, account, people }) => {
	const settings = await people.privacySettings().catch((): Record<string, string> => ({}));
	reply(res, 1000, 'Privacy settings', {
		phone: account.phone,
		readReceipts: settings.readReceipts ?? 'all',
		profilePhoto: settings.profile ?? 'all',
		status: settings.status ?? 'all',
		online: settings.online ?? 'match_last_seen',
		lastSeen: settings.last ?? 'none',
		groupAdd: settings.groupAdd ?? 'all',
		callAdd: settings.callAdd ?? 'all',
		stikers: settings.stickers ?? 'contacts',
		messages: settings.messages ?? 'all',
	});
};

interface Row {
	jid: string;
	phone: string;
	name: string | null;
}

/** A LID passes for a phone number here (docs/warest/profile.md#endpoint-30). */
const phoneJid = (jid: string) => `${localPart(jid)}@s.whatsapp.net`;

/** The contacts in the database; the session's own account is one of them. */
function contactRows(session: Session, ownName: string): Row[] {
	const own = ownJid(session);
	const others = [...session.contacts.values()].map(({ jid, name }) => ({
		jid: phoneJid(jid),
		phone: localPart(jid),
		name,
	}));
	return [{ jid: own, phone: localPart(own), name: ownName }, ...others].sort((a, b) =>
		a.jid < b.jid ? -1 : 1,
	);
}

/** Members of groups whose number is known; those about whom WhatsApp says nothing are missing. */
async function memberRows(world: World, session: Session, wanted: string[] | null): Promise<Row[]> {
	const all = await new GroupLibrary(world, session).fetchAll().catch(() => []);
	const groups = all.filter(({ id }) => !wanted || wanted.includes(id));
	const jids = new Set(groups.flatMap((group) => phoneJidsOf(group)));
	return [...jids].map((jid) => ({
		jid,
		phone: localPart(jid),
		name: session.contacts.get(jid)?.name ?? localPart(jid),
	}));
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Comma lists, repeated parameters, `name[]` and JSON arrays; the name is exact. */
function listIn(req: Request, name: string): string[] {
	const value = bodyOf(req)[name] ?? req.query[name] ?? req.query[`${name}[]`];
	if (typeof value === 'number') return [];
	return listed(value)
		.filter((entry) => typeof entry === 'string' || typeof entry === 'number')
		.flatMap((entry) => String(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function pageOf(req: Request): { limit: number; offset: number } {
	const number = (name: string, range: { min: number; max: number; fallback: number }) =>
		Math.trunc(readNumber(named(req, [name], true) ?? '', range));
	return {
		limit: number('limit', { min: 1, max: 1000, fallback: 15 }),
		offset: number('offset', { min: 0, max: 1_000_000, fallback: 0 }),
	};
}

const isDeep = (req: Request) => named(req, ['deep'], true)?.toLowerCase() === 'true';

/** What is found about a person besides the name; what wasn't found is left out. */
async function details({ people, profiles }: Turn, jid: string) {
	const { full, preview } = await profiles.picture(people, [jid]);
	const about = await profiles.about(people, [jid]);
	const businessProfile = await profiles.business(people, jid);
	return {
		...((full ?? preview) && { picture: { full, preview } }),
		...(about && { about }),
		...(businessProfile && { businessProfile }),
	};
}

async function withDetails(turn: Turn, rows: Row[]) {
	const deep = [];
	for (const row of rows) deep.push({ ...row, ...(await details(turn, row.jid)) });
	return deep;
}

const contacts: Act = async (turn) => {
	const { world, req, res, session, account, profiles } = turn;
	const { limit, offset } = pageOf(req);
	const isGroups = named(req, ['type'], true)?.toLowerCase() === 'groups';
	const ids = listIn(req, 'groupIds');
	const wanted = ids.length > 0 ? ids : null;
	const page = async (): Promise<Row[]> => {
		const rows = isGroups
			? await memberRows(world, session, wanted)
			: contactRows(session, account.name);
		const cut = rows.slice(offset, offset + limit);
		if (!isGroups) return cut;
		const key = ({ name }: Row) => String(name).toLowerCase();
		return cut.sort((a, b) => (key(a) < key(b) ? -1 : 1));
	};
	const key = JSON.stringify([session.id, isGroups, limit, offset, ids]);
	const data = isDeep(req)
		? await profiles.contacts.get(key, async () => await withDetails(turn, await page()))
		: await page();
	reply(res, 1000, 'Contacts list', { phone: account.phone, data });
};

/** The numbers as digits; under any name but `checkNumbers`, a list is joined into one number. */
function numbersIn(req: Request): string[] {
	const several = listIn(req, 'checkNumbers').map(digitsOf).filter(Boolean);
	if (several.length > 0) return several;
	const names = ['checkNumbers', 'checkNumber', 'number', 'phone'];
	const one = digitsOf(named(req, names, true) ?? '');
	return one === '' ? [] : [one];
}

const jidOfNumber = (digits: string) =>
	`${digits.replace(/^00/, '').replace(/^0/, defaultCountryCode)}@s.whatsapp.net`;

async function lookUp({ people }: Turn, digits: string) {
	const asked = jidOfNumber(digits);
	const [answer] = await people.onWhatsApp(asked).catch(() => []);
	return {
		jid: answer?.jid ?? asked,
		phone: digits,
		isOnWhatsApp: answer?.exists ?? false,
	};
}

/** As for contacts, but the about never arrives, and a picture only in both sizes. */
async function foundDetails(turn: Turn, jid: string) {
	await turn.people.onWhatsApp(jid).catch(() => []);
	const { picture, businessProfile } = await details(turn, jid);
	return {
		...(picture?.full && picture.preview && { picture }),
		...(businessProfile && { businessProfile }),
	};
}

const onWhatsApp: Act = async (turn) => {
	const { req, res } = turn;
	const numbers = numbersIn(req);
	if (numbers.length === 0) return reply(res, 2001, 'checkNumbers is required');
	const entries: object[] = [];
	for (const digits of numbers) entries.push(await lookUp(turn, digits));
	if (isDeep(req)) {
		for (const entry of entries as Awaited<ReturnType<typeof lookUp>>[]) {
			if (entry.isOnWhatsApp) Object.assign(entry, await foundDetails(turn, entry.jid));
		}
	}
	reply(res, 1000, 'Lookup complete', { data: entries.length === 1 ? entries[0] : entries });
};

const businessProfile: Act = async ({ req, res, people, profiles }) => {
	const jids = new Set(numbersIn(req).map(jidOfNumber));
	if (jids.size === 0) return reply(res, 2001, 'checkNumbers is required');
	const found: object[] = [];
	for (const jid of jids) found.push(polished(await profiles.keptBusiness(people, jid)));
	reply(res, 1000, 'Business profile info', found.length === 1 ? found[0] : { data: found });
};

interface ProfileRoute {
	method: 'get' | 'post' | 'delete';
	path: string;
	act: Act;
	/** Waits behind the messages that the session sends (docs/warest/groups.md#1-6). */
	queued: (req: Request) => boolean;
}

const always = () => true;
const never = () => false;
const isCostly = (req: Request) =>
	isDeep(req) || named(req, ['type'], true)?.toLowerCase() === 'groups';

const profileRoutesTable: ProfileRoute[] = [
	{ method: 'get', path: 'info', act: info, queued: always },
	{ method: 'get', path: 'picture', act: picture, queued: always },
	{ method: 'post', path: 'picture', act: setPicture, queued: always },
	{ method: 'delete', path: 'picture', act: removePicture, queued: always },
	{ method: 'get', path: 'privacy', act: privacy, queued: always },
	{ method: 'get', path: 'list-contacts', act: contacts, queued: isCostly },
	{ method: 'get', path: 'on-whatsapp', act: onWhatsApp, queued: always },
	{ method: 'get', path: 'business-profile', act: businessProfile, queued: never },
];

/** Profile (docs/warest/profile.md#endpoint-25 to #endpoint-32). */
export function profileRoutes(world: World): Router {
	const routes = Router();
	const profiles = new Profiles(world.clock);
	for (const { method, path, act, queued } of profileRoutesTable) {
		routes[method](`/${path}`, async (req, res) => {
			const open = ownOpenSession(world, req, res, none);
			if (!open) return;
			const people = new PeopleLibrary(world, open.session);
			const turn: Turn = { ...open, world, req, res, people, profiles };
			if (queued(req)) await enqueue(open.session, () => act(turn));
			else await act(turn);
		});
	}
	return routes;
}
